import { getArticle, relatedArticles, type Article } from '../articles/index.ts';
import { freezeBatches } from '../delivery/index.ts';
import { compileArticleEmail } from '../emails/index.ts';
import { inTransaction, type App } from '../platform/app.ts';
import { getPublicationById, listTopics, sendingObstacle, topicsOf } from '../publications/index.ts';
import type { Publication } from '../publications/index.ts';
import { AUDIENCE } from './audience.ts';
import { claimDueSend, dropSend, insertContent, markSending, postponeSend, setTopics } from './queries.ts';
import type { Send, SendContent } from './send.ts';

const RELATED_ARTICLES = 3;
/** An obstacle costs one query to look at, a failed compilation much more. */
const OBSTACLE_SECONDS = 2;
const FAILURE_SECONDS = 60;

/** Prepares every send that is due: late check, compile once, freeze the audience. */
export async function prepareDueSends(app: App, { signal }: { signal?: AbortSignal } = {}): Promise<void> {
  const isStopping = () => signal?.aborted === true;
  while (!isStopping()) {
    const send = await claimDueSend(app.db);
    if (!send) return;
    try {
      await prepareSend(app, send);
    } catch (error) {
      app.log.error({ event: 'send.preparation-failed', sendId: send.id, err: error });
      const reason = 'The email could not be prepared. It is tried again by itself.';
      await postponeSend(app.db, send.id, reason, FAILURE_SECONDS);
    }
  }
}

async function prepareSend(app: App, send: Send): Promise<void> {
  const publication = await getPublicationById(app.db, send.publicationId);
  const obstacle = sendingObstacle(publication);
  if (obstacle !== undefined) {
    await postponeSend(app.db, send.id, obstacle, OBSTACLE_SECONDS);
    return;
  }
  const article = send.articleId === null ? undefined : await getArticle(app.db, send.articleId);
  if (article?.verdict !== 'new' || article.releasedAt === null) {
    await dropSend(app.db, send.id, 'The article was withdrawn before the email went out.');
    app.log.info({ event: 'send.dropped', sendId: send.id });
    return;
  }
  const content = await compile(app, publication, article);
  const topicIds = topicsOf(article.categories, await listTopics(app.db, publication.id));
  await freeze(app, send, content, topicIds);
}

/** The article as it is now: edits during the hold are in the mail. */
async function compile(app: App, publication: Publication, article: Article): Promise<SendContent> {
  const { slug, name, siteUrl, fromName, fromAddress, replyTo } = publication;
  const compiled = await compileArticleEmail({
    brand: publication,
    article,
    body: publication.articleBody,
    related: await relatedArticles(app.db, article, RELATED_ARTICLES),
  });
  return { ...compiled, sender: { slug, name, siteUrl, fromName, fromAddress, replyTo } };
}

/** Content, audience and status in one transaction: a process that dies leaves a send that another prepares afresh. */
async function freeze(app: App, send: Send, content: SendContent, topicIds: number[]): Promise<void> {
  await inTransaction(app, async ({ db }) => {
    // Locks the row: of two that prepare the same send, the second finds it no longer `preparing`.
    if (!(await setTopics(db, send.id, topicIds))) return;
    await insertContent(db, send.id, content);
    const audienceSize = await freezeBatches(db, send.id, { sql: AUDIENCE, bindings: { id: send.id } });
    await markSending(db, send.id, { subject: content.subject, audienceSize });
    app.log.info({ event: 'send.prepared', sendId: send.id, audienceSize });
  });
}
