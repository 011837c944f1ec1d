import { z } from 'zod';
import { inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { Conflict, InvalidInput } from '../platform/errors.ts';
import { parseInput } from '../platform/input.ts';
import { getPublicationById } from '../publications/index.ts';
import { getSendRow, lockSend, setSchedule, type Send } from '../sends/index.ts';
import { findLetter } from './letter-queries.ts';
import { scheduleFields, type Letter, type ScheduleInput } from './letter.ts';
import { momentOf, scheduleLetter } from './schedule-letter.ts';
import { instantOf, wallTimeOf } from './wall-time.ts';

/** As long as an article may take to be mailed at all. */
const MAX_NEWS_DAYS = 30;

/** `at` and `timeZone` as of a letter's schedule. `was`: where the caller saw it. Somebody else may have moved it since. */
export const moveFields = scheduleFields.omit({ version: true }).extend({
  was: z.iso
    .datetime({ offset: true, error: 'was must be an instant such as 2027-03-28T09:00:00Z.' })
    .optional(),
});

export interface Moved {
  send: Send;
  /** What moves it back to where it was, or to where the caller saw it; null when it had no time before. */
  back: Pick<ScheduleInput, 'at' | 'timeZone'> | null;
}

/**
 * Moves whatever waits for its time, or is held. A letter keeps the wall-clock time that was chosen; the send of an article goes by the
 * instant alone. A repeat changes nothing.
 * @throws InvalidInput, NotFound, Conflict when it is past that, or not any more where the caller saw it.
 */
export async function moveSend(
  app: App,
  publicationId: number,
  id: number,
  input: z.input<typeof moveFields>,
): Promise<Moved> {
  const { was, ...when } = parseInput(moveFields, input);
  await getSendRow(app.db, publicationId, id);
  const { timeZone } = await getPublicationById(app.db, publicationId);
  const { at } = await momentOf(app, when, timeZone);
  return inTransaction(app, async (inner) => {
    await lockSend(inner.db, id);
    const send = await getSendRow(inner.db, publicationId, id);
    const letter = await findLetter(inner.db, id);
    if (at !== null && send.status === 'scheduled' && isSame(send.scheduledAt, at))
      return { send, back: was === undefined ? null : placeOf(new Date(was), letter) };
    if (was && send.status === 'scheduled' && !isSame(send.scheduledAt, new Date(was)))
      throw new Conflict('send-moved-meanwhile', 'Somebody moved this send in the meantime. It stays there.');
    const back = send.status === 'scheduled' && send.scheduledAt ? placeOf(send.scheduledAt, letter) : null;
    if (letter) return { send: await scheduleLetter(inner, publicationId, id, when), back };
    if (at !== null && at.getTime() > app.now().getTime() + MAX_NEWS_DAYS * 24 * 3600 * 1000)
      throw new InvalidInput([
        {
          field: 'at',
          message: `An article can wait for ${MAX_NEWS_DAYS} days. After that it is no news.`,
          fault: { code: 'old-news', params: { days: MAX_NEWS_DAYS } },
        },
      ]);
    const waits = send.status === 'scheduled' || send.status === 'held';
    if (!waits || !(await setSchedule(inner.db, id, { at, undoSeconds: when.undoSeconds })))
      throw new Conflict(`send-is-${send.status}`, `This send is ${send.status}, so it cannot be moved.`);
    const moved = await getSendRow(inner.db, publicationId, id);
    const details = { from: send.scheduledAt, at: moved.scheduledAt };
    await audit(inner, { action: 'send.moved', subject: `send:${id}`, details });
    inner.log.info({ event: 'send.moved', sendId: id });
    return { send: moved, back };
  });
}

/** A moment as it is set again: for a letter with a wall-clock time, one on the same clocks. */
function placeOf(at: Date, letter: Letter | undefined): Moved['back'] {
  if (!letter?.schedule) return { at: at.toISOString() };
  const { timeZone } = letter.schedule;
  const chosen = isSame(instantOf(letter.schedule), at) ? letter.schedule.wallTime : wallTimeOf(at, timeZone);
  return { at: chosen, timeZone };
}

const isSame = (one: Date | null, other: Date) => one?.getTime() === other.getTime();
