import type { Pace } from '../../../articles/index.ts';
import type { Rhythm } from '../../../rhythms/index.ts';

/** What each rhythm means for a paper in mails a week, in whole numbers. */
export function mailsAWeek({ articlesAWeek, daysAWeek }: Pace): Record<Rhythm, number> {
  const whole = (count: number) => Math.max(1, Math.round(count));
  const each = whole(articlesAWeek);
  return { each, daily: Math.min(7, whole(daysAWeek), each), weekly: 1 };
}
