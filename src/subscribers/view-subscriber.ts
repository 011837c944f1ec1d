import type { Topic } from '../publications/index.ts';
import type { Subscriber } from './subscriber.ts';

/** A subscriber as others see it: topics by slug, without what is ours alone. */
export interface SubscriberView extends Omit<Subscriber, 'publicationId' | 'deliveryAddress' | 'topicIds'> {
  /** Slugs; empty: everything. */
  topics: string[];
}

export function viewSubscriber(subscriber: Subscriber, known: Topic[]): SubscriberView {
  const { publicationId: _publication, deliveryAddress: _address, topicIds, ...fields } = subscriber;
  const topics = known.filter(({ id }) => topicIds.includes(id)).map(({ slug }) => slug);
  return { ...fields, topics };
}
