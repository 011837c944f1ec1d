import type { z } from 'zod';
import { databaseNow, getArticle, hasItsText, type Article } from '../../articles/index.ts';
import { inTransaction, type App } from '../../platform/app.ts';
import { audit } from '../../platform/audit.ts';
import { Conflict, NotFound } from '../../platform/errors.ts';
import { parseInput } from '../../platform/input.ts';
import { getPublicationById } from '../../publications/index.ts';
import {
  askSecondPerson,
  findCorrectionSend,
  getSendRow,
  insertCorrectionSend,
  type Send,
} from '../../sends/index.ts';
import { askCorrection } from './ask-correction.ts';
import { compileCorrection } from './compile-correction.ts';
import { correctionFields, totalOf } from './correction.ts';
import { countReaders, storeCorrection, type AskedCorrection } from './correction-queries.ts';

/** Somebody waits for it. */
const WRITING_DEADLINE_MS = 5_000;

/**
 * Sends a correction to those whose mail had another text of an article than it has now: once for each text, whatever their rhythm, or to
 * readers of digests with their next one. A repeat answers with the same send, unless that was taken back.
 * @throws InvalidInput, NotFound; Conflict when nobody has another text
 */
export async function correctArticle(
  app: App,
  publicationId: number,
  id: number,
  input: z.input<typeof correctionFields>,
  { undoSeconds = 0 }: { undoSeconds?: number } = {},
): Promise<Send> {
  const { note, audience, inNextDigest } = parseInput(correctionFields, input);
  const article = await getCorrectable(app, publicationId, id);
  const asked = await askCorrection(app, article, { audience, inNextDigest });
  const occasion = occasionOf(asked);
  const known = await findCorrectionSend(app.db, occasion);
  if (known !== undefined) return getSendRow(app.db, publicationId, known);
  const readers = await readersOf(app, asked);
  const publication = await getPublicationById(app.db, publicationId);
  const { subject } = await compileCorrection(
    app,
    { publication, article, note, isForDigests: inNextDigest },
    { deadlineMs: WRITING_DEADLINE_MS },
  );
  return inTransaction(app, async (inner) => {
    const made = await insertCorrectionSend(inner.db, {
      publicationId,
      occasion,
      subject,
      undoSeconds,
      readers,
    });
    if (!made.isRepeat) {
      const { versions } = asked;
      await storeCorrection(inner.db, {
        sendId: made.id,
        articleId: id,
        note,
        audience,
        inNextDigest,
        versions,
      });
      await askSecondPerson(inner, made.id, readers);
      await audit(inner, {
        action: 'article.corrected',
        subject: `send:${made.id}`,
        details: { articleId: id, audience, inNextDigest, readers },
      });
      inner.log.info({ event: 'send.planned', sendId: made.id });
    }
    return getSendRow(inner.db, publicationId, made.id);
  });
}

/** A correction is the only one of a text. */
export const occasionOf = ({ articleId, versions }: AskedCorrection) =>
  `correction:${articleId}:${versions.full.toString('hex')}`;

/** @throws NotFound; Conflict when it was withdrawn, or is so old that nobody knows its text any more */
export async function getCorrectable(app: App, publicationId: number, id: number): Promise<Article> {
  const article = await getArticle(app.db, id);
  if (article.publicationId !== publicationId) throw new NotFound(`The article ${id}`);
  if (article.verdict !== 'new')
    throw new Conflict('article-withdrawn', 'This article was withdrawn, so no mail can lead to it.');
  if (!hasItsText(article, await databaseNow(app.db)))
    throw new Conflict(
      'article-text-gone',
      'Paperround no longer keeps the text of this old article, so it cannot tell who got another one.',
    );
  return article;
}

/** @throws Conflict when nobody has another text */
async function readersOf(app: App, asked: AskedCorrection): Promise<number> {
  const wrong = totalOf(await countReaders(app.db, { ...asked, audience: 'wrong-text' }));
  if (wrong === 0)
    throw new Conflict(
      'nothing-to-correct',
      'Nobody got another text of this article than it has now, so there is nothing to correct.',
    );
  return asked.audience === 'wrong-text' ? wrong : totalOf(await countReaders(app.db, asked));
}
