import type { Mail } from '../../../src/platform/mail/mailer.ts';
import { createTransport } from '../../../src/transports/index.ts';
import type { App } from '../../../src/platform/app.ts';
import { firstRow } from '../../../src/platform/database.ts';

/** Such as a confirmation. */
export const singleMail: Mail = {
  envelopeFrom: 'news@gazette.example',
  from: { name: 'The Gazette', address: 'news@gazette.example' },
  to: { name: '', address: 'ada@readers.example' },
  replyTo: undefined,
  subject: 'Please confirm',
  html: '<p>Hello</p>',
  text: 'Hello',
  messageId: '<confirm@gazette.example>',
  date: new Date(),
  headers: [],
};

/** Sets up a transport to a mail server. */
export async function addSmtp(app: App, name: string, smtpUrl: string): Promise<void> {
  await createTransport(app, { name, kind: 'smtp', smtpUrl });
}

export async function transportRow(app: App, name: string) {
  return firstRow<{ faults: number; isCircuitOpen: boolean; isBlocked: boolean; count: number }>(
    app.db,
    `select faults, is_circuit_open as "isCircuitOpen", coalesce(blocked_until > now(), false) as "isBlocked", day_count as count
       from transports where name = ?`,
    [name],
  );
}
