import { deliverDue, listUnjudgedSends, type DeliverOptions, type RunResult } from '../delivery/index.ts';
import { BACK_OFF, type BackOff } from '../transports/index.ts';
import type { App } from '../platform/app.ts';
import { loadSendTask, type SendTask } from './load-send-task.ts';
import { concludeSend } from './conclude-send.ts';
import { beginRests, listDoneSends } from './end-queries.ts';
import { backOff, clearFault } from './queries.ts';
import { stopTooLarge, stopUncomposed } from './sound-alarm.ts';
import { tellOfBlockedSend } from './tell-of-blocked-send.ts';

/** Sends whatever is prepared until nothing is left that this process may take. */
export const deliverDueBatches = (app: App, options: DeliverOptions = {}) => deliver(app, 'batches', options);

/** Tries again whoever was deferred or in doubt and is due. */
export const deliverDueRetries = (app: App, options: DeliverOptions = {}) => deliver(app, 'retries', options);

async function deliver(app: App, due: 'batches' | 'retries', options: DeliverOptions): Promise<void> {
  const delay = { ...BACK_OFF, ...options.settings };
  const hooks = {
    taskOf: (sendId: number) => loadSendTask(app, sendId),
    heedFault: (sendId: number, task: SendTask, result: RunResult) =>
      heedFault(app, sendId, task, result, delay),
    conclude: (sendId: number, result: RunResult) => drawConclusions(app, sendId, result),
  };
  await deliverDue(app, due, hooks, options);
  await finish(app);
}

async function finish(app: App): Promise<void> {
  await beginRests(app.db);
  for (const id of await listDoneSends(app.db)) await concludeSend(app, id);
  for (const id of await listUnjudgedSends(app.db)) await concludeSend(app, id);
}

/** The server does not take this send, or nobody can compose it: it is left alone for a while, or stopped. */
async function heedFault(
  app: App,
  sendId: number,
  task: SendTask,
  { isAnswering, fault }: RunResult,
  delay: BackOff,
): Promise<void> {
  if (!fault) return;
  // The server had taken it, so what kept it back before is over.
  if (isAnswering) await clearFault(app.db, sendId);
  const { scope, reply } = fault;
  if (scope === 'transport') return;
  if (scope === 'size') return stopTooLarge(app, sendId, reply);
  if (scope === 'composition') return stopUncomposed(app, sendId, reply);
  app.log.warn({ event: 'send.blocked', sendId, reply });
  await backOff(
    app.db,
    sendId,
    { code: 'send-refused-for-now', params: { reply } },
    { ...delay, random: Math.random() },
  );
  await tellOfBlockedSend(app, sendId, task.publicationId, reply);
}

/** What a run tells about the send and its readers, beyond single messages (SMTP-01). */
async function drawConclusions(
  app: App,
  sendId: number,
  { isAnswering, fault, hasRefusals, trouble }: RunResult,
): Promise<void> {
  if (!fault && isAnswering) await clearFault(app.db, sendId);
  // Where nobody was refused nothing follows; what was accepted is counted with what follows.
  if (hasRefusals || trouble) await concludeSend(app, sendId);
}
