import { changedRows, firstRow, rows, type Db } from '../../platform/database.ts';
import type { DigestRhythm, DigestRun } from './digest-run.ts';

const COLUMNS = `r.id, r.publication_id as "publicationId", r.rhythm, r.time_zone as "timeZone", r.local_hour as "localHour",
  r.due_at as "dueAt", r.turn, r.send_id as "sendId", r.state, r.dropped_ids as "droppedIds"`;

export type NewRun = Pick<
  DigestRun,
  'publicationId' | 'rhythm' | 'timeZone' | 'localHour' | 'dueAt' | 'turn'
>;

const IS_BUCKET = `r.publication_id = :publicationId and r.rhythm = :rhythm and r.time_zone = :timeZone and r.local_hour = :localHour`;

/** Undefined when somebody made it before (SMTP-11). */
export function insertRun(db: Db, run: NewRun): Promise<DigestRun | undefined> {
  return firstRow(
    db,
    `insert into digest_runs as r (publication_id, rhythm, time_zone, local_hour, due_at, turn)
     values (:publicationId, :rhythm, :timeZone, :localHour, :dueAt, :turn)
     on conflict do nothing returning ${COLUMNS}`,
    { ...run },
  );
}

export async function setSend(db: Db, runId: number, sendId: number): Promise<void> {
  await db.raw('update digest_runs set send_id = ? where id = ?', [sendId, runId]);
}

export function findRunOfSend(db: Db, sendId: number): Promise<DigestRun | undefined> {
  return firstRow(db, `select ${COLUMNS} from digest_runs r where r.send_id = ?`, [sendId]);
}

/** The number of runs of a bucket for one moment. */
export async function countTurns(db: Db, of: Omit<NewRun, 'turn'>): Promise<number> {
  const row = await firstRow<{ count: number }>(
    db,
    `select coalesce(max(r.turn) + 1, 0) as count from digest_runs r where ${IS_BUCKET} and r.due_at = :dueAt`,
    { ...of },
  );
  return row?.count ?? 0;
}

/** A run whose send still waits for its time, of which nothing was prepared. */
export interface WaitingRun extends DigestRun {
  sendId: number;
  createdAt: Date;
  sendAt: Date;
  /** An editor gave it another time than its bucket has. */
  isMoved: boolean;
}

const IS_WAITING = `r.state = 'planned' and d.status = 'scheduled' and d.prepared_at is null`;

/** A run at a publication's own time whose send still waits for its time. */
export type RunAhead = Pick<DigestRun, 'publicationId' | 'rhythm' | 'dueAt'>;

export function listRunsAhead(db: Db): Promise<RunAhead[]> {
  return rows(
    db,
    `select r.publication_id as "publicationId", r.rhythm, r.due_at as "dueAt"
       from sends d join digest_runs r on r.send_id = d.id
      where ${IS_WAITING} and r.time_zone = '' and r.local_hour = -1`,
  );
}

/** The oldest first. */
export function listWaitingRuns(
  db: Db,
  of: { publicationId: number; rhythm: DigestRhythm; timeZone: string; localHour: number },
): Promise<WaitingRun[]> {
  return rows(
    db,
    `select ${COLUMNS}, r.created_at as "createdAt", d.scheduled_at as "sendAt", d.scheduled_at <> r.due_at as "isMoved"
       from digest_runs r join sends d on d.id = r.send_id
      where ${IS_BUCKET} and ${IS_WAITING}
      order by r.due_at, r.turn`,
    { ...of },
  );
}

/** Whether a digest of the bucket waits for the answer what another copy has sent: until then nothing more goes to its readers. */
export async function isAskedAbout(
  db: Db,
  of: { publicationId: number; rhythm: DigestRhythm; timeZone: string; localHour: number },
): Promise<boolean> {
  const row = await firstRow(
    db,
    `select 1 from digest_runs r join sends d on d.id = r.send_id
      where ${IS_BUCKET} and r.state = 'planned' and d.status = 'held' and d.gap_id is not null limit 1`,
    { ...of },
  );
  return row !== undefined;
}

/**
 * Articles that an editor kept out of digests of the bucket which ran before a moment, also where nothing was left of them; the latest last.
 * What is older is told no more.
 */
