import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { line, parseInput, requiredLine, webAddress } from '../platform/input.ts';
import { linkKeyOf } from '../platform/link-key.ts';
import type { Article, ArticleContent } from './article.ts';
import { cleanInChild } from './parsing/clean-in-child.ts';
import type { HeldCode } from './holds/held.ts';
import { LONGEST_STORY } from './edit-for-mail.ts';
import { toCandidate } from './judging/identity.ts';
import { releaseRows } from './holds/decision-queries.ts';
import { getArticle, setStory } from './queries.ts';
import { pushedTo } from './judging/source.ts';
import { takeInArticles } from './take-in-articles.ts';
import { tellOfHeld } from './holds/tell-of-held.ts';

/** An article that a site pushes instead of waiting for a poll. */
export const pushedArticle = z.strictObject({
  guid: requiredLine('The guid', 2000).optional(),
  url: webAddress('The address of the article'),
  title: requiredLine('The title', 500),
  summary: z.string().max(1_000_000, 'The summary is too long.').default(''),
  html: z.string().max(1_000_000, 'The html is too long.').default(''),
  imageUrl: webAddress('The image').nullish(),
  authors: z.array(line('An author', 200)).max(50).default([]),
  categories: z.array(line('A category', 200)).max(50).default([]),
  story: line('The story', LONGEST_STORY)
    .transform((text) => text.trim() || null)
    .nullish(),
  publishedAt: z.iso
    .datetime({ offset: true, error: 'publishedAt must be a moment such as 2026-05-01T09:00:00Z.' })
    .nullish(),
  release: z.boolean('release must be true or false.').default(false),
});

/** Reasons that `release` answers; what the article itself says still counts. */
const ASKED_ANYWAY: ReadonlySet<HeldCode> = new Set(['flood', 'maybe-known']);

/**
 * Takes an article the same way as a polled one; it is never part of a baseline. Many at once are held, unless they
 * say `release`: then only its own date holds an article. Pushing the same guid (or, without one, the same address)
 * again changes the stored text and never sends it twice.
 * @throws InvalidInput
 */
export async function pushArticle(app: App, publication: { id: number }, input: unknown): Promise<Article> {
  const pushed = parseInput(pushedArticle, input);
  const candidate = toCandidate(await contentOf(pushed), pushed.guid, linkKeyOf(pushed.url));
  return inTransaction(app, async (inner) => {
    const { db } = inner;
    const { fresh, held, knownIds } = await takeInArticles(db, pushedTo(publication.id), [candidate]);
    const isReleased = ({ reason }: Article) => pushed.release && ASKED_ANYWAY.has(reason?.code ?? 'flood');
    const released = held.filter(isReleased).map(({ id }) => id);
    if (released.length > 0) {
      const ruling = { by: app.actor, key: randomUUID(), undoSeconds: 0 };
      await releaseRows(db, publication.id, released, ruling);
    }
    await tellOfHeld(
      inner,
      publication.id,
      held.filter((article) => !isReleased(article)),
    );
    const id = fresh[0]?.id ?? [...knownIds.values()][0] ?? 0;
    if (pushed.story !== undefined) await setStory(db, id, pushed.story);
    const article = await getArticle(db, id);
    const subject = `article:${article.id}`;
    await audit(inner, { action: fresh.length > 0 ? 'article.pushed' : 'article.pushed-again', subject });
    if (fresh.length > 0)
      app.log.info({ event: 'article.pushed', articleId: article.id, verdict: article.verdict });
    return article;
  });
}

async function contentOf(pushed: z.output<typeof pushedArticle>): Promise<ArticleContent> {
  const { summary, html, image } = await cleanInChild({
    summary: pushed.summary,
    html: pushed.html,
    url: pushed.url,
    title: pushed.title,
  });
  return {
    url: pushed.url,
    title: pushed.title.toWellFormed(),
    summary,
    html,
    imageUrl: pushed.imageUrl ?? image ?? null,
    authors: pushed.authors.filter(Boolean).map((author) => author.toWellFormed()),
    categories: pushed.categories.filter(Boolean).map((category) => category.toWellFormed()),
    commentsUrl: null,
    publishedAt: pushed.publishedAt ? new Date(pushed.publishedAt) : null,
  };
}
