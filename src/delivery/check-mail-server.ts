import type { Config } from '../platform/config.ts';
import { helloName, readSmtpUrl } from './smtp-options.ts';
import { openSmtpSession } from './smtp-session.ts';

/** Connects to the server of `SMTP_URL` and signs in, sending nothing. @returns its words when it refuses. */
export async function checkMailServer(smtpUrl: string, { publicUrl }: Config): Promise<string | undefined> {
  const { connection, login } = readSmtpUrl(smtpUrl);
  const name = connection.name ?? helloName(publicUrl, new URL(publicUrl).hostname);
  const opened = await openSmtpSession({ ...connection, name, connectionTimeout: 10_000 }, login);
  if (opened.kind === 'failed') return opened.reply;
  opened.session.close();
  return undefined;
}
