import { inTransaction, type App } from '../../platform/app.ts';
import { auditStaff } from '../../platform/audit.ts';
import { getPublicationById, listTopics, type Publication } from '../../publications/index.ts';
import { together } from '../../platform/together.ts';
import { isBarred } from '../suppressions/barred.ts';
import { insertConsentRecord } from '../consent-queries.ts';
import { linksOf, openLinks, type OpenedLink, type PersonalLink } from '../links/links.ts';
import { findSubscriber, listSubscribersByEmail, markResubscribed } from '../queries.ts';
import { findUndoEnd, takeOut, type Leaving } from './leave-queries.ts';
import { maskAddress, type Evidence, type Subscriber, type SubscriberStatus } from '../subscriber.ts';

/** What the page behind the link may show: nothing that a forwarded link should not tell (TOK-05). */
export interface UnsubscribeView {
  publication: Publication;
  maskedAddress: string;
  language: string | null;
  status: SubscriberStatus;
  /** How they get mail, and the link to change it; undefined: they get none. */
  ways: { subscriber: Subscriber; rhythmUrl: string; preferencesUrl: string } | undefined;
  /** They get every topic of several. */
  getsAllTopics: boolean;
  /** Until when they can take it back; undefined: not any more. */
  undoUntil: Date | undefined;
  /** The address reads other newsletters of this installation too. */
  hasOthers: boolean;
  /** Signing up again would bring no mail. */
  isBarred: boolean;
}

/** Undefined when the subscriber was erased. */
export async function viewUnsubscribe(app: App, link: PersonalLink): Promise<UnsubscribeView | undefined> {
  const subscriber = await findSubscriber(app.db, link.subscriberId);
  if (!subscriber) return undefined;
  const all = await listSubscribersByEmail(app.db, subscriber.email);
  const links = await linksOf(app, subscriber.id);
  return {
    publication: await getPublicationById(app.db, subscriber.publicationId),
    maskedAddress: maskAddress(subscriber.email),
    status: subscriber.status,
    language: subscriber.language,
    ways:
      links && subscriber.status === 'active'
        ? { subscriber, rhythmUrl: links.rhythmUrl, preferencesUrl: links.preferencesUrl }
        : undefined,
    getsAllTopics:
      subscriber.topicIds.length === 0 && (await listTopics(app.db, subscriber.publicationId)).length > 1,
    undoUntil: await findUndoEnd(app.db, subscriber.id),
    hasOthers: all.some(({ id, status }) => id !== subscriber.id && status === 'active'),
    isBarred: await isBarred(app, subscriber),
  };
}

/** Takes effect at once and as often as it is asked for (OC-04, OC-06). An erased subscriber is fine too. */
export async function unsubscribe(app: App, link: PersonalLink, evidence: Evidence): Promise<void> {
  await leave(app, [{ ...link, evidence }]);
}

/** As `unsubscribe`, for every newsletter of this installation that the same address gets (CNF-07). */
export async function unsubscribeEverywhere(app: App, link: PersonalLink, evidence: Evidence): Promise<void> {
  const subscriber = await findSubscriber(app.db, link.subscriberId);
  if (!subscriber) return;
  const all = await listSubscribersByEmail(app.db, subscriber.email);
  await leave(
    app,
    all.map(({ id }) => ({ subscriberId: id, sendId: link.sendId, evidence })),
  );
}

/** A link of a mail that somebody pressed. */
interface Pressed {
  token: string;
  evidence: Evidence;
}

/**
 * As `unsubscribe`, by the token of a link, for all who leave in the same moment together: a mail program that offers one click
 * brings many right after a send. Each has left for good when the answer comes. @returns whose link it was, as `openLink`
 */
export const createLeaving = (app: App): ((pressed: Pressed) => Promise<OpenedLink>) =>
  together(async (pressed: Pressed[]) => {
    const links = await openLinks(
      app,
      'unsubscribe',
      pressed.map(({ token }) => token),
    );
    const leavings = new Map<number, Leaving>();
    for (const [place, link] of links.entries()) {
      const evidence = pressed[place]?.evidence;
      // Who presses twice leaves once, with the evidence of the first.
      if (typeof link === 'object' && evidence && !leavings.has(link.subscriberId))
        leavings.set(link.subscriberId, { ...link, evidence });
    }
    if (leavings.size > 0) await leave(app, [...leavings.values()]);
    return links;
  });

function leave(app: App, leavings: Leaving[]): Promise<void> {
  return inTransaction(app, async (inner) => {
    for (const { subscriberId, publicationId, sendId } of await takeOut(inner.db, leavings)) {
      await auditStaff(inner, { action: 'subscriber.unsubscribed', subject: `subscriber:${subscriberId}` });
      inner.log.info({ event: 'subscriber.unsubscribed', subscriberId, publicationId, sendId });
    }
  });
}

/** Takes the leaving back within the hour; false when it is too late or was not theirs to take back. */
export function undoUnsubscribe(app: App, link: PersonalLink, evidence: Evidence): Promise<boolean> {
  return inTransaction(app, async ({ db, log }) => {
    const { subscriberId } = link;
    const subscriber = await findSubscriber(db, subscriberId);
    if (!subscriber) return false;
    if (subscriber.status === 'active') return true;
    // Of two who take it back at once, the second waits and finds it done.
    if (!(await markResubscribed(db, subscriberId)))
      return (await findSubscriber(db, subscriberId))?.status === 'active';
    const { publicationId } = subscriber;
    await insertConsentRecord(db, { ...evidence, publicationId, subscriberId, kind: 'resubscribed' });
    log.info({ event: 'subscriber.resubscribed', subscriberId, publicationId });
    return true;
  });
}
