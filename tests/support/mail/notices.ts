import { createNoticeSender } from '../../../src/notices/index.ts';
import type { App } from '../../../src/platform/app.ts';
import { firstRow, rows } from '../../../src/platform/database.ts';
import { noticeKinds } from '../../../src/schedule.ts';

/** Runs the job of a notice, as a worker does. */
export const runNotice = (app: App, noticeId: number) => createNoticeSender(app, noticeKinds)({ noticeId });

/** Runs the job of a reader's newest notice of a kind. */
export async function sendNoticeTo(app: App, kind: string, subscriberId: number): Promise<void> {
  const notice = await firstRow<{ id: number }>(
    app.db,
    'select id from notices where kind = ? and subscriber_id = ? order by id desc limit 1',
    [kind, subscriberId],
  );
  if (notice) await runNotice(app, notice.id);
}

const withJob = (kind: string | null) => `
  notices n where name = 'notice.send' and n.id = (data ->> 'noticeId')::bigint
   and ${kind === null ? 'true' : `n.kind = '${kind}'`}`;

/** Takes the jobs of notices and runs them, in the order in which they came. @param kind none: of every kind. */
export async function runNotices(app: App, kind: string | null = null): Promise<void> {
  const sql = `with taken as (delete from jobs.job using ${withJob(kind)} returning n.id, created_on)
               select id from taken order by created_on, id`;
  for (const { id } of await rows<{ id: number }>(app.db, sql)) await runNotice(app, id);
}

/** Ids of the notices that have a job. @param kind none: of every kind. */
export async function queuedNotices(app: App, kind: string | null = null): Promise<number[]> {
  const sql = `select n.id from jobs.job, ${withJob(kind)}`;
  return (await rows<{ id: number }>(app.db, sql)).map(({ id }) => id);
}
