import { AUDIENCE } from '../audiences/index.ts';
import { freezeBatches } from '../delivery/index.ts';
import { withDefaults, type CompileLimits } from '../emails/index.ts';
import { inTransaction, type App } from '../platform/app.ts';
import { databaseNow, isReadJustNow, lockIfUnchanged, secondsAhead } from '../articles/index.ts';
import { isDatabaseGone, type Db } from '../platform/database.ts';
import { InvalidInput } from '../platform/errors.ts';
import { getPublicationById, listTopics, sendingObstacle, topicsOf } from '../publications/index.ts';
import type { Publication } from '../publications/index.ts';
import { articleContent, findSendableArticle, letterContent } from './compile-content.ts';
import { isFaultOfEmail, noteFaultOfEmail } from './hold-faulty-email.ts';
import { returnToDraft } from './draft-queries.ts';
import { findLetter, secondsUntil } from './letter-queries.ts';
import { holdLateLetters } from './hold-sends.ts';
import { WITHDRAWN } from './plan-article-sends.ts';
import { claimDueSend, dropSend, insertContent, markSending, postponeSend, setTopics } from './queries.ts';
import type { Send, SendContent } from './send.ts';
import { instantOf } from './wall-time.ts';

/** An obstacle costs one query to look at, a failed compilation much more. */
const OBSTACLE_SECONDS = 2;
/** The reading of a feed that an article waits for takes about so long. */
const LOOK_AGAIN_SECONDS = 1;
const FAILURE_SECONDS = 60;

export interface PrepareOptions extends CompileLimits {
  signal?: AbortSignal;
}

/** Prepares every send that is due: late check, compile once, freeze the audience. */
export async function prepareDueSends(app: App, options: PrepareOptions = {}): Promise<void> {
  const { signal, ...limits } = options;
  const isStopping = () => signal?.aborted === true;
  await holdLateLetters(app);
  while (!isStopping()) {
    const send = await claimDueSend(app.db);
    if (!send) return;
    try {
      await prepareSend(app, send, limits);
    } catch (error) {
      // Nothing is wrong with the email: it is taken up again as that of a process that died.
      if (isDatabaseGone(error)) throw error;
      if (isFaultOfEmail(error)) {
        await noteFaultOfEmail(app, send, error);
        continue;
      }
      app.log.error({ event: 'send.preparation-failed', sendId: send.id, err: error });
      const reason = 'The email could not be prepared. It is tried again by itself.';
      await postponeSend(app.db, send.id, reason, FAILURE_SECONDS);
    }
  }
}

async function prepareSend(app: App, send: Send, limits: CompileLimits): Promise<void> {
  const publication = await getPublicationById(app.db, send.publicationId);
  const obstacle = sendingObstacle(publication);
  if (obstacle !== undefined) {
    await postponeSend(app.db, send.id, obstacle, OBSTACLE_SECONDS);
    return;
  }
  if (send.kind === 'letter') await prepareLetter(app, send, publication, limits);
  else await prepareArticle(app, send, publication, limits);
}

async function prepareArticle(
  app: App,
  send: Send,
  publication: Publication,
  limits: CompileLimits,
): Promise<void> {
  const article = await findSendableArticle(app, send);
  if (!article) {
    await dropSend(app.db, send.id, WITHDRAWN);
    app.log.info({ event: 'send.dropped', sendId: send.id });
    return;
  }
  const wait = (await isReadJustNow(app, article))
    ? secondsAhead(article, await databaseNow(app.db))
    : LOOK_AGAIN_SECONDS;
  if (wait > 0) {
    await postponeSend(app.db, send.id, null, wait);
    return;
  }
  const content = await articleContent(app, publication, article, limits);
  const topicIds = topicsOf(article.categories, await listTopics(app.db, publication.id));
  await freeze(app, send, content, topicIds, (db) => lockIfUnchanged(db, article));
}

async function prepareLetter(
  app: App,
  send: Send,
  publication: Publication,
  limits: CompileLimits,
): Promise<void> {
  const schedule = (await findLetter(app.db, send.id))?.schedule;
  const early = schedule ? await secondsUntil(app.db, instantOf(schedule)) : 0;
  if (early > 1) {
    // Time zone rules changed since it was scheduled; the hourly look at all schedules sets the new instant (TIM-01).
    await postponeSend(app.db, send.id, null, Math.min(early, FAILURE_SECONDS));
    return;
  }
  try {
    await freeze(app, send, await letterContent(app, publication, send, limits), null);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    await returnToDraft(app.db, send.id, error.message);
    app.log.warn({ event: 'send.returned', sendId: send.id });
  }
}

/**
 * Content, audience and status in one transaction: a process that dies leaves a send that another prepares afresh.
 * @param topicIds null: those that were chosen for it.
 * @param lockSource false when what the content was made of has changed meanwhile: then it is prepared anew.
 */
async function freeze(
  app: App,
  send: Send,
  content: SendContent,
  topicIds: number[] | null,
  lockSource: (db: Db) => Promise<boolean> = async () => true,
): Promise<void> {
  await inTransaction(app, async ({ db }) => {
    if (!(await lockSource(db))) {
      await postponeSend(db, send.id, null, 0);
      return;
    }
    // Locks the row: of two that prepare the same send, the second finds it no longer `preparing`.
    if (!(await setTopics(db, send.id, topicIds))) return;
    await insertContent(db, send.id, content);
    const audienceSize = await freezeBatches(db, send.id, { sql: AUDIENCE, bindings: { id: send.id } });
    await markSending(db, send.id, { subject: withDefaults(content.subject), audienceSize });
    app.log.info({ event: 'send.prepared', sendId: send.id, audienceSize });
  });
}
