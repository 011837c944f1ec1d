import type { Fate } from '../../../reports/index.ts';
import type { Desk } from '../../../words/index.ts';

/** A moment within a sentence: “at 17:13”, “on Wed 10 Mar, 07:00”. */
export function momentIn(desk: Desk, at: Date, timeZone: string): string {
  const text = desk.shortMoment(at, timeZone);
  return desk.words.articles.when(text, text === desk.time(at, timeZone));
}

/** Who decided, for people. */
function whoIn({ words: { articles } }: Desk, by: string | null): string | null {
  if (by === null) return null;
  if (by === 'command-line') return articles.byCommandLine;
  if (by.startsWith('api-key:')) return articles.byApi(by.slice('api-key:'.length));
  return by.startsWith('job:') ? articles.byNobody : by;
}

/** What became of an article, in one sentence whose beginning says the most. */
export function tellFate(desk: Desk, fate: Fate, timeZone: string): [first: string, rest: string] {
  const words = desk.words.articles.fate;
  const moment = (at: Date | null) => (at === null ? null : momentIn(desk, at, timeZone));
  const people = (count: number) => desk.words.articles.readers(count);
  switch (fate.is) {
    case 'goes-out':
      return words['goes-out']({
        at: moment(fate.at),
        readers: fate.readers === null ? null : people(fate.readers),
      });
    case 'in-review':
      return words['in-review']({ at: moment(fate.at), onSilence: fate.onSilence });
    case 'being-mailed':
      return words['being-mailed']({ readers: people(fate.readers), accepted: desk.number(fate.accepted) });
    case 'mailed': {
      const at = moment(fate.at) ?? '';
      const readers = people(fate.readers);
      return fate.accepted < fate.readers
        ? words['mailed-in-part']({ at, accepted: desk.number(fate.accepted), readers })
        : words.mailed({ at, readers, edited: fate.edited });
    }
    case 'send-paused':
      return words['send-paused'](fate);
    case 'send-held':
      return words['send-held']();
    case 'send-cancelled':
      return words['send-cancelled']({
        at: moment(fate.at),
        accepted: fate.accepted === 0 ? null : people(fate.accepted),
      });
    case 'held':
      return words.held({ who: whoIn(desk, fate.by), at: moment(fate.at) });
    case 'dismissed':
      return words.dismissed({ who: whoIn(desk, fate.by), at: moment(fate.at) });
    case 'waits-for-date':
      return words['waits-for-date']({ at: moment(fate.at) });
    case 'too-old':
      return words['too-old']({ at: fate.at && desk.shortDay(fate.at, timeZone) });
    case 'same-as':
      return words['same-as']({ title: fate.article?.title ?? null });
    case 'baseline':
      return words.baseline();
    case 'lapsed':
      return words.lapsed();
  }
}
