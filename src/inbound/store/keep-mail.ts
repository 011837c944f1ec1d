import { createHash } from 'node:crypto';
import type { App } from '../../platform/app.ts';
import { together } from '../../platform/together.ts';
import type { ArrivedMail } from './inbound-mail.ts';
import { insertMails } from './queries.ts';

/** At once: mails are large. */
const MOST_TOGETHER = 16;

/** Keeps mails; each is in the database when its answer comes. Those that come in the same moment share a transaction. */
export const createKeeping = (app: Pick<App, 'db'>): ((mail: ArrivedMail) => Promise<void>) =>
  together(
    async (mails: ArrivedMail[]) => {
      await insertMails(app.db, mails.map(withDigest));
      return mails.map(() => undefined);
    },
    { most: MOST_TOGETHER },
  );

/** As it is stored. */
export const withDigest = (mail: ArrivedMail) => ({ ...withoutNul(mail), digest: digestOf(mail) });

/** Says the same of the same octets to the same people. */
function digestOf({ to, octets }: Pick<ArrivedMail, 'to' | 'octets'>): Buffer {
  const recipients = to.map((address) => address.toLowerCase()).toSorted();
  return createHash('sha256')
    .update(`${recipients.join(' ')}\0`)
    .update(octets)
    .digest();
}

/** PostgreSQL holds none in a text. */
const withoutNul = (mail: ArrivedMail): ArrivedMail => ({
  ...mail,
  from: mail.from?.replaceAll('\0', '') ?? null,
  to: mail.to.map((address) => address.replaceAll('\0', '')),
});
