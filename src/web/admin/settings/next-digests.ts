import { isTimeZone } from '../../../platform/time-zone.ts';
import { nextDue, WEEKDAYS, type DigestTimes } from '../../../rhythms/index.ts';
import type { Desk } from '../../../words/index.ts';
import { readClock } from '../clock.ts';
import { cityOf } from '../sends/schedule/when.ts';

/** When digests go out next, in words; undefined where the form makes no sense yet. */
export interface NextDigests {
  daily: string | undefined;
  weekly: string | undefined;
}

/** By what the form says, saved or not. */
export function nextDigests(desk: Desk, now: Date, values: Record<string, string>): NextDigests {
  const { settings } = desk.words;
  const { timeZone = '', dailyAt, weeklyAt, weeklyOn } = values;
  const on = WEEKDAYS.find((day) => day === weeklyOn);
  const told = (
    times: Pick<DigestTimes, 'rhythm' | 'on'>,
    typed: string | undefined,
    says: (moment: string, city: string) => string,
  ) => {
    const at = readClock(typed ?? '');
    if (at === undefined || !isTimeZone(timeZone)) return undefined;
    return says(desk.moment(nextDue({ ...times, timeZone, at }, now), timeZone), cityOf(timeZone));
  };
  return {
    daily: told({ rhythm: 'daily' }, dailyAt, settings.nextDaily),
    weekly: on && told({ rhythm: 'weekly', on }, weeklyAt, settings.nextWeekly),
  };
}
