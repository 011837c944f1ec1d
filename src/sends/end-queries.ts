import { changedRows, rows, type Db } from '../platform/database.ts';

const IS_DONE = `d.status = 'sending'
  and not exists (select 1 from send_batches b where b.send_id = d.id and b.state <> 'done')
  and not exists (select 1 from message_retries r where r.send_id = d.id)`;

/** The first readers of these sends have their mail: from now on the others wait for what comes back. Whoever asks first begins the time. */
export async function beginRests(db: Db): Promise<void> {
  await db.raw(
    `update sends d set rest_at = now() + make_interval(mins => d.wave_minutes)
      where d.status = 'sending' and d.wave_minutes is not null and d.rest_at is null
        and not exists (select from send_batches b where b.send_id = d.id and not b.is_rest and b.state <> 'done')`,
  );
}

/** Sends of which nothing is left to be tried. */
export async function listDoneSends(db: Db): Promise<number[]> {
  const found = await rows<{ id: number }>(db, `select d.id from sends d where ${IS_DONE} order by d.id`);
  return found.map(({ id }) => id);
}

/** A send is sent when every batch is done and nothing waits for another try. The caller holds its row. */
export async function markSent(db: Db, id: number): Promise<boolean> {
  const changed = await changedRows(
    db,
    `update sends d set status = 'sent', finished_at = now(), reason = null, blocked_until = null, faults = 0,
            fault_since = null, fault_told_at = null
      where d.id = ? and ${IS_DONE}`,
    [id],
  );
  return changed === 1;
}

/** A send that was over goes on; one that is paused stays so. */
export async function markReopened(db: Db, id: number): Promise<void> {
  await db.raw(
    `update sends
        set answered = 0, taken = 0, bounced = 0, refused = 0, complained = 0, alarm = null, is_tallied = false,
            finished_at = case when status <> 'sent' then finished_at end,
            status = case when status = 'sent' then 'sending' else status end
      where id = ?`,
    [id],
  );
}
