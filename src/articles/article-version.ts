import { createHash } from 'node:crypto';
import { asMailed, type Article } from './article.ts';

/** How much of an article a mail holds. */
export type ArticleForm = 'full' | 'summary' | 'headline';

/** Differs when what such a mail says of the article differs: its words and where it leads to, not its pictures. */
export function versionOf(article: Article, form: ArticleForm): Buffer {
  const { title, summary, html, url } = asMailed(article);
  const standfirst = summary || html;
  const parts = {
    headline: [title, url],
    summary: [title, url, standfirst],
    full: [title, url, summary, html],
  };
  return createHash('sha256').update(JSON.stringify(parts[form])).digest().subarray(0, 16);
}

/** An article in each form that a mail may hold. */
export const versionsOf = (article: Article): Record<ArticleForm, Buffer> => ({
  full: versionOf(article, 'full'),
  summary: versionOf(article, 'summary'),
  headline: versionOf(article, 'headline'),
});