export function listDrops(
  db: Db,
  of: Pick<NewRun, 'publicationId' | 'rhythm' | 'timeZone' | 'localHour' | 'dueAt'>,
): Promise<{ articleId: number; dueAt: Date }[]> {
  return rows(
    db,
    `select dropped.id as "articleId", r.due_at as "dueAt"
       from digest_runs r cross join lateral unnest(r.dropped_ids) dropped (id)
      where ${IS_BUCKET} and r.state <> 'planned' and r.due_at < :dueAt
        and r.due_at > cast(:dueAt as timestamptz) - interval '31 days'
      order by r.due_at`,
    { ...of },
  );
}

/** Digests of a bucket after which a numbered article was new to nobody. */
export function listDecidingRuns(
  db: Db,
  of: { publicationId: number; rhythm: DigestRhythm; timeZone: string; localHour: number },
  articleId: number,
): Promise<DigestRun[]> {
  return rows(
    db,
    `select ${COLUMNS}
       from digest_runs r join articles a on a.id = :articleId
      where ${IS_BUCKET} and r.state = 'frozen' and r.cut >= a.number
        and r.due_at < a.numbered_at + interval '31 days'
      order by r.run`,
    { ...of, articleId },
  );
}

export async function moveRun(db: Db, id: number, dueAt: Date): Promise<boolean> {
  const changed = await changedRows(
    db,
    `update digest_runs r set due_at = :dueAt
      where r.id = :id and not exists (select from digest_runs o
        where (o.publication_id, o.rhythm, o.time_zone, o.local_hour, o.due_at, o.turn)
            = (r.publication_id, r.rhythm, r.time_zone, r.local_hour, cast(:dueAt as timestamptz), r.turn))`,
    { id, dueAt },
  );
  return changed === 1;
}

/** What became of a run, and what an editor kept out of it. An empty one decided about nothing else. */
export async function endRun(
  db: Db,
  id: number,
  end: { droppedIds: number[] } & ({ state: 'frozen'; cut: number; run: number } | { state: 'empty' }),
): Promise<void> {
  const { cut = null, run = null } = end.state === 'frozen' ? end : {};
  await db.raw(
    'update digest_runs set state = :state, cut = :cut, run = :run, dropped_ids = cast(:droppedIds as bigint[]) where id = :id',
    { id, state: end.state, droppedIds: end.droppedIds, cut, run },
  );
}

/** Publications with readers of a rhythm, whose digests go out at the publication's time. */
export function listDigestPublications(
  db: Db,
): Promise<{ publicationId: number; rhythm: 'daily' | 'weekly' }[]> {
  return rows(
    db,
    `select p.id as "publicationId", r.rhythm
       from publications p cross join unnest(array['daily', 'weekly']) r (rhythm)
      where exists (select from subscribers s where s.publication_id = p.id and s.status = 'active' and s.rhythm = r.rhythm and s.local_hour is null)
      order by p.id, r.rhythm`,
  );
}

/** Zones with readers who are owed something at the end of their day. */
export function listBusyZones(
  db: Db,
  publicationId: number | null = null,
): Promise<{ publicationId: number; timeZone: string }[]> {
  return rows(
    db,
    `select o.publication_id as "publicationId", coalesce(s.time_zone, '') as "timeZone"
       from owed_articles o join subscribers s on s.id = o.subscriber_id
      where o.state = 'owed' and s.rhythm = 'each' and s.status = 'active' and s.paused_until is null
        and (cast(:publicationId as bigint) is null or o.publication_id = :publicationId)
     union
     select k.publication_id, k.time_zone
       from capped_kinds k
       left join digest_buckets b on b.publication_id = k.publication_id and b.rhythm = 'busy-day' and b.time_zone = k.time_zone
      where k.number > coalesce(b.cut, 0) and (cast(:publicationId as bigint) is null or k.publication_id = :publicationId)`,
    { publicationId },
  );
}

/** Publications with readers who came back from a pause and were not told yet what they missed. */
export async function listReturned(db: Db): Promise<number[]> {
  const found = await rows<{ id: number }>(
    db,
    `select distinct o.publication_id as id from owed_articles o join subscribers s on s.id = o.subscriber_id
      where o.state = 'owed' and o.reason = 'paused' and s.status = 'active' and s.paused_until is null`,
  );
  return found.map(({ id }) => id);
}
