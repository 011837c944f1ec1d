import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { InvalidInput } from '../../../../platform/errors.ts';
import { isTimeZone, readLocal } from '../../../../platform/time-zone.ts';
import type { Desk } from '../../../../words/index.ts';
import { localOf } from '../../calendar/days.ts';
import { noonOf } from '../../calendar/day-choices.ts';
import { readClock } from '../../clock.ts';

/** Days that have a radio of their own: today, tomorrow and three more. */
const NAMED_DAYS = 5;
/** When most people read the paper. */
const USUAL_TIME = '07:00';

/** As the form has it: `when` is `now`, a day such as `2027-03-10`, or `other` with a `day`. */
export const whenForm = z.object({
  when: z.string().default(''),
  day: z.string().default(''),
  time: z.string().default(''),
  zone: z.string().default(''),
});
export type WhenForm = z.output<typeof whenForm>;

/** The days to choose from in a zone, by name. */
export function namedDays(desk: Desk, now: Date, zone: string): { value: string; name: string }[] {
  const today = Temporal.PlainDate.from(localOf(now, zone).date);
  const { schedule } = desk.words;
  return Array.from({ length: NAMED_DAYS }, (_, index) => {
    const value = today.add({ days: index }).toString();
    const name = [schedule.today, schedule.tomorrow][index] ?? desk.shortDay(noonOf(value), 'UTC');
    return { value, name };
  });
}

/** What is chosen at first: where it is scheduled already, or the next morning. */
export function firstChoice(desk: Desk, now: Date, zone: string, scheduledAt: Date | null): WhenForm {
  const days = namedDays(desk, now, zone).map(({ value }) => value);
  if (scheduledAt && scheduledAt > now) {
    const { date, time } = localOf(scheduledAt, zone);
    return days.includes(date)
      ? { when: date, day: '', time, zone }
      : { when: 'other', day: date, time, zone };
  }
  const { time } = localOf(now, zone);
  return { when: days[time < USUAL_TIME ? 0 : 1] ?? '', day: '', time: USUAL_TIME, zone };
}

/** Null: now. */
export type Chosen = { wallTime: string; zone: string; at: Date } | null;

/** @throws InvalidInput for what is no day, time or zone, or has passed. */
export function readWhen(desk: Desk, now: Date, { when, day, time, zone }: WhenForm): Chosen {
  if (when === 'now') return null;
  const { schedule } = desk.words;
  const date = when === 'other' ? day : when;
  const clock = readClock(time);
  const at =
    clock && /^\d{4}-\d\d-\d\d$/.test(date)
      ? readLocal(`${date}T${clock}`, isTimeZone(zone) ? zone : 'UTC')
      : undefined;
  const dayField = when === 'other' ? 'day' : 'when';
  const errors = [
    ...(readLocal(`${date}T12:00`, 'UTC') && /^\d{4}-/.test(date)
      ? []
      : [{ field: dayField, message: schedule.noSuchDay }]),
    ...(clock === undefined ? [{ field: 'time', message: schedule.noSuchTime }] : []),
    ...(isTimeZone(zone) ? [] : [{ field: 'zone', message: schedule.noSuchZone }]),
  ];
  if (errors.length > 0 || !at) throw new InvalidInput(errors);
  if (at < now) throw new InvalidInput([{ field: 'time', message: schedule.pastAt(clock ?? time) }]);
  return { wallTime: `${date}T${clock}`, zone, at };
}

/** The city that people know a zone by: `America/Argentina/Buenos_Aires` is Buenos Aires. */
export const cityOf = (zone: string) => zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
