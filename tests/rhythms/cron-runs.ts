import { localDay, nextDue, WEEKDAYS, type DigestTimes } from '../../src/rhythms/index.ts';

export interface CronCase {
  id: string;
  zone: string;
  cron: string;
  from: string;
  expected: string[];
  agrees_with_compatible?: boolean;
}

/** The runs of a cron line as digests: one a day for each of its hours, on the days that it names. */
export function cronRuns({ zone, cron, from, expected }: CronCase): Date[] {
  const fields = cron.split(' ');
  const [second = '', minute = '', hours = '', day = '', month = '', weekday = ''] =
    fields.length === 6 ? fields : ['0', ...fields];
  const hourList = hours === '*' ? Array.from({ length: 24 }, (_, hour) => String(hour)) : hours.split(',');
  const digests = hourList.map((hour): DigestTimes => {
    const at = [hour, minute, second].map((part) => part.padStart(2, '0')).join(':');
    if (weekday === '*') return { rhythm: 'daily', timeZone: zone, at };
    return { rhythm: 'weekly', timeZone: zone, at, on: WEEKDAYS[(Number(weekday) + 6) % 7] ?? 'monday' };
  });
  const isDay = (moment: Date) => {
    const [, monthThere, dayThere] = localDay(zone, moment).split('-').map(Number);
    return (day === '*' || Number(day) === dayThere) && (month === '*' || Number(month) === monthThere);
  };
  const runs: Date[] = [];
  for (let at = new Date(from); runs.length < expected.length;) {
    at = new Date(Math.min(...digests.map((digest) => nextDue(digest, at).getTime())));
    if (isDay(at)) runs.push(at);
  }
  return runs;
}
