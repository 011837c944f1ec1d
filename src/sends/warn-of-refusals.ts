import { raiseAlert, wasRaisedLately } from '../alerts/index.ts';
import { type RefusalGroup, findCommonRefusal } from '../delivery/index.ts';
import type { App } from '../platform/app.ts';
import { noteBlockWarning, noteBounceWarning, type HeldSend } from './alarm-queries.ts';
import { share, type Answers } from '../feedback/index.ts';

/**
 * Says on a send, and to the admins, that many of its addresses do not exist (THR-04): once for each send, with the figures of
 * that moment. It stops nothing.
 */
export async function warnOfBounces(app: App, send: HeldSend, sums: Answers): Promise<void> {
  const { id, publicationId, subject } = send;
  const figures = share(sums.bounced, sums.answered);
  const { bounced, answered } = sums;
  await noteBounceWarning(app.db, id, { code: 'bounces-high', params: { bounced, answered } });
  await raiseAlert(app, {
    publicationId,
    headline: 'Many addresses of a send do not exist',
    about: subject,
    what: `Of the latest addresses, ${figures} do not exist, and mail servers judge a sender by that. The send goes on.`,
    advice:
      'These addresses are not mailed any more. Find out where they come from, such as an old list. If there are many more, Paperround pauses the send and tells you.',
    reply: (await findCommonRefusal(app.db, id, ['mailbox'])).reply,
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
    const headline = `Mail to ${domain} is refused`;
    if (await wasRaisedLately(app.db, publicationId, headline, TOLD_FOR_DAYS)) continue;
    await raiseAlert(app, {
      publicationId,
      headline,
      about: subject,
      what: `The mail server for ${domain} refused all ${count} readers that were left, in the same words. That is rarely the readers’ fault, so nobody was suppressed for it.`,
      advice:
        'Its words may say what it wants of you: look at block lists, at SPF, DKIM and DMARC with “npx paperround doctor”, or write to its postmaster. If these addresses are dead indeed, unsubscribe them.',
      reply,
    });
    app.log.warn({ event: 'send.domain-refuses', sendId: id, domain, count });
  }
}
