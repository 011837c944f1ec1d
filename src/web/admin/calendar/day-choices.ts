import { Temporal } from 'temporal-polyfill';
import type { Desk } from '../../../words/index.ts';

const DAYS = 14;
const DAY_NAME = { weekday: 'short', day: 'numeric', month: 'short' } as const;

/** Two weeks of days by name, from this one on. */
export function dayChoices(desk: Desk, first: string): { value: string; text: string }[] {
  const day = Temporal.PlainDate.from(first);
  return Array.from({ length: DAYS }, (_, index) => {
    const value = day.add({ days: index }).toString();
    return { value, text: desk.dated(noonOf(value), 'UTC', DAY_NAME) };
  });
}

/** A moment to write a day by, in UTC. */
export const noonOf = (date: string) => new Date(`${date}T12:00:00Z`);
