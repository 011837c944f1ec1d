import type { Desk } from '../../../words/index.ts';

/** A sentence with a time of today, or with the moment of another day. */
export function sayWhen(
  desk: Desk,
  at: Date,
  timeZone: string,
  say: { at(time: string): string; on(moment: string): string },
): string {
  const isToday = desk.day(at, timeZone) === desk.day(new Date(), timeZone);
  return isToday ? say.at(desk.time(at, timeZone)) : say.on(desk.moment(at, timeZone));
}

/** The zone by the name of its city. */
export const placeOf = (timeZone: string): string =>
  (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');

/** Days to choose from, from today on. */
export function daysAhead(desk: Desk, timeZone: string, count: number): { value: string; text: string }[] {
  const now = Date.now();
  return Array.from({ length: count }, (_, day) => {
    const at = new Date(now + day * 24 * 3_600_000);
    // Sweden writes days as ISO 8601 does.
    return { value: at.toLocaleDateString('sv-SE', { timeZone }), text: desk.shortDay(at, timeZone) };
  });
}
