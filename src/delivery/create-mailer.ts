import type { Config } from '../platform/config.ts';
import type { Db } from '../platform/database.ts';
import type { Keys } from '../platform/keys.ts';
import type { Mailer } from '../platform/mailer.ts';
import { createKeyRing } from './dkim/key-ring.ts';
import { limitMailer } from './limits/limited-mailer.ts';
import { createMailboxMailer } from './mailbox-mailer.ts';
import { createSmtpMailer } from './smtp-mailer.ts';
import { readSmtpUrl } from './smtp-options.ts';

/** The mail server of `SMTP_URL`, signing with the active DKIM keys, or the built-in mailbox while that is unset. */
export function createMailer(
  config: Pick<Config, 'smtpUrl' | 'publicUrl' | 'sendConnections'>,
  db: Db,
  keys: Pick<Keys, 'open'>,
): Mailer {
  const { smtpUrl, publicUrl, sendConnections } = config;
  if (smtpUrl === undefined) return createMailboxMailer(db);
  const mailer = createSmtpMailer({
    smtpUrl,
    publicUrl,
    connections: sendConnections,
    keyRing: createKeyRing(db, keys),
  });
  return limitMailer(mailer, db);
}

/** What `SMTP_URL` leaves insecure on purpose, as sentences for the log at start (SMTP-13). */
export function mailerWarnings({ smtpUrl }: Pick<Config, 'smtpUrl'>): string[] {
  return smtpUrl === undefined ? [] : readSmtpUrl(smtpUrl).warnings;
}
