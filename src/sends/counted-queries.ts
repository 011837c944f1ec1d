import { rows, type Db } from '../platform/database.ts';

/** A send to come whose readers are to be counted. */
export interface UncountedSend {
  id: number;
  publicationId: number;
  isForAll: boolean;
  /** Of an article's send only once it is prepared. */
  topicIds: number[];
  rhythm: string | null;
  isForSegment: boolean;
  segmentId: number | null;
  articleId: number | null;
}

/** Of what is due within a day the count is fresh; of what lies further ahead nobody needs it to the minute. */
const IS_STALE = `(counted_at is null or counted_at < now() - interval '6 hours'
  or counted_at < now() - interval '5 minutes' and scheduled_at < now() + interval '1 day')`;

/** Takes sends that wait and were not counted lately, so that no other worker counts them, too. The next to go come first. */
export function claimUncounted(db: Db, limit: number): Promise<UncountedSend[]> {
  return rows(
    db,
    `update sends set counted_at = now()
      where id in (select id from sends
                    where status in ('scheduled', 'held') and prepared_at is null and ${IS_STALE}
                    order by scheduled_at limit ? for update skip locked)
     returning id, publication_id as "publicationId", is_for_all as "isForAll", topic_ids as "topicIds", rhythm,
               is_for_segment as "isForSegment", segment_id as "segmentId", article_id as "articleId"`,
    [limit],
  );
}

export async function setCounted(db: Db, ids: number[], size: number): Promise<void> {
  await db.raw(
    'update sends set counted_audience = ? where id = any(cast(? as bigint[])) and prepared_at is null',
    [size, ids],
  );
}
