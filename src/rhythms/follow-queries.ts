import { changedRows, rows, type Db } from '../platform/database.ts';
import { QUIET_DAYS } from '../publications/index.ts';
import type { Rhythm } from './rhythm.ts';

/** An end is shown for so long. */
const ENDED_FOR_DAYS = 30;

/** What a reader follows, or followed until lately. */
export interface FollowedStrand {
  /** Such as `author:ada-berg`. */
  strand: string;
  name: string;
  followedAt: Date;
  /** When the last article of it was mailed; null: none since. */
  newsAt: Date | null;
  /** When it ends by itself. */
  endsAt: Date;
  /** It has ended. */
  isOver: boolean;
}

const COLUMNS = `strand, name, followed_at as "followedAt", news_at as "newsAt", ends_at as "endsAt", ends_at <= now() as "isOver"`;

/** By name. */
export function listFollowed(db: Db, subscriberId: number): Promise<FollowedStrand[]> {
  return rows(
    db,
    `select ${COLUMNS} from followed_strands
      where subscriber_id = ? and ends_at > now() - make_interval(days => ${ENDED_FOR_DAYS}) order by name, strand`,
    [subscriberId],
  );
}

/** Of two changes to what one reader follows, the second waits. */
export async function lockReader(db: Db, subscriberId: number): Promise<void> {
  await db.raw('select from subscribers where id = ? for no key update', [subscriberId]);
}

/** Begins to follow, or begins anew. False when the reader follows it already. */
export async function insertFollowed(
  db: Db,
  of: { subscriberId: number; publicationId: number; strand: string; name: string },
): Promise<boolean> {
  const changed = await changedRows(
    db,
    `insert into followed_strands as f (subscriber_id, publication_id, strand, name, ends_at)
     values (:subscriberId, :publicationId, :strand, :name, now() + make_interval(days => ${QUIET_DAYS}))
     on conflict (subscriber_id, strand) do update
       set name = excluded.name, followed_at = now(), news_at = null, ends_at = excluded.ends_at
       where f.ends_at <= now()`,
    of,
  );
  return changed === 1;
}

/** False when the reader did not follow it. */
export async function deleteFollowed(db: Db, of: { subscriberId: number; strand: string }): Promise<boolean> {
  const sql = 'delete from followed_strands where subscriber_id = :subscriberId and strand = :strand';
  return (await changedRows(db, sql, of)) === 1;
}

/** Whoever begins anew follows nothing from before. */
export async function forgetFollowed(db: Db, ids: number[]): Promise<void> {
  await db.raw('delete from followed_strands where subscriber_id = any(cast(? as bigint[]))', [ids]);
}

/**
 * An article of these strands is mailed: whoever followed one when it came goes on to.
 * @param since when the article came.
 * @returns those that anybody follows.
 */
export async function renewFollowed(
  db: Db,
  of: { publicationId: number; strands: string[]; since: Date },
): Promise<string[]> {
  const found = await rows<{ strand: string }>(
    db,
    `with renewed as (
       update followed_strands set news_at = now(), ends_at = now() + make_interval(days => ${QUIET_DAYS})
        where publication_id = :publicationId and strand = any(cast(:strands as text[]))
          and ends_at > least(cast(:since as timestamptz), now())
       returning strand)
     select distinct strand from renewed`,
    of,
  );
  return found.map(({ strand }) => strand);
}

/** The rhythms of readers of digests who follow one of these. */
export async function listFollowerRhythms(
  db: Db,
  of: { publicationId: number; strands: string[] },
): Promise<Exclude<Rhythm, 'each'>[]> {
  const found = await rows<{ rhythm: Exclude<Rhythm, 'each'> }>(
    db,
    `select distinct s.rhythm from followed_strands f join subscribers s on s.id = f.subscriber_id
      where f.publication_id = :publicationId and f.strand = any(cast(:strands as text[])) and s.rhythm <> 'each' order by 1`,
    of,
  );
  return found.map(({ rhythm }) => rhythm);
}

/** Forgets what ended so long ago that no page tells of it. */
export async function purgeFollowed(db: Db): Promise<void> {
  await db.raw(
    `delete from followed_strands where ends_at < now() - make_interval(days => ${ENDED_FOR_DAYS})`,
  );
}
