import type { App } from '../../../src/platform/app.ts';
import { rows } from '../../../src/platform/database.ts';
import type { ScriptedSmtp } from '../../support/mail/scripted-smtp.ts';

/** Mails that readers have really got, without their texts: of six weeks they would be too many to keep. */
export class Inbox {
  /** Message-IDs for each address, and how often. */
  readonly #got = new Map<string, Map<string, number>>();

  take(smtp: ScriptedSmtp): void {
    for (const { to, source } of smtp.messages) {
      const head = source.slice(0, source.indexOf('\r\n\r\n'));
      // A confirmation comes without.
      if (!/^List-Unsubscribe:/im.test(head)) continue;
      const id = /^Message-ID:\s*(\S+)/im.exec(head)?.[1] ?? '';
      const own = this.#got.get(to) ?? new Map<string, number>();
      own.set(id, (own.get(id) ?? 0) + 1);
      this.#got.set(to, own);
    }
    smtp.messages.length = 0;
  }

  /** Whether each mail of the ledger has arrived, and no other; second copies only where a worker died. */
  async compare(app: App): Promise<string[]> {
    const found = await rows<{ address: string; accepted: number; mayBeTwice: number }>(
      app.db,
      `select s.delivery_address as address, count(*) filter (where m.state = 'accepted') as accepted,
              count(*) filter (where m.possibly_twice or m.state = 'unknown') as "mayBeTwice"
         from messages m join subscribers s on s.id = m.subscriber_id group by s.id`,
    );
    const ledger = new Map(found.map((row) => [row.address, row]));
    const faults: string[] = [];
    for (const address of new Set([...this.#got.keys(), ...ledger.keys()])) {
      const got = this.#got.get(address) ?? new Map<string, number>();
      const { accepted = 0, mayBeTwice = 0 } = ledger.get(address) ?? {};
      const copies = [...got.values()].filter((count) => count > 1).length;
      if (got.size < accepted || got.size > accepted + mayBeTwice)
        faults.push(`${address} got ${got.size} mails, the ledger says ${accepted}`);
      if (copies > mayBeTwice)
        faults.push(`${address} got ${copies} mails twice, the ledger knows of ${mayBeTwice}`);
    }
    return faults;
  }
}
