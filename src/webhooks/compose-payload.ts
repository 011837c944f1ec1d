import { getArticle } from '../articles/index.ts';
import type { App } from '../platform/app.ts';
import { NotFound } from '../platform/errors.ts';
import { getPublicationById, listTopics, type Publication } from '../publications/index.ts';
import { getSend } from '../sends/index.ts';
import { getBulkChange, getImport, getSubscriber } from '../subscribers/index.ts';
import type { DueDelivery } from './delivery-queries.ts';

type Noted = Pick<DueDelivery, 'type' | 'subjectId' | 'details' | 'publicationId' | 'at'>;

/**
 * The body of an event: what was noted when it happened, and how its subject is now.
 * @returns undefined when the subject is gone, and there is nothing to tell
 */
export async function composePayload(app: App, noted: Noted): Promise<string | undefined> {
  const { type, publicationId, details, at } = noted;
  const publication = await getPublicationById(app.db, publicationId);
  try {
    const subject = await subjectOf(app, publication, noted);
    const data = { publication: publication.slug, ...subject, ...details };
    return JSON.stringify({ type, timestamp: at.toISOString(), data });
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}

function subjectOf(app: App, publication: Publication, { type, subjectId }: Noted): Promise<object> | object {
  if (type.startsWith('subscriber.import')) return importFacts(app, publication, subjectId);
  if (type.startsWith('subscriber.bulk')) return bulkFacts(app, publication, subjectId);
  if (type === 'subscriber.erased') return { id: subjectId };
  if (type.startsWith('subscriber.')) return readerFacts(app, publication, subjectId);
  if (type.startsWith('send.')) return sendFacts(app, publication, subjectId);
  if (type.startsWith('article.')) return articleFacts(app, subjectId);
  return { webhookId: subjectId };
}

async function readerFacts({ db }: App, { id: publicationId }: Publication, readerId: number) {
  const reader = await getSubscriber(db, publicationId, readerId);
  const { id, status, email, name, rhythm, topicIds, language, timeZone, source } = reader;
  const topics = await listTopics(db, publicationId);
  return {
    id,
    status,
    email,
    name,
    rhythm,
    /** Empty: everything. */
    topics: topics.filter((topic) => topicIds.includes(topic.id)).map(({ slug }) => slug),
    language,
    timeZone,
    source,
    pausedUntil: reader.pausedUntil,
    createdAt: reader.createdAt,
    confirmedAt: reader.confirmedAt,
    unsubscribedAt: reader.unsubscribedAt,
  };
}

async function importFacts({ db }: App, { id: publicationId }: Publication, importId: number) {
  const { id, status, counts, consentSource, createdAt, finishedAt } = await getImport(
    db,
    publicationId,
    importId,
  );
  return { id, status, counts, consentSource, createdAt, finishedAt };
}

async function bulkFacts({ db }: App, { id: publicationId }: Publication, bulkId: number) {
  const { id, action, status, picked, counts, undoCounts, createdAt, finishedAt } = await getBulkChange(
    db,
    publicationId,
    bulkId,
  );
  return { id, action, status, picked, counts, undoCounts, createdAt, finishedAt };
}

async function sendFacts({ db }: App, { id: publicationId }: Publication, sendId: number) {
  const send = await getSend(db, publicationId, sendId);
  const { id, kind, status, subject, articleId, counts, reason } = send;
  const { scheduledAt, startedAt, finishedAt } = send;
  return { id, kind, status, subject, articleId, counts, reason, scheduledAt, startedAt, finishedAt };
}

async function articleFacts({ db }: App, articleId: number) {
  const article = await getArticle(db, articleId);
  const { id, verdict, title, url, authors, categories, imageUrl, feedId, publishedAt, editedAt } = article;
  return { id, verdict, title, url, authors, categories, imageUrl, feedId, publishedAt, editedAt };
}
