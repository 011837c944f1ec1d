import type { Config } from '../platform/config.ts';
import type { Db } from '../platform/database.ts';
import type { Keys } from '../platform/keys.ts';
import type { Mail, Mailer, MailOutcome } from '../platform/mailer.ts';
import { createKeyRing } from './dkim/key-ring.ts';
import { limitMailer } from './limits/limited-mailer.ts';
import { createSmtpMailer } from './smtp-mailer.ts';
import { readSmtpUrl } from './smtp-options.ts';
import { noteFault, noteSuccess } from './transports/circuit-queries.ts';
import { brokenMailer, openTransport } from './transports/open-transport.ts';
import { DEFAULT_TRANSPORT } from './transports/transport.ts';
import { findTransportSettings, listInOrder } from './transports/transport-queries.ts';

/**
 * All transports of the installation behind one mailer: `default` is the server of `SMTP_URL`, or the built-in mailbox while
 * that is unset. Mail that this program signs is signed with the active DKIM keys. A single mail that a transport cannot
 * take goes over the next of its own at once.
 */
export function createMailer(
  config: Pick<Config, 'smtpUrl' | 'publicUrl' | 'sendConnections' | 'dataDir'>,
  db: Db,
  keys: Pick<Keys, 'open' | 'addressHashes'>,
): Mailer & Required<Pick<Mailer, 'over'>> {
  const means = { config, db, keys, keyRing: createKeyRing(db, keys) };
  const open = new Map<string, { changedAt: number; mailer: Mailer }>();

  /** As it is set up now: whoever changes a transport need not restart anything. */
  const over = async (name: string): Promise<Mailer> => {
    const found = await findTransportSettings(db, name);
    if (!found) return brokenMailer(`The transport ${name} is not there any more.`);
    const { kind, settings, changedAt } = found;
    const known = open.get(name);
    if (known?.changedAt === changedAt.getTime()) return known.mailer;
    void known?.mailer.close();
    const mailer = limitMailer(openTransport(means, name, kind, settings), db, name);
    open.set(name, { changedAt: changedAt.getTime(), mailer });
    return mailer;
  };
  const tryOver = async (name: string, mail: Mail): Promise<MailOutcome> => {
    const outcome = await (await over(name)).send(mail);
    if (outcome.kind === 'accepted') await noteSuccess(db, name);
    if (isOutOfOrder(outcome)) await noteFault(db, name, outcome.reply);
    return outcome;
  };
  return {
    name: 'transports',
    concurrency: config.sendConnections,
    over,
    async send(mail) {
      const order = await listInOrder(db, mail.transports ?? [DEFAULT_TRANSPORT]);
      const [first = DEFAULT_TRANSPORT, ...others] = order;
      let outcome = await tryOver(first, mail);
      for (const name of others) {
        if (!isOutOfOrder(outcome)) break;
        outcome = await tryOver(name, mail);
      }
      return outcome;
    },
    async close() {
      await Promise.all([...open.values()].map(async ({ mailer }) => mailer.close()));
    },
  };
}

const isOutOfOrder = (outcome: MailOutcome) => outcome.kind === 'provider' && outcome.scope === 'transport';

/** Connects to the server of `SMTP_URL` and signs in, sending nothing. @returns its words when it refuses. */
export async function checkMailServer(smtpUrl: string, { publicUrl }: Pick<Config, 'publicUrl'>) {
  return createSmtpMailer({ smtpUrl, publicUrl }).check?.();
}

/** What `SMTP_URL` leaves insecure on purpose, as sentences for the log at start (SMTP-13). */
export function mailerWarnings({ smtpUrl }: Pick<Config, 'smtpUrl'>): string[] {
  return smtpUrl === undefined ? [] : readSmtpUrl(smtpUrl).warnings;
}
