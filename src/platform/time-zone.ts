import { Temporal } from 'temporal-polyfill';

/** Whether Intl knows a zone of this name, old names included (TIM-02). The name is kept as it was given. */
export function isTimeZone(name: string): boolean {
  // Offsets such as +02:00 are accepted by Intl but are no zones.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/**
 * An instant such as 2027-03-28T09:00:00Z, or where a day such as 2027-03-28 starts or ends in a zone; undefined for anything else.
 * Where the clocks skip midnight, a day starts later.
 */
export function readMoment(text: string, timeZone: string, edge: 'start' | 'end'): Date | undefined {
  try {
    if (!/^\d{4}-\d\d-\d\d$/.test(text))
      return /^[1-9]\d{3}-/.test(text) ? new Date(Temporal.Instant.from(text).epochMilliseconds) : undefined;
    const day = Temporal.PlainDate.from(text);
    if (day.year < 1000) return undefined;
    return startOfDay(edge === 'start' ? day : day.add({ days: 1 }), timeZone);
  } catch {
    return undefined;
  }
}

/** The instant of a local time such as 2027-03-28T09:00; undefined for what is none. */
export function readLocal(text: string, timeZone: string): Date | undefined {
  try {
    return instantOfLocal(Temporal.PlainDateTime.from(text), timeZone);
  } catch {
    return undefined;
  }
}

/**
 * The instant of a local time. Where clocks go forward, a time that is skipped moves on by as much; where they go back,
 * the earlier of two counts (TIM-03, Temporal's `compatible`).
 */
export const instantOfLocal = (local: Temporal.PlainDateTime, timeZone: string): Date =>
  new Date(local.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds);

/** What the calendar and the clocks of a place show at a moment. */
export const localTimeOf = (at: Date, timeZone: string): Temporal.PlainDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDateTime();

/** The first instant of a day in a zone. */
export const startOfDay = (day: Temporal.PlainDate, timeZone: string): Date =>
  new Date(day.toZonedDateTime(timeZone).epochMilliseconds);
