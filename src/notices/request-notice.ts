import { inTransaction, type App } from '../platform/app.ts';
import { noticeQueue } from './notice-queue.ts';
import { NOBODY } from './notice.ts';
import {
  insertNotices,
  listOpenNotices,
  markReleased,
  replaceUnsent,
  type NewNotice,
  type Replaced,
} from './queries.ts';

interface Request {
  /** False: the same statements run and nobody gets anything, so that the time they take tells nothing (ENU-01, ENU-03). */
  isDue?: boolean;
  /** It goes before others: somebody waits for it, or should act. */
  isUrgent?: boolean;
}

/**
 * Notes a mail to one person, and a job for it; a repeat on the same occasion changes nothing.
 * @returns its id; undefined when there is none, or the person has it already.
 */
export function requestNotice(
  app: App,
  notice: NewNotice,
  { isDue = true, isUrgent = false }: Request = {},
): Promise<number | undefined> {
  return inTransaction(app, async (inner) => {
    const ids = await insertNotices(inner.db, [{ ...notice, isDue }]);
    await addJobs(inner, [notice], ids, isUrgent);
    return ids[0];
  });
}

/** The same for many people, each mail in the place of those of its kind that were not sent yet. */
export function replaceNotices(app: App, notices: (NewNotice & { isDue: boolean })[]): Promise<Replaced> {
  return inTransaction(app, async (inner) => {
    const replaced = await replaceUnsent(inner.db, notices);
    await addJobs(inner, notices, replaced.ids);
    return replaced;
  });
}

/** A job in any case: to add one takes time, which would tell strangers whether we know the address. */
function addJobs(
  { db, jobs }: App,
  notices: NewNotice[],
  ids: (number | undefined)[],
  isUrgent = false,
): Promise<void> {
  const data = ids.map((id, place) => ({ noticeId: notices[place]?.isHeld ? NOBODY : (id ?? NOBODY) }));
  return jobs.addAll(db, noticeQueue, data, isUrgent ? 1 : 0);
}

/** A notice that was held leaves now; false when it is not held (any more). */
export function releaseNotice(app: App, noticeId: number): Promise<boolean> {
  return inTransaction(app, async ({ db, jobs }) => {
    if (!(await markReleased(db, noticeId))) return false;
    await jobs.add(db, noticeQueue, { noticeId });
    return true;
  });
}

/** Jobs for all notices that wait, after they were lost. @returns how many. */
export async function requeueNotices({ db, jobs }: App): Promise<number> {
  const open = await listOpenNotices(db);
  for (const { id: noticeId } of open) await jobs.add(db, noticeQueue, { noticeId });
  return open.length;
}
