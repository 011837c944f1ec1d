import { Temporal } from 'temporal-polyfill';
import type { z } from 'zod';
import { inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { Conflict, InvalidInput } from '../platform/errors.ts';
import { parseInput } from '../platform/input.ts';
import { getPublicationById, type Publication } from '../publications/index.ts';
import { keepVersion, withDraft } from './change-draft.ts';
import { tryOut } from './compile-letter.ts';
import { scheduleFields, type ScheduleInput } from './letter.ts';
import {
  askSecondPerson,
  clearSchedule,
  moveSchedule,
  setSchedule,
  getSendRow,
  type Send,
} from '../sends/index.ts';
import { listWallTimeSchedules, secondsUntil, setWallTime } from './letter-queries.ts';
import { instantOf, readWallTime, type WallTime } from './wall-time.ts';
import { StaleDraft } from './stale-draft.ts';
import { getLetter } from './write-letter.ts';

/** A caller's clock may be a little off (TIM-06): what lies back less than this is now. */
const MAX_PAST_SECONDS = 5 * 60;
const MAX_AHEAD_SECONDS = 5 * 366 * 24 * 3600;

/**
 * Sets the time of a draft, or moves that of a letter that nobody has claimed (TIM-07); a repeat changes nothing.
 * Without `at` it goes out now, or after the seconds in which it can be taken back; a wall-clock time without a zone is one of
 * the publication.
 * @throws InvalidInput, NotFound, Conflict
 */
export async function scheduleLetter(
  app: App,
  publicationId: number,
  id: number,
  input: ScheduleInput,
): Promise<Send> {
  const fields = parseInput(scheduleFields, input);
  await getLetter(app, publicationId, id);
  const publication = await getPublicationById(app.db, publicationId);
  const { at, wall } = await momentOf(app, fields, publication.timeZone);
  const version = await finishedVersion(app, publication, id, fields.version);
  return change(app, publicationId, id, 'scheduled', async (inner) => {
    await withDraft(inner, publicationId, id, async (_app, draft) => {
      // Somebody wrote on while it was looked at.
      if (draft.version !== version) throw new StaleDraft(draft);
      await keepVersion(inner, id, draft, 'before-schedule');
    });
    if (!(await setSchedule(inner.db, id, { at, undoSeconds: fields.undoSeconds }))) return false;
    await setWallTime(inner.db, id, wall);
    await askSecondPerson(inner, id);
    return true;
  });
}

/**
 * The version that is there, which can go out as it is. What is scheduled already was looked at then, and does not change.
 * @throws InvalidInput when it cannot, StaleDraft when it is not the one that was `seen`.
 */
async function finishedVersion(
  app: App,
  publication: Publication,
  id: number,
  seen: number | undefined,
): Promise<number> {
  const draft = await withDraft(app, publication.id, id, async (_app, found) => found);
  if (seen !== undefined && seen !== draft.version) throw new StaleDraft(draft);
  const { status, kind } = await getSendRow(app.db, publication.id, id);
  if (status === 'draft' || status === 'held') await tryOut(app, publication, kind, draft);
  return draft.version;
}

/**
 * The time that somebody chose for any send; a letter keeps it as wall-clock time, too. In the caller's transaction.
 * @returns null: now.
 * @throws InvalidInput
 */
export async function chooseTime(
  app: App,
  publicationId: number,
  id: number,
  input: ScheduleInput,
): Promise<Date | null> {
  const { timeZone } = await getPublicationById(app.db, publicationId);
  const { at, wall } = await momentOf(app, parseInput(scheduleFields, input), timeZone);
  await setWallTime(app.db, id, wall);
  return at;
}

/** Makes a scheduled letter a draft again. @throws NotFound, Conflict */
export async function unscheduleLetter(app: App, publicationId: number, id: number): Promise<Send> {
  await getLetter(app, publicationId, id);
  const current = await getSendRow(app.db, publicationId, id);
  if (current.status === 'draft') return current;
  return change(app, publicationId, id, 'unscheduled', async (inner) => {
    const isChanged = await clearSchedule(inner.db, id);
    if (isChanged) await setWallTime(inner.db, id, null);
    return isChanged;
  });
}

/** Instants of wall-clock schedules as today's time zone rules have them (TIM-01). */
export async function refreshSchedules(app: App): Promise<void> {
  for (const schedule of await listWallTimeSchedules(app.db)) {
    const at = instantOf(schedule);
    if (at.getTime() === schedule.scheduledAt.getTime()) continue;
    if (await moveSchedule(app.db, schedule.sendId, schedule.scheduledAt, at))
      app.log.info({ event: 'send.schedule-moved', sendId: schedule.sendId });
  }
}

/** When a schedule is due; both null: now. @throws InvalidInput for a time that is past, or too far ahead. */
export async function momentOf(
  app: App,
  { at: text, timeZone, undoSeconds }: z.output<typeof scheduleFields>,
  home: string,
): Promise<{ at: Date | null; wall: WallTime | null }> {
  if (text === undefined) return { at: null, wall: null };
  const wallTime = readWallTime(text);
  const wall = wallTime === undefined ? null : { wallTime, timeZone: timeZone ?? home };
  if (!wall && timeZone !== undefined)
    throw invalid('timeZone', 'The time zone goes with a local time such as 2027-03-28T09:00 only.');
  const at = wall ? instantOf(wall) : readInstant(text);
  const seconds = await secondsUntil(app.db, at);
  if (seconds < -MAX_PAST_SECONDS) throw invalid('at', 'The time lies in the past.', 'past-time');
  if (seconds > MAX_AHEAD_SECONDS)
    throw invalid('at', 'The time lies more than five years ahead.', 'far-time');
  if (seconds < undoSeconds) return { at: null, wall: null };
  return { at, wall };
}

function readInstant(text: string): Date {
  try {
    return new Date(Temporal.Instant.from(text).epochMilliseconds);
  } catch {
    throw invalid(
      'at',
      'The time must be an instant such as 2027-03-28T09:00:00Z, or a local time such as 2027-03-28T09:00.',
    );
  }
}

const invalid = (field: string, message: string, code?: 'past-time' | 'far-time') =>
  new InvalidInput([{ field, message, ...(code && { fault: { code, params: {} } }) }]);

function change(
  app: App,
  publicationId: number,
  id: number,
  verb: 'scheduled' | 'unscheduled',
  work: (app: App) => Promise<boolean>,
): Promise<Send> {
  return inTransaction(app, async (inner) => {
    const isChanged = await work(inner);
    const send = await getSendRow(inner.db, publicationId, id);
    if (!isChanged)
      throw new Conflict(`send-is-${send.status}`, `This send is ${send.status}, so it cannot be ${verb}.`);
    const details = { at: send.scheduledAt };
    await audit(inner, { action: `send.${verb}`, subject: `send:${id}`, details });
    inner.log.info({ event: `send.${verb}`, sendId: id });
    return send;
  });
}
