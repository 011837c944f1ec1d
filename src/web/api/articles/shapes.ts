import { z } from 'zod';
import { HELD_CODES, VERDICTS, type Article, type Feed } from '../../../articles/index.ts';
import { toldReason } from '../told-reason.ts';
import { NotFound } from '../../../platform/errors.ts';

export const feedAnswer = z.object({
  id: z.int(),
  url: z.string(),
  title: z.string().nullable(),
  link: z.string().nullable(),
  status: z.enum(['active', 'failing', 'gone', 'paused']),
  error: toldReason.nullable().describe('Why the last poll failed'),
  pollMinutes: z.int(),
  lastPolledAt: z.iso.datetime().nullable(),
  nextPollAt: z.iso.datetime(),
});

export function shownFeed({ publicationId: _publication, baselineAt: _baseline, ...feed }: Feed) {
  return feed;
}

const articleSummary = z.object({
  id: z.int(),
  feedId: z.int().nullable(),
  guid: z.string(),
  url: z.string().nullable(),
  title: z.string(),
  summary: z.string(),
  imageUrl: z.string().nullable(),
  authors: z.array(z.string()),
  categories: z.array(z.string()),
  commentsUrl: z.string().nullable(),
  verdict: z.enum(VERDICTS),
  reason: z
    .object({ ...toldReason.shape, code: z.enum(HELD_CODES) })
    .nullable()
    .describe('Why it is held'),
  duplicateOf: z.int().nullable(),
  publishedAt: z.iso.datetime().nullable(),
  editedAt: z.iso.datetime().nullable(),
  firstSeenAt: z.iso.datetime(),
  releasedAt: z.iso.datetime().nullable(),
});
export const listedArticle = articleSummary;
export const articleAnswer = articleSummary.extend({ html: z.string() });

/** As a list shows it: without the full text. */
export function shownInList(article: Article) {
  const { html: _html, ...listed } = shownArticle(article);
  return listed;
}

export function shownArticle({ publicationId: _publication, key, ...article }: Article) {
  return { guid: key, ...article };
}

/** The number in a path. @throws NotFound for anything else. */
export function readId(text: string, what: string): number {
  const id = Number(text);
  if (!Number.isSafeInteger(id) || id < 1) throw new NotFound(`The ${what} ${text}`);
  return id;
}
