import { raiseAlert, wasDomainToldLately } from '../alerts/index.ts';
import { type RefusalGroup, findCommonRefusal } from '../delivery/index.ts';
import type { App } from '../platform/app.ts';
import {
  noteBlockWarning,
  noteBounceWarning,
  noteComplaintWarning,
  noteReturnWarning,
  type HeldSend,
} from './alarm-queries.ts';
import { listBlamingDomains, type Answers } from '../feedback/index.ts';

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

/** The same when many readers call it spam. */
export async function warnOfComplaints(app: App, send: HeldSend, sums: Answers): Promise<void> {
  const { id, publicationId, subject } = send;
  const { complained, answered } = sums;
  await noteComplaintWarning(app.db, id, { code: 'complaints-high', params: { complained, answered } });
  await raiseAlert(app, {
    publicationId,
    news: { code: 'send-complaints', params: { subject, complained, answered } },
  });
  app.log.warn({ event: 'send.complaints-high', sendId: id, ...sums });
}

/** Says, on the send and once a week to the admins, whose servers took mail and sent it back as the sender's fault. It concerns no reader (THR-03). */
export async function warnOfReturns(app: App, send: HeldSend): Promise<void> {
  const { id, publicationId, subject } = send;
  const groups = await listBlamingDomains(app.db, id);
  if (groups.length === 0) return;
  await noteReturnWarning(app.db, id, { code: 'domains-return', params: { groups } });
  for (const { domain, count, reply } of groups) {
    if (await wasDomainToldLately(app.db, publicationId, domain, TOLD_FOR_DAYS)) continue;
    const news = { code: 'domain-returns' as const, params: { subject, domain, count, reply } };
    await raiseAlert(app, { publicationId, news });
    app.log.warn({ event: 'send.domain-returns', sendId: id, domain, count });
  }
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
