import { inTransaction, type App } from '../platform/app.ts';
import { noticeQueue } from './notice-queue.ts';
import { NOBODY } from './notice.ts';
import { insertNotices, listOpenNotices, markReleased, type NewNotice } from './queries.ts';

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
export const requestNotice = async (
  app: App,
  notice: NewNotice,
  { isDue = true, isUrgent = false }: Request = {},
): Promise<number | undefined> => (await requestNotices(app, [{ ...notice, isDue }], { isUrgent }))[0];

/** The same for many people. @returns in that order */
export function requestNotices(
  app: App,
  notices: (NewNotice & { isDue: boolean })[],
  { isUrgent = false }: Pick<Request, 'isUrgent'> = {},
): Promise<(number | undefined)[]> {
  return inTransaction(app, async ({ db, jobs }) => {
    const ids = await insertNotices(db, notices);
    // A job in any case: to add one takes time, which would tell strangers whether we know the address.
    const data = ids.map((id, place) => ({ noticeId: notices[place]?.isHeld ? NOBODY : (id ?? NOBODY) }));
    await jobs.addAll(db, noticeQueue, data, isUrgent ? 1 : 0);
    return ids;
  });
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
