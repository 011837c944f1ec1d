import { inTransaction, type App } from '../../platform/app.ts';
import type { Db } from '../../platform/database.ts';
import { Conflict } from '../../platform/errors.ts';
import { getPublicationById, listTopics, type Publication, type Topic } from '../../publications/index.ts';
import { isBarred } from '../suppressions/barred.ts';
import { recordChange } from '../record-change.ts';
import { findDeparture, type Departure } from '../leaving/departure-queries.ts';
import { linksOf, openLink, type personalLinks } from '../links/links.ts';
import { findSubscriber } from '../queries.ts';
import { updateSubscriberRow, type SubscriberChanges } from '../ways/change-queries.ts';
import { changeWays } from '../ways/change-ways.ts';
import type { Evidence, Subscriber } from '../subscriber.ts';

export interface Preferences {
  subscriber: Subscriber;
  publication: Publication;
  topics: Topic[];
  links: ReturnType<typeof personalLinks>;
  /** Asked for and still to be taken back. */
  erasure: Pick<Departure, 'at' | 'finalAt'> | undefined;
  /** Signing up again would bring no mail. */
  isBarred: boolean;
}

/** The reader behind a link to their choices, or what `openLink` says of it. */
export async function readPreferences(
  app: App,
  token: string,
  purpose: 'preferences' | 'rhythm' = 'preferences',
): Promise<Preferences | 'gone' | 'test' | undefined> {
  const link = await openLink(app, purpose, token);
  if (link === undefined || typeof link === 'string') return link;
  return (await preferencesOf(app, link.subscriberId)) ?? 'gone';
}

export async function preferencesOf(app: App, subscriberId: number): Promise<Preferences | undefined> {
  const subscriber = await findSubscriber(app.db, subscriberId);
  const links = await linksOf(app, subscriberId);
  if (!subscriber || !links) return undefined;
  return {
    subscriber,
    links,
    erasure: await findDeparture(app.db, 'erase', subscriber.id),
    isBarred: await isBarred(app, subscriber),
    publication: await getPublicationById(app.db, subscriber.publicationId),
    topics: await listTopics(app.db, subscriber.publicationId),
  };
}

/** What says how somebody gets mail: what was decided about before it changes stays so. */
const WAYS = ['topicIds', 'rhythm', 'timeZone', 'localHour', 'busyDayCap', 'pausedUntil'] as const;

/**
 * Changes what is named and records which fields changed, not to what. A pause that lies in the past ends the pause.
 * @throws Conflict when a topic was merged or deleted since the caller looked: a reader of topics that are gone would get everything.
 */
export function changeSubscriber(
  app: App,
  subscriber: Pick<Subscriber, 'id' | 'publicationId'>,
  changes: SubscriberChanges,
  evidence: Evidence,
): Promise<void> {
  return inTransaction(app, async (inner) => {
    const { db } = inner;
    const fields = Object.entries(changes).flatMap(([field, value]) => (value === undefined ? [] : [field]));
    if (fields.length === 0) return;
    const { publicationId } = subscriber;
    // No topic is merged while the ways change.
    const write = async (held: Db) => {
      await requireTopics(held, publicationId, changes.topicIds);
      await updateSubscriberRow(held, subscriber.id, asOf(changes, app.now()));
    };
    if (WAYS.some((way) => changes[way] !== undefined))
      await changeWays(db, publicationId, [subscriber.id], write);
    else await write(db);
    await recordChange(inner, subscriber, fields, evidence);
  });
}

async function requireTopics(db: Db, publicationId: number, ids: number[] = []): Promise<void> {
  if (ids.length === 0) return;
  const known = new Set((await listTopics(db, publicationId)).map(({ id }) => id));
  if (!ids.every((id) => known.has(id)))
    throw new Conflict(
      'topics-changed',
      'The topics of this newsletter changed at this moment. Look at them and choose again.',
    );
}

const asOf = (changes: SubscriberChanges, now: Date): SubscriberChanges =>
  changes.pausedUntil && changes.pausedUntil <= now ? { ...changes, pausedUntil: null } : changes;
