import type { Config } from '../platform/config.ts';
import type { Db } from '../platform/database.ts';
import type { Mailer } from '../platform/mailer.ts';
import { createMailboxMailer } from './mailbox-mailer.ts';
import { createSmtpMailer } from './smtp-mailer.ts';
import { readSmtpUrl } from './smtp-options.ts';

/** The mail server of `SMTP_URL`, or the built-in mailbox while that is unset. */
export function createMailer(config: Pick<Config, 'smtpUrl' | 'publicUrl'>, db: Db): Mailer {
  const { smtpUrl, publicUrl } = config;
  return smtpUrl === undefined ? createMailboxMailer(db) : createSmtpMailer({ smtpUrl, publicUrl });
}

/** What `SMTP_URL` leaves insecure on purpose, as sentences for the log at start (SMTP-13). */
export function mailerWarnings({ smtpUrl }: Pick<Config, 'smtpUrl'>): string[] {
  return smtpUrl === undefined ? [] : readSmtpUrl(smtpUrl).warnings;
}
