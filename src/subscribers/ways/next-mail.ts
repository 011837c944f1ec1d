import type { Publication } from '../../publications/index.ts';
import { digestTimesOf, nextDue } from '../../rhythms/index.ts';
import type { Subscriber } from '../subscriber.ts';

type Times = Pick<Publication, 'timeZone' | 'dailyAt' | 'weeklyOn' | 'weeklyAt'>;
type Ways = Pick<Subscriber, 'rhythm' | 'timeZone' | 'localHour' | 'pausedUntil'>;

/** When the next mail can come; undefined: with the next article. */
export function nextMailAt(publication: Times, reader: Ways, now: Date): Date | undefined {
  if (reader.pausedUntil && reader.pausedUntil > now) return reader.pausedUntil;
  const times = digestTimesOf(publication, reader);
  return times && nextDue(times, now);
}

/** The zone in which moments are told to a reader. */
export const zoneOf = (publication: Pick<Publication, 'timeZone'>, reader: Pick<Subscriber, 'timeZone'>) =>
  reader.timeZone ?? publication.timeZone;
