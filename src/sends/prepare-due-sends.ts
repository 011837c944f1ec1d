import type { CompileLimits } from '../emails/index.ts';
import type { App } from '../platform/app.ts';
import { isDatabaseGone } from '../platform/database.ts';
import { getPublicationById, sendingObstacle } from '../publications/index.ts';
import { isFaultOfEmail, noteFaultOfEmail } from './hold-faulty-email.ts';
import { returnToDraft } from './draft-queries.ts';
import { holdLateSends } from './hold-late-sends.ts';
import { freezeSend } from './freeze-send.ts';
import { claimDueSend, dropSend, postponeSend } from './queries.ts';
import { GrownAudience, holdGrown } from './second-person.ts';
import type { SendKinds } from './send-kind.ts';
import type { Send } from './send.ts';

/** An obstacle costs one query to look at, a failed compilation much more. */
const OBSTACLE_SECONDS = 2;
const FAILURE_SECONDS = 60;

export interface PrepareOptions extends CompileLimits {
  signal?: AbortSignal;
}

/** Prepares every send that is due: late check, compile once, freeze the audience. */
export async function prepareDueSends(
  app: App,
  kinds: SendKinds,
  options: PrepareOptions = {},
): Promise<void> {
  const { signal, ...limits } = options;
  const isStopping = () => signal?.aborted === true;
  await holdLateSends(app);
  while (!isStopping()) {
    const send = await claimDueSend(app.db);
    if (!send) return;
    try {
      await prepareSend(app, kinds, send, limits);
    } catch (error) {
      // Nothing is wrong with the email: it is taken up again as that of a process that died.
      if (isDatabaseGone(error)) throw error;
      if (error instanceof GrownAudience) {
        await holdGrown(app, send.id, error);
        continue;
      }
      if (isFaultOfEmail(error)) {
        await noteFaultOfEmail(app, send, error);
        continue;
      }
      app.log.error({ event: 'send.preparation-failed', sendId: send.id, err: error });
      await postponeSend(app.db, send.id, { code: 'preparation-failed', params: {} }, FAILURE_SECONDS);
    }
  }
}

async function prepareSend(app: App, kinds: SendKinds, send: Send, limits: CompileLimits): Promise<void> {
  const { id } = send;
  const publication = await getPublicationById(app.db, send.publicationId);
  const obstacle = sendingObstacle(publication);
  if (obstacle !== undefined) return postponeSend(app.db, id, obstacle, OBSTACLE_SECONDS);
  const found = await kinds[send.kind].prepare(app, send, publication, limits);
  if (found.is === 'ready' || found.is === 'composed')
    return freezeSend(app, send, found, publication.waveMinutes);
  if (found.is === 'early') return postponeSend(app.db, id, null, found.seconds);
  if (found.is === 'withdrawn') {
    await dropSend(app.db, id, found.reason);
    app.log.info({ event: 'send.dropped', sendId: id });
  } else {
    await returnToDraft(app.db, id, found.reason);
    app.log.warn({ event: 'send.returned', sendId: id });
  }
}
