import { raiseAlert, wasDomainToldLately } from '../alerts/index.ts';
import { type RefusalGroup, findCommonRefusal } from '../delivery/index.ts';
import type { App } from '../platform/app.ts';
import { noteBlockWarning, noteBounceWarning, type HeldSend } from './alarm-queries.ts';
import type { Answers } from '../feedback/index.ts';

/**
 * Says on a send, and to the admins, that many of its addresses do not exist (THR-04): once for each send, with the figures of
 * that moment. It stops nothing.
 */
export async function warnOfBounces(app: App, send: HeldSend, sums: Answers): Promise<void> {
  const { id, publicationId, subject } = send;
  const { bounced, answered } = sums;
  await noteBounceWarning(app.db, id, { code: 'bounces-high', params: { bounced, answered } });
  const { reply } = await findCommonRefusal(app.db, id, ['mailbox']);
  await raiseAlert(app, {
    publicationId,
    news: { code: 'send-bounces', params: { subject, bounced, answered, reply } },
  });
  app.log.warn({ event: 'send.bounces-high', sendId: id, ...sums });
}

const TOLD_FOR_DAYS = 7;

/** Says, on the send and once a week to the admins, whose servers refuse all their readers in the same words: nobody was suppressed for it. */
export async function warnOfBlocks(app: App, send: HeldSend, groups: RefusalGroup[]): Promise<void> {
  const [worst] = groups;
  if (!worst) return;
  const { id, publicationId, subject } = send;
  const told = groups.slice(0, 5).map(({ domain, count, reply }) => ({ domain, count, reply }));
  await noteBlockWarning(app.db, id, { code: 'domains-refuse', params: { groups: told } });
  for (const { domain, count, reply } of told) {
    if (await wasDomainToldLately(app.db, publicationId, domain, TOLD_FOR_DAYS)) continue;
    const news = { code: 'domain-refuses' as const, params: { subject, domain, count, reply } };
    await raiseAlert(app, { publicationId, news });
    app.log.warn({ event: 'send.domain-refuses', sendId: id, domain, count });
  }
}
