import { randomUUID } from 'node:crypto';
import {
  claimRetries,
  deliverBatches,
  deliverRetries,
  DELIVERY_SETTINGS,
  openGate,
  type DeliverySettings,
  type RunResult,
} from '../delivery/index.ts';
import type { App } from '../platform/app.ts';
import { markBounced } from '../subscribers/index.ts';
import { loadSendTask, type SendTask } from './compose-message.ts';
import { heedAnswers, sentence } from './heed-answers.ts';
import { backOff, clearFault, finishSends } from './queries.ts';
import { tellOfOutage } from './tell-of-outage.ts';

export interface DeliverOptions {
  /** Aborted when the process is to stop: nothing more is begun, what is under way is recorded (SMTP-17). */
  signal?: AbortSignal;
  settings?: Partial<DeliverySettings & BackOff>;
}

interface BackOff {
  firstSeconds: number;
  longestSeconds: number;
}

const BACK_OFF: BackOff = { firstSeconds: 2, longestSeconds: 60 };

/** Sends whatever is prepared until nothing is left that this process may take. */
export async function deliverDueBatches(app: App, options: DeliverOptions = {}): Promise<void> {
  const settings = allOf(options);
  const work = {
    taskOf: tasks(app),
    conclude: (sendId: number, task: SendTask, result: RunResult) =>
      drawConclusions(app, sendId, task.publicationId, result, settings),
  };
  await deliverBatches(app, work, settings, options.signal);
  await finish(app);
}

/** Tries again whoever was deferred or in doubt and is due. */
export async function deliverDueRetries(app: App, options: DeliverOptions = {}): Promise<void> {
  const { signal } = options;
  const settings = allOf(options);
  const taskOf = tasks(app);
  const isStopping = () => signal?.aborted === true;
  const gate = await openGate(app.db);
  while (!isStopping()) {
    const claimed = await claimRetries(app.db, randomUUID(), settings.chunkSize, settings.leaseSeconds);
    if (!claimed) break;
    const task = await taskOf(claimed.sendId);
    const result = await deliverRetries(app, gate, claimed, task, settings, signal);
    await drawConclusions(app, claimed.sendId, task.publicationId, result, settings);
  }
  await finish(app);
}

const allOf = ({ settings }: DeliverOptions) => ({ ...DELIVERY_SETTINGS, ...BACK_OFF, ...settings });

/** What a send's messages are made of, loaded and encoded once. */
function tasks(app: App): (sendId: number) => Promise<SendTask> {
  const known = new Map<number, Promise<SendTask>>();
  return (sendId) => {
    const task = known.get(sendId) ?? loadSendTask(app, sendId);
    known.set(sendId, task);
    return task;
  };
}

async function finish(app: App): Promise<void> {
  for (const { id } of await finishSends(app.db)) app.log.info({ event: 'send.finished', sendId: id });
}

/** What a run tells about the send and about addresses, beyond single messages (SMTP-01). */
async function drawConclusions(
  app: App,
  sendId: number,
  publicationId: number,
  result: RunResult,
  delay: BackOff,
): Promise<void> {
  if (result.accepted > 0) await clearFault(app.db, sendId);
  if (result.fault !== undefined) {
    app.log.warn({ event: 'send.blocked', sendId, reply: result.fault });
    const reason = `The mail server cannot be used at the moment: ${sentence(result.fault)} Nothing is lost; it is tried again by itself.`;
    await backOff(app.db, sendId, reason, { ...delay, random: Math.random() });
    await tellOfOutage(app, sendId, publicationId, result.fault);
  }
  for (const { subscriberId, reply } of result.bounced) {
    await markBounced(app, publicationId, [subscriberId], reply);
  }
  if (result.answered > 0) await heedAnswers(app, sendId, result);
}
