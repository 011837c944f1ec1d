import type { Pace } from '../../../articles/index.ts';
import type { Publication } from '../../../publications/index.ts';
import { WEEKDAYS, type Rhythm } from '../../../rhythms/index.ts';

/** What each rhythm means for a paper in mails a week, in whole numbers. */
export function mailsAWeek({ articlesAWeek, daysAWeek }: Pace): Record<Rhythm, number> {
  const whole = (count: number) => Math.max(1, Math.round(count));
  const each = whole(articlesAWeek);
  return { each, daily: Math.min(7, whole(daysAWeek), each), weekly: 1 };
}

/** Where a dot stands on a ground of 62 by 34, and its radius. */
export type Dot = [x: number, y: number, radius: number];

const DAYS = 7;
/** More do not fit above each other. */
const HIGHEST = 6;
const RADIUS = 2.3;
/** Of a day without mail. */
export const NO_MAIL_RADIUS = 1.3;

/** A week as a picture: a dot for each mail, above its day. */
export function weekInDots(rhythm: Rhythm, count: number, publication: Pick<Publication, 'weeklyOn'>): Dot[] {
  return spread(rhythm, count, publication).flatMap((mails, day): Dot[] => {
    const x = 4 + 9 * day;
    if (mails === 0) return [[x, 31, NO_MAIL_RADIUS]];
    return Array.from({ length: mails }, (_, place): Dot => [
      x,
      Number((31 - 5.4 * place).toFixed(1)),
      RADIUS,
    ]);
  });
}

/** How many mails come on each day of a week. */
function spread(rhythm: Rhythm, count: number, { weeklyOn }: Pick<Publication, 'weeklyOn'>): number[] {
  if (rhythm === 'weekly') return WEEKDAYS.map((day) => (day === weeklyOn ? 1 : 0));
  return Array.from({ length: DAYS }, (_, day) =>
    Math.min(HIGHEST, Math.floor(((day + 1) * count) / DAYS) - Math.floor((day * count) / DAYS)),
  );
}
