import type { App } from '../platform/app.ts';
import { AppError } from '../platform/errors.ts';
import { maskPrivate } from '../platform/log.ts';
import type { MailOutcome } from '../platform/mailer.ts';
import { systemHeaders } from '../emails/index.ts';
import { getPublicationById, type Publication } from '../publications/index.ts';
import { insertConsentRecord } from './consent-queries.ts';
import { markBounced } from './mark-bounced.ts';
import { findDueMail, settleSystemMail, type DueMail, type SystemMailKind } from './system-mail-queries.ts';

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
  const due = await findDueMail(app.db, subscriberId, kind);
  if (!due) return;
  const publication = await getPublicationById(app.db, due.publicationId);
  const content = await compose(due, publication);
  if (!content) return;
  const messageId = messageIdOf(app, due, publication);
  const outcome = await app.mailer.send({
    envelopeFrom: publication.fromAddress,
    from: { name: publication.fromName, address: publication.fromAddress },
    // No name: what a stranger typed must not reach an inbox (BOMB-06).
    to: { name: '', address: due.deliveryAddress },
    replyTo: publication.replyTo ?? undefined,
    ...content,
    messageId,
    date: due.requestedAt,
    headers: systemHeaders(),
  });
  await settle(app, due, outcome, messageId);
}

/** The same for every try of one request (HDR-06), and telling nothing. */
function messageIdOf(app: App, due: DueMail, publication: Publication): string {
  const key = `${due.kind}:${due.subscriberId}:${due.requestedAt.getTime()}`;
  const opaque = app.keys.derive('message-id', key).subarray(0, 18).toString('base64url');
  return `<${opaque}@${publication.fromAddress.split('@')[1]}>`;
}

async function settle(app: App, due: DueMail, outcome: MailOutcome, messageId: string): Promise<void> {
  const { kind, subscriberId, publicationId } = due;
  const reply = maskPrivate(outcome.reply).slice(0, 300);
  const ids = { queue: kind, subscriberId, publicationId };
  switch (outcome.kind) {
    case 'accepted':
      await recordAccepted(app, due, { messageId, reply });
      app.log.info({ event: 'system-mail.accepted', ...ids });
      return;
    case 'unknown':
      // Tried once more with the same Message-ID, then left alone: the person may have it twice at most.
      await settleSystemMail(app.db, due, due.isUnknown ? 'sent_at' : 'unknown_at', reply);
      if (due.isUnknown) return;
      throw new AppError('mail-outcome-unknown', 'The mail server gave no reply after the message.');
    case 'provider':
      throw new AppError('mail-server-unavailable', `The mail server cannot be used: ${reply}`);
    case 'recipient':
    case 'content':
      if (!outcome.isPermanent) throw new AppError('mail-deferred', `The mail server put it off: ${reply}`);
      await settleSystemMail(app.db, due, 'refused_at', reply);
      app.log.warn({ event: 'system-mail.refused', ...ids, fault: outcome.kind, reply });
      if (outcome.kind === 'recipient' && outcome.isHard)
        await markBounced(app, publicationId, [subscriberId], reply);
  }
}

async function recordAccepted(
  app: App,
  due: DueMail,
  details: { messageId: string; reply: string },
): Promise<void> {
  const { subscriberId, publicationId, kind } = due;
  await settleSystemMail(app.db, due, 'sent_at', details.reply);
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
