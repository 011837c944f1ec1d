import type { App } from '../platform/app.ts';
import { AppError } from '../platform/errors.ts';
import { redactedReply } from '../platform/mail/redacted-reply.ts';
import { sendQueued, type Sent } from '../platform/mail/queued-mail.ts';
import { systemHeaders } from '../emails/index.ts';
import { getPublicationById, type Publication } from '../publications/index.ts';
import { insertConsentRecord } from './consent-queries.ts';
import { markBounced } from './suppressions/mark-bounced.ts';
import {
  beginSystemMail,
  claimDueMail,
  isMailLeased,
  releaseSystemMail,
  renewSystemMail,
  settleSystemMail,
  type DueMail,
  type SystemMailKind,
} from './system-mail-queries.ts';

interface Content {
  subject: string;
  html: string;
  text: string;
}

/**
 * Sends a mail that is due, once: a job that runs again after a crash sends the same message under the same Message-ID.
 * @param compose undefined when there turns out to be nothing to send.
 * @throws AppError when the queue should try again.
 */
export async function sendSystemMail(
  app: App,
  kind: SystemMailKind,
  subscriberId: number,
  compose: (due: DueMail, publication: Publication) => Promise<Content | undefined>,
): Promise<void> {
  const due = await claimDueMail(app.db, subscriberId, kind);
  if (!due) {
    // The job of whoever holds it may be this very one, taken again after a kill.
    if (!(await isMailLeased(app.db, subscriberId, kind))) return;
    throw new AppError('mail-is-leased', 'This mail is in other hands at the moment.');
  }
  const publication = await getPublicationById(app.db, due.publicationId);
  const content = await compose(due, publication).catch(async (error: unknown) => {
    await releaseSystemMail(app.db, due).catch(() => {});
    throw error;
  });
  if (!content) return;
  const messageId = messageIdOf(app, due, publication);
  const mail = {
    begin: () => beginSystemMail(app.db, due),
    renew: () => renewSystemMail(app.db, due),
    settle: (settlement: Sent['settlement'], reply: string) =>
      settleSystemMail(app.db, due, settlement, reply),
  };
  const sent = await sendQueued(mail, () =>
    app.mailer.send({
      envelopeFrom: publication.fromAddress,
      from: { name: publication.fromName, address: publication.fromAddress },
      // No name: what a stranger typed must not reach an inbox (BOMB-06).
      to: { name: '', address: due.deliveryAddress },
      replyTo: publication.replyTo ?? undefined,
      ...content,
      messageId,
      date: due.requestedAt,
      headers: systemHeaders(),
      transports: publication.transports,
    }),
  );
  if (sent) await conclude(app, due, sent, messageId);
}

/** The same for every try of one request (HDR-06), and telling nothing. */
function messageIdOf(app: App, due: DueMail, publication: Publication): string {
  const key = `${due.kind}:${due.subscriberId}:${due.requestedAt.getTime()}`;
  const opaque = app.keys.derive('message-id', key).subarray(0, 18).toString('base64url');
  return `<${opaque}@${publication.fromAddress.split('@')[1]}>`;
}

async function conclude(app: App, due: DueMail, sent: Sent, messageId: string): Promise<void> {
  const { outcome, settlement, isPossiblyTwice } = sent;
  const reply = redactedReply(outcome.reply, 300);
  const { kind, subscriberId, publicationId } = due;
  app.log.info({
    event: `system-mail.${settlement}`,
    kind,
    subscriberId,
    publicationId,
    outcome: outcome.kind,
    ...(isPossiblyTwice && { isPossiblyTwice }),
  });
  if (outcome.kind === 'accepted') {
    const details = { messageId, reply, ...(isPossiblyTwice && { isPossiblyTwice }) };
    await recordAccepted(app, due, details);
  }
  if (outcome.kind === 'recipient' && outcome.isHard)
    await markBounced(app, publicationId, [subscriberId], reply);
  if (settlement === 'put-off' || settlement === 'unknown')
    throw new AppError(`mail-${settlement}`, `The mail server did not take the message: ${reply}`);
}

async function recordAccepted(
  app: App,
  due: DueMail,
  details: { messageId: string; reply: string; isPossiblyTwice?: boolean },
): Promise<void> {
  const { subscriberId, publicationId, kind } = due;
  await insertConsentRecord(app.db, {
    publicationId,
    subscriberId,
    kind: 'mail-accepted',
    channel: kind,
    ip: null,
    userAgent: null,
    details,
  });
}
