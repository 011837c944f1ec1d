import type { Desk } from '../../../words/index.ts';
import type { Today } from './load-today.ts';

/** Whether somebody should look at a feed. */
export const needsSomebody = ({ status, silentSince }: Today['feeds'][number]) =>
  status === 'failing' || status === 'gone' || silentSince !== null;

/** Rows of “Needs you”; the menu counts the same. */
export function needCount({ heldArticles, reviews, troubled, gaps, feeds, incidents }: Today): number {
  const broken = feeds.filter(needsSomebody).length;
  return (
    Math.min(heldArticles.count, 1) +
    Math.min(gaps.sends.length, 1) +
    reviews.length +
    troubled.length +
    broken +
    incidents.length
  );
}

/** The page in a sentence: first what stops all mail, then what needs somebody, else that all is well. */
export function todaySentence(today: Today, { words }: Desk): string {
  const count = needCount(today);
  const isStopped = today.obstacle !== undefined || today.route?.code === 'server-unusable';
  const start = isStopped ? words.today.stopped : today.going.length > 0 ? words.today.going : '';
  const end = count > 0 ? words.today.needs(count) : start === '' ? words.today.calm : '';
  return [start, end].filter(Boolean).join(' ');
}

/** What comes next, while all is calm. */
export function nextSentence({ next, publication }: Today, { words, shortMoment }: Desk): string | undefined {
  const [first] = next;
  if (!first?.scheduledAt) return undefined;
  return words.today.next(
    first.subject || `#${first.id}`,
    shortMoment(first.scheduledAt, publication.timeZone),
  );
}
