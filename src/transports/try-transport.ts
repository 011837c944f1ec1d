import { randomBytes } from 'node:crypto';
import type { App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { NotFound } from '../platform/errors.ts';
import { escapeHtml } from '../platform/html/escape-html.ts';
import type { MailOutcome } from '../platform/mail/mailer.ts';
import { redactedReply } from '../platform/mail/redacted-reply.ts';
import { mailerOver } from './mailer-over.ts';
import { domainOf } from './throttle/limit.ts';
import { findTransportSettings } from './transport-queries.ts';

export interface TransportTrial {
  outcome: MailOutcome['kind'];
  /** The server's own words. */
  reply: string;
}

/**
 * Sends one mail over this transport and no other, whatever its circuit says, under its limits. It is in no ledger.
 * @throws NotFound
 */
export async function tryTransport(
  app: App,
  name: string,
  { from, to, subject, text }: { from: Party; to: string; subject: string; text: string },
): Promise<TransportTrial> {
  if (!(await findTransportSettings(app.db, name))) throw new NotFound(`The transport ${name}`);
  await audit(app, { action: 'transport.tried', subject: `transport:${name}` });
  const mailer = await mailerOver(app, name);
  const { kind, reply } = await mailer.send({
    envelopeFrom: from.address,
    from,
    to: { name: '', address: to },
    replyTo: undefined,
    subject,
    html: `<p>${escapeHtml(text)}</p>`,
    text,
    messageId: `<${randomBytes(18).toString('base64url')}@${domainOf(from.address)}>`,
    date: app.now(),
    headers: [{ name: 'Auto-Submitted', value: 'auto-generated' }],
    transports: [name],
  });
  app.log.info({ event: 'transport.tried', transport: name, outcome: kind });
  return { outcome: kind, reply: redactedReply(reply) };
}

interface Party {
  name: string;
  address: string;
}
