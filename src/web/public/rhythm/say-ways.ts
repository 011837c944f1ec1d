import type { Publication } from '../../../publications/index.ts';
import { digestTimesOf, nextDue, type Rhythm } from '../../../rhythms/index.ts';
import { nextMailAt, zoneOf, type Subscriber } from '../../../subscribers/index.ts';
import type { ReaderSpeech } from '../../../words/index.ts';

type Ways = Pick<Subscriber, 'rhythm' | 'timeZone' | 'localHour' | 'pausedUntil'>;

/** How mail comes to a reader, in words and on the clocks of their place. */
export function sayWays(speech: ReaderSpeech, publication: Publication, reader: Ways, now: Date) {
  const say = speech.words.rhythm;
  const zone = zoneOf(publication, reader);
  const next = nextMailAt(publication, reader, now);
  const clockOf = (rhythm: Rhythm): [weekday: string, time: string] => {
    const times = digestTimesOf(publication, { ...reader, rhythm });
    if (!times) return ['', ''];
    const due = nextDue(times, now);
    return [speech.weekday(due, zone), speech.time(due, zone)];
  };
  const nextWhen = next && speech.when(next, zone, now);
  const comes = (rhythm: Rhythm) => say.comes[rhythm](...clockOf(rhythm));
  return {
    /** Such as “once a day at 7:00”. */
    comes: comes(reader.rhythm),
    /** Such as “7:00”: when a digest of a rhythm comes. */
    timeOf: (rhythm: 'daily' | 'weekly') => clockOf(rhythm)[1],
    /** What another rhythm would bring. */
    would: (to: Rhythm) =>
      [
        say.would[to](...clockOf(to)),
        to === reader.rhythm ? undefined : say.ratherThan[reader.rhythm],
        say.isKept,
      ]
        .filter(Boolean)
        .join(' '),
    /** Such as “tomorrow at 7:00”; undefined: with the next article. */
    nextWhen,
    /** The same as a sentence. */
    next:
      nextWhen === undefined
        ? say.nextWithArticle
        : next === reader.pausedUntil
          ? say.nextAfterPause(nextWhen)
          : say.nextMail(nextWhen),
  };
}
