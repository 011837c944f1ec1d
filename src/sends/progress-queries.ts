import { firstRow, rows, type Db } from '../platform/database.ts';

/** A rate is what happened in the last seconds, so that a pause or a slow server shows. */
const WINDOW_SECONDS = 10;
/** Each second is kept for a minute, then each tenth for ten minutes, then each minute for a day. */
const IS_OLD = `(at < now() - interval '1 minute' and extract(second from second) % 10 <> 0
                 or at < now() - interval '10 minutes' and extract(second from second) <> 0
                 or at < now() - interval '1 day')`;

/**
 * Notes how far each send that is going out has come, once a second however many workers come by: sums over batches,
 * nothing per message.
 */
export async function sampleProgress(db: Db): Promise<void> {
  await db.raw(
    `with old as (
       delete from send_progress where ${IS_OLD}
     )
     insert into send_progress (send_id, second, settled)
     select d.id, date_trunc('second', now()),
            (select coalesce(sum(b.accepted + b.deferred + b.rejected + b.expired + b.skipped + b.unknown), 0)
                     from send_batches b where b.send_id = d.id)
       from sends d
      where d.status = 'sending'
        and not exists (select 1 from send_progress p
                         where p.send_id = d.id and p.second = date_trunc('second', now()))
     on conflict do nothing`,
  );
}

/**
 * The oldest sample of the last seconds; for a send that has just begun, its beginning.
 * @returns `settled` messages that had an outcome `seconds` ago; undefined when nothing is known.
 */
export function findEarlierProgress(
  db: Db,
  sendId: number,
): Promise<{ settled: number; seconds: number } | undefined> {
  return firstRow(
    db,
    `select settled, extract(epoch from now() - at)::float8 as seconds
       from (select at, settled from send_progress where send_id = :sendId
             union all
             select started_at, 0 from sends where id = :sendId and started_at is not null) known
      where at > now() - make_interval(secs => ${WINDOW_SECONDS}) and at < now() - interval '0.5 seconds'
      order by at limit 1`,
    { sendId },
  );
}

export interface ProgressSample {
  at: Date;
  settled: number;
}

/** How far a send had come at different times of the last day, the oldest first. */
export function listProgress(db: Db, sendId: number): Promise<ProgressSample[]> {
  return rows(db, 'select at, settled from send_progress where send_id = ? order by second', [sendId]);
}
