import { firstRow, rows, type Db } from '../platform/database.ts';
import { BUCKET_HOUR, BUCKET_RHYTHM, BUCKET_ZONE, type Bucket } from './rhythm.ts';

/** A bucket and how far its digests have come. */
export interface KnownBucket extends Bucket {
  /** Up to which article the last run decided, and its number. */
  cut: number;
  run: number;
  /** The last moment for which a run was made, or since when there is the bucket. */
  dueUntil: Date;
}

const COLUMNS = `publication_id as "publicationId", rhythm, time_zone as "timeZone", local_hour as "localHour", cut, run, due_until as "dueUntil"`;

const IS_THIS = `publication_id = :publicationId and rhythm = :rhythm and time_zone = :timeZone and local_hour = :localHour`;

/** Makes the buckets that these readers are in. What a cap keeps from readers was numbered before there is a bucket for it. */
export async function ensureBucketsOf(db: Db, ids: number[]): Promise<void> {
  await db.raw(
    `insert into digest_buckets (publication_id, rhythm, time_zone, local_hour, cut, run)
     select distinct s.publication_id, ${BUCKET_RHYTHM}, ${BUCKET_ZONE}, ${BUCKET_HOUR}, case when s.rhythm = 'each' then 0 else p.last_number end, p.last_run
       from subscribers s join publications p on p.id = s.publication_id
      where s.id = any(cast(? as bigint[]))
     on conflict do nothing`,
    [ids],
  );
}

export async function ensureBucket(db: Db, bucket: Bucket): Promise<void> {
  await db.raw(
    `insert into digest_buckets (publication_id, rhythm, time_zone, local_hour, cut, run)
     select p.id, :rhythm, :timeZone, :localHour, case when :rhythm = 'busy-day' then 0 else p.last_number end, p.last_run from publications p where p.id = :publicationId
     on conflict do nothing`,
    { ...bucket },
  );
}

/** Every bucket of an installation, or of one publication. */
export function listBuckets(db: Db, publicationId: number | null = null): Promise<KnownBucket[]> {
  return rows(
    db,
    `select ${COLUMNS} from digest_buckets where cast(:publicationId as bigint) is null or publication_id = :publicationId
      order by publication_id, rhythm, time_zone, local_hour`,
    { publicationId },
  );
}

export function findBucket(db: Db, bucket: Bucket): Promise<KnownBucket | undefined> {
  return firstRow(db, `select ${COLUMNS} from digest_buckets where ${IS_THIS}`, { ...bucket });
}

/** Holds the bucket's row until the transaction ends. */
export function lockBucket(db: Db, bucket: Bucket): Promise<KnownBucket | undefined> {
  return firstRow(db, `select ${COLUMNS} from digest_buckets where ${IS_THIS} for update`, { ...bucket });
}

/** Notes that runs were made for every moment until this one. */
export async function moveDueUntil(db: Db, bucket: Bucket, dueUntil: Date): Promise<void> {
  await db.raw(`update digest_buckets set due_until = :dueUntil where ${IS_THIS} and due_until < :dueUntil`, {
    ...bucket,
    dueUntil,
  });
}

/** A publication has other times from now on: a moment of these that is over already had no digest, and gets none. */
export async function startAnew(
  db: Db,
  publicationId: number,
  changed: { timeZone: boolean; dailyAt: boolean; weeklyAt: boolean; weeklyOn: boolean },
): Promise<void> {
  await db.raw(
    `update digest_buckets set due_until = now()
      where publication_id = :publicationId and due_until < now()
        and (:timeZone and time_zone = '' or :weeklyOn and rhythm = 'weekly'
             or local_hour = -1 and (:dailyAt and rhythm = 'daily' or :weeklyAt and rhythm = 'weekly'))`,
    { publicationId, ...changed },
  );
}

/** What was numbered until now was decided about, by this run. */
export async function moveCut(
  db: Db,
  bucket: Bucket,
  { cut, run }: { cut: number; run: number },
): Promise<void> {
  await db.raw(`update digest_buckets set cut = :cut, run = :run where ${IS_THIS}`, { ...bucket, cut, run });
}
