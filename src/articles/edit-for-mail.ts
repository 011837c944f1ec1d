import { z } from 'zod';
import { inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { Conflict, NotFound } from '../platform/errors.ts';
import { parseInput, requiredLine, webAddress } from '../platform/input.ts';
import type { Article } from './article.ts';
import { editForMail, getArticle, lockArticles } from './queries.ts';

/** As many as the mail shows above a text. */
const STANDFIRST = 300;

export const LONGEST_STORY = 100;

/** What the mail says instead of the feed. Null: as the feed has it; of a story: it belongs to none. An empty picture: none. */
export const mailChanges = z.strictObject({
  title: requiredLine('The title', 250).nullable().optional(),
  standfirst: requiredLine('The standfirst', STANDFIRST).nullable().optional(),
  imageUrl: z
    .union([z.literal(''), webAddress('The picture')])
    .nullable()
    .optional(),
  story: requiredLine('The story', LONGEST_STORY).nullable().optional(),
});

export type MailChanges = z.input<typeof mailChanges>;

/**
 * Changes title, standfirst or picture of an article for its mail only, and the story that it goes on with; the feed's own stay beside
 * them, and readings of the feed leave the changes alone. What is left out stays as it is.
 * @throws InvalidInput, NotFound; Conflict when it is being mailed.
 */
export function recordMailChanges(
  app: App,
  publicationId: number,
  id: number,
  input: MailChanges,
): Promise<Article> {
  const changes = parseInput(mailChanges, input);
  return inTransaction(app, async (inner) => {
    const { db } = inner;
    await lockArticles(db, publicationId);
    const before = await getArticle(db, id);
    if (before.publicationId !== publicationId) throw new NotFound(`The article ${id}`);
    const wanted = {
      title: unlessSame(changes.title, before.mailTitle, before.title),
      standfirst: changes.standfirst === undefined ? before.mailStandfirst : changes.standfirst,
      imageUrl: unlessSame(changes.imageUrl, before.mailImageUrl, before.imageUrl ?? ''),
      story: changes.story === undefined ? before.story : changes.story,
    };
    if (
      wanted.story === before.story &&
      wanted.title === before.mailTitle &&
      wanted.standfirst === before.mailStandfirst &&
      wanted.imageUrl === before.mailImageUrl
    )
      return before;
    const article = await editForMail(db, id, { ...wanted, by: inner.actor });
    if (!article)
      throw new Conflict('article-mailed', 'This article is mailed already, so its mail stays as it is.');
    await audit(inner, { action: 'article.edited-for-mail', subject: `article:${id}` });
    return article;
  });
}

/** What equals the feed's own is no change. */
function unlessSame(wanted: string | null | undefined, before: string | null, own: string): string | null {
  if (wanted === undefined) return before;
  return wanted === own ? null : wanted;
}
