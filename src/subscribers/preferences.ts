import { inTransaction, type App } from '../platform/app.ts';
import { getPublicationById, listTopics, type Publication, type Topic } from '../publications/index.ts';
import { insertConsentRecord } from './consent-queries.ts';
import { findSubscriber, updateSubscriberRow } from './queries.ts';
import type { Evidence, Subscriber } from './subscriber.ts';

export interface Preferences {
  subscriber: Subscriber;
  publication: Publication;
  topics: Topic[];
}

/** The reader behind a preferences link: undefined for a forged token, `erased` when nothing is stored any more. */
export async function readPreferences(app: App, token: string): Promise<Preferences | 'erased' | undefined> {
  const [subscriberId] = app.keys.readIds('preferences', token) ?? [];
  if (subscriberId === undefined) return undefined;
  const subscriber = await findSubscriber(app.db, subscriberId);
  if (!subscriber) return 'erased';
  return {
    subscriber,
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
  return inTransaction(app, async ({ db }) => {
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
  });
}
