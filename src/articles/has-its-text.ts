import type { Article } from './article.ts';
import { TEXT_DAYS } from './queries.ts';

const DAY_MS = 24 * 3_600_000;

/** False once the whole text may have been taken out of an old article: then nobody can tell what its mails had. */
export function hasItsText({ html, firstSeenAt, editedAt, releasedAt }: Article, now: Date): boolean {
  const touched = [firstSeenAt, editedAt, releasedAt].map((at) => at?.getTime() ?? 0);
  return html !== '' || Math.max(...touched) > now.getTime() - TEXT_DAYS * DAY_MS;
}
