import { systemHeaders } from '../emails/index.ts';
import type { App } from '../platform/app.ts';
import { AppError } from '../platform/errors.ts';
import { redactedReply } from '../platform/mail/redacted-reply.ts';
import type { Mail } from '../platform/mail/mailer.ts';
import { sendQueued } from '../platform/mail/queued-mail.ts';
import { together } from '../platform/together.ts';
import { getPublicationById, listPublications, type Publication } from '../publications/index.ts';
import type { RetryDecision } from '../platform/mail/retry-decision.ts';
import { NOBODY, type Notice, type NoticeKind, type NoticeKinds } from './notice.ts';
import { noticeIdsOf } from './notice-ids.ts';
import {
  beginNotice,
  claimNotices,
  listLeased,
  releaseLeases,
  renewNotice,
  settleNotice,
  withdrawLeased,
} from './queries.ts';

/**
 * Job `notice.send`: sends a notice once. A job that runs again after a crash sends the same message under the same Message-ID. Jobs
 * that begin at the same time share what comes before the mail.
 * @throws AppError when the queue should try again.
 */
export function createNoticeSender(
  app: App,
  kinds: NoticeKinds,
): (job: { noticeId: number }) => Promise<void> {
  const take = together((ids: number[]) => takeNotices(app, kinds, ids), {
    isPatient: true,
    keysOf: (id) => [String(id)],
  });
  return async ({ noticeId }) => {
    const notice = noticeId === NOBODY ? undefined : await take(noticeId);
    // The job of whoever holds it may be this very one, taken again after a kill.
    if (notice === 'leased')
      throw new AppError('mail-is-leased', 'Another worker is sending this mail at the moment.');
    if (!notice) return;
    const kind = kinds[notice.kind];
    const mail = await compose(app, notice, kind).catch(async (error: unknown) => {
      await releaseLeases(app.db, [notice]).catch(() => {});
      throw error;
    });
    if (mail) await hand(app, notice, kind, mail);
    else await withdrawLeased(app.db, notice);
  };
}

/** @returns in the order of the ids; undefined where there is nothing to send (yet). */
async function takeNotices(
  app: App,
  kinds: NoticeKinds,
  ids: number[],
): Promise<(Notice | 'leased' | undefined)[]> {
  const taken = new Map((await claimNotices(app.db, ids)).map((notice) => [notice.id, notice]));
  const others = ids.filter((id) => !taken.has(id));
  const leased = new Set(others.length > 0 ? await listLeased(app.db, others) : []);
  const held = await holdBack(app, kinds, [...taken.values()]).catch(async (error: unknown) => {
    await releaseLeases(app.db, [...taken.values()]).catch(() => {});
    throw error;
  });
  return ids.map((id) => (leased.has(id) ? 'leased' : held.has(id) ? undefined : taken.get(id)));
}

async function holdBack(app: App, kinds: NoticeKinds, notices: Notice[]): Promise<Set<number>> {
  const held = new Set<number>();
  for (const [kind, ones] of Map.groupBy(notices, ({ kind }) => kind))
    for (const id of (await kinds[kind]?.holdBack?.(app, ones)) ?? []) held.add(id);
  return held;
}

async function compose(app: App, notice: Notice, kind: NoticeKind | undefined): Promise<Mail | undefined> {
  if (!kind)
    throw new AppError('unknown-notice', 'This version of Paperround does not know this kind of notice.');
  const publication = await senderOf(app, notice);
  if (!publication) {
    app.log.warn({ event: 'notice.no-sender', noticeId: notice.id, kind: notice.kind });
    return undefined;
  }
  const written = await kind.compose(app, notice, publication);
  if (!written) return undefined;
  const { to, replyTo, returnPath, ...content } = written;
  const { fromName, fromAddress, transports } = publication;
  return {
    envelopeFrom: returnPath ?? fromAddress,
    from: { name: fromName, address: fromAddress },
    // No name: what a stranger typed must not reach an inbox (BOMB-06).
    to: { name: '', address: to },
    replyTo,
    ...content,
    messageId: `<${noticeIdsOf(app, notice.messageKey)[0]}@${fromAddress.split('@')[1]}>`,
    date: notice.requestedAt,
    headers: systemHeaders(),
    transports,
  };
}

/** A notice about no newsletter in particular comes from the oldest one. */
async function senderOf({ db }: App, { publicationId }: Notice): Promise<Publication | undefined> {
  return publicationId === null
    ? (await listPublications(db, 0, 1))[0]
    : getPublicationById(db, publicationId);
}

async function hand(app: App, notice: Notice, kind: NoticeKind | undefined, mail: Mail): Promise<void> {
  let state: string | undefined;
  const queued = {
    begin: () => beginNotice(app.db, notice),
    renew: () => renewNotice(app.db, notice),
    async settle(settlement: RetryDecision, reply: string) {
      state = await settleNotice(app.db, { notice, settlement, reply });
    },
  };
  const sent = await sendQueued(queued, () => app.mailer.send(mail));
  if (!sent) return;
  const { outcome, settlement, isPossiblyTwice } = sent;
  const { id: noticeId, publicationId, subscriberId, userId } = notice;
  app.log.info({
    event: `notice.${state === 'given-up' ? state : settlement}`,
    kind: notice.kind,
    noticeId,
    publicationId,
    ...(subscriberId !== null && { subscriberId }),
    ...(userId !== null && { userId }),
    outcome: outcome.kind,
    ...(isPossiblyTwice && { isPossiblyTwice }),
  });
  const reply = redactedReply(outcome.reply, 300);
  await kind?.heed?.(app, notice, { ...sent, reply, messageId: mail.messageId });
  if (state !== 'given-up' && (settlement === 'put-off' || settlement === 'unknown'))
    throw new AppError(`mail-${settlement}`, `The mail server did not accept the message: ${reply}`);
}
