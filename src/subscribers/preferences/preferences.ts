import { inTransaction, type App } from '../../platform/app.ts';
import { auditStaff } from '../../platform/audit.ts';
import { getPublicationById, listTopics, type Publication, type Topic } from '../../publications/index.ts';
import { isBarred } from '../suppressions/barred.ts';
import { insertConsentRecord } from '../consent-queries.ts';
import { findDeparture, type Departure } from '../leaving/departure-queries.ts';
import { linksOf, openLink, type personalLinks } from '../links/links.ts';
import { findSubscriber, updateSubscriberRow } from '../queries.ts';
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

/** The reader behind a preferences link, or what `openLink` says of it. */
export async function readPreferences(
  app: App,
  token: string,
): Promise<Preferences | 'gone' | 'test' | undefined> {
  const link = await openLink(app, 'preferences', token);
  if (link === undefined || typeof link === 'string') return link;
  const subscriber = await findSubscriber(app.db, link.subscriberId);
  const links = await linksOf(app, link.subscriberId);
  if (!subscriber || !links) return 'gone';
  return {
    subscriber,
    links,
    erasure: await findDeparture(app.db, 'erase', subscriber.id),
    isBarred: await isBarred(app, subscriber),
    publication: await getPublicationById(app.db, subscriber.publicationId),
    topics: await listTopics(app.db, subscriber.publicationId),
  };
}

export interface SubscriberChanges {
  name?: string | undefined;
  topicIds?: number[] | undefined;
  timeZone?: string | null | undefined;
}

/** Changes what is named and records which fields changed, not to what. */
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
    await updateSubscriberRow(db, subscriber.id, changes);
    await insertConsentRecord(db, {
      ...evidence,
      publicationId: subscriber.publicationId,
      subscriberId: subscriber.id,
      kind: 'changed',
      details: { ...evidence.details, fields },
    });
    const subject = `subscriber:${subscriber.id}`;
    await auditStaff(inner, { action: 'subscriber.changed', subject, details: { fields } });
  });
}
