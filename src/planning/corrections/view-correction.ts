import { asMailed, databaseNow, findMailedText, type Article } from '../../articles/index.ts';
import { htmlToText, type CompileLimits } from '../../emails/index.ts';
import type { App } from '../../platform/app.ts';
import { listTopics, type Publication } from '../../publications/index.ts';
import { contentOf, findCorrectionSend, type SendContent } from '../../sends/index.ts';
import { askCorrection } from './ask-correction.ts';
import { compileCorrection } from './compile-correction.ts';
import { getCorrectable, occasionOf } from './correct-article.ts';
import { totalOf } from './correction.ts';
import { gatherCarried } from './gather-carried.ts';
import { CARRIED_FOR_DAYS, countOwed } from './owed-queries.ts';
import { countByMail, countReaders } from './correction-queries.ts';

/** Who would get the correction of an article now, and what it would put right. */
export interface CorrectionView {
  article: Article;
  /** Those who got another text than it has now. */
  readers: number;
  /** How that text came to them. */
  byMail: Awaited<ReturnType<typeof countByMail>>;
  /** With all others who may get the article. */
  everybody: number;
  /** How many of either get digests, so that the next one can carry it. */
  inDigest: { readers: number; everybody: number };
  /** As it was first mailed and as it is now; null when the old words are no longer kept. */
  words: { before: string; after: string } | null;
  /** The send that corrects this text; null: there is none. */
  sendId: number | null;
  /** Digests carry it: until when, and how many readers still wait for theirs; null: they do not. */
  carried: { until: Date; waiting: number } | null;
}

/** @throws NotFound; Conflict when the article cannot be corrected */
export async function viewCorrection(app: App, publicationId: number, id: number): Promise<CorrectionView> {
  const article = await getCorrectable(app, publicationId, id);
  const asked = await askCorrection(app, article, { audience: 'wrong-text', inNextDigest: true });
  const byMail = await countByMail(app.db, asked);
  const wrong = await countReaders(app.db, asked);
  const everybody = await countReaders(app.db, { ...asked, audience: 'everybody' });
  const sendId = (await findCorrectionSend(app.db, occasionOf(asked))) ?? null;
  return {
    article,
    readers: totalOf(wrong),
    byMail,
    everybody: totalOf(everybody),
    inDigest: { readers: wrong.inDigest, everybody: everybody.inDigest },
    words: await wordsOf(app, article),
    sendId,
    carried: sendId === null ? null : await carriedOf(app, article, sendId),
  };
}

const DAY_MS = 24 * 3600_000;

async function carriedOf(
  app: Pick<App, 'db'>,
  article: Article,
  sendId: number,
): Promise<CorrectionView['carried']> {
  const { publicationId } = article;
  const topics = await listTopics(app.db, publicationId);
  const dueAt = await databaseNow(app.db);
  const { corrections } = await gatherCarried(app, { publicationId, dueAt }, topics);
  const correction = corrections.find((one) => one.sendId === sendId);
  if (!correction) return null;
  const until = new Date(correction.frozenAt.getTime() + CARRIED_FOR_DAYS * DAY_MS);
  return { until, waiting: await countOwed(app.db, correction) };
}

async function wordsOf({ db }: Pick<App, 'db'>, article: Article): Promise<CorrectionView['words']> {
  const mailed = await findMailedText(db, article.id);
  return mailed ? { before: readable({ ...article, ...mailed }), after: readable(article) } : null;
}

/** What an editor changed for the mail hides what the feed said then, too. */
function readable(article: Article): string {
  const { title, summary, html } = asMailed(article);
  return [title, htmlToText(summary), htmlToText(html)].filter((part) => part !== '').join('\n\n');
}

/** The mail of a correction before it is sent. @throws InvalidInput, TooHard */
export async function previewCorrection(
  app: App,
  publication: Publication,
  { id, note }: { id: number; note: string },
  limits: CompileLimits = {},
): Promise<SendContent> {
  const article = await getCorrectable(app, publication.id, id);
  return contentOf(publication, await compileCorrection(app, { publication, article, note }, limits));
}
