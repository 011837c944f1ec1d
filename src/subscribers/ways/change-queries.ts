import type { Db } from '../../platform/database.ts';
import type { Rhythm } from '../../rhythms/index.ts';

/** What can be changed of a subscriber; what is left out stays. */
export interface SubscriberChanges {
  name?: string | undefined;
  topicIds?: number[] | undefined;
  /** Null: what the publication gives to everybody who did not choose. */
  rhythm?: Rhythm | null | undefined;
  timeZone?: string | null | undefined;
  localHour?: number | null | undefined;
  busyDayCap?: number | null | undefined;
  pausedUntil?: Date | null | undefined;
  language?: string | null | undefined;
}

const COLUMN_OF: Record<keyof SubscriberChanges, string> = {
  name: 'name',
  topicIds: 'topic_ids',
  rhythm: 'rhythm',
  timeZone: 'time_zone',
  localHour: 'local_hour',
  busyDayCap: 'busy_day_cap',
  pausedUntil: 'paused_until',
  language: 'language',
};

const DEFAULT_RHYTHM =
  '(select p.default_rhythm from publications p where p.id = subscribers.publication_id)';

/** Writes what is named. A rhythm counts as chosen from now on, a pause as begun. */
export async function updateSubscriberRow(db: Db, id: number, changes: SubscriberChanges): Promise<void> {
  const named = Object.entries(changes).filter(([, value]) => value !== undefined);
  const columns = Object.fromEntries(
    named.map(([field, value]) => [COLUMN_OF[field as keyof SubscriberChanges], value as string | null]),
  );
  await db('subscribers')
    .where({ id })
    .update({
      ...columns,
      ...(changes.rhythm !== undefined && { rhythm_chosen_at: db.fn.now(), rhythm_before: null }),
      ...(changes.rhythm === null && { rhythm: db.raw(DEFAULT_RHYTHM), rhythm_chosen_at: null }),
      ...(changes.pausedUntil === null && { paused_at: null }),
      ...(changes.pausedUntil && { paused_at: db.raw('coalesce(paused_at, now())') }),
    });
}
