import type { App } from '../../platform/app.ts';
import { parseEmailAddress } from '../../platform/mail/email-address.ts';
import { forgetRefusedEmails, listForgotten, listRefusals } from './queries.ts';

const AT_A_TIME = 2000;

/** Whatever of a cell may be an address. */
const ADDRESSES = /[^\s<>()[\]"',;:]+@[^\s<>()[\]"',;:]+/g;

/**
 * Takes the addresses of people who were erased, or wanted never to be mailed, out of the rows that were refused: a list of
 * them must not keep for weeks what an erasure took away (GDPR-02). Safe to repeat.
 */
export async function forgetErased(app: Pick<App, 'db' | 'keys'>, importId: number): Promise<void> {
  let after = 0;
  for (;;) {
    const refusals = await listRefusals(app.db, importId, { after, limit: AT_A_TIME });
    const last = refusals.at(-1);
    if (!last) return;
    after = last.line;
    const named = refusals.flatMap(({ line, email, reason }) =>
      hashesIn(app, `${email ?? ''} ${JSON.stringify(reason.params)}`).map((hash) => ({ line, hash })),
    );
    const forgotten = new Set(await listForgotten(app.db, [...new Set(named.map(({ hash }) => hash))]));
    const lines = named.filter(({ hash }) => forgotten.has(hash)).map(({ line }) => line);
    await forgetRefusedEmails(app.db, importId, lines);
  }
}

/** In hexadecimal. */
function hashesIn({ keys }: Pick<App, 'keys'>, cell: string): string[] {
  return (cell.match(ADDRESSES) ?? []).flatMap((text) => {
    const address = parseEmailAddress(text.replace(/[.]+$/, ''));
    return address ? keys.addressHashes(address.key).map((hash) => hash.toString('hex')) : [];
  });
}
