import { randomUUID } from 'node:crypto';
import {
  BACK_OFF,
  claimRetries,
  deliverBatches,
  deliverRetries,
  DELIVERY_SETTINGS,
  mailerOver,
  noteFault,
  noteSuccess,
  openGate,
  overEachTransport,
  tryOpenCircuits,
  type BackOff,
  type DeliverySettings,
  type RunResult,
} from '../delivery/index.ts';
import type { App } from '../platform/app.ts';
import { sentence } from '../platform/sentence.ts';
import { markBounced } from '../subscribers/index.ts';
import { loadSendTask, type SendTask } from './compose-message.ts';
import { heedAnswers } from './heed-answers.ts';
import { backOff, clearFault, finishSends } from './queries.ts';
import { tellOfBlockedSend } from './tell-of-blocked-send.ts';

export interface DeliverOptions {
  /** Aborted when the process is to stop: nothing more is begun, what is under way is recorded (SMTP-17). */
  signal?: AbortSignal;
  settings?: Partial<Settings>;
}

/** Sends whatever is prepared until nothing is left that this process may take. */
export async function deliverDueBatches(app: App, options: DeliverOptions = {}): Promise<void> {
  const { signal } = options;
  const settings = allOf(options);
  const taskOf = tasks(app);
  await tryOpenCircuits(app, settings);
  const deliver = (transport: string) => {
    const conclude = (sendId: number, task: SendTask, result: RunResult) =>
      drawConclusions(app, { transport, sendId, task }, result, settings);
    return deliverBatches(app, transport, { taskOf, conclude }, settings, signal);
  };
  await overEachTransport(app, 'batches', deliver, signal);
  await finish(app);
}

/** Tries again whoever was deferred or in doubt and is due. */
export async function deliverDueRetries(app: App, options: DeliverOptions = {}): Promise<void> {
  const { signal } = options;
  const settings = allOf(options);
  const taskOf = tasks(app);
  const retry = (transport: string) => retryOver(app, transport, taskOf, settings, signal);
  await overEachTransport(app, 'retries', retry, signal);
  await finish(app);
}

type Settings = DeliverySettings & BackOff;

async function retryOver(
  app: App,
  transport: string,
  taskOf: (sendId: number) => Promise<SendTask>,
  settings: Settings,
  signal?: AbortSignal,
): Promise<void> {
  const isStopping = () => signal?.aborted === true;
  const gate = await openGate(app.db, { transport });
  try {
    while (!isStopping()) {
      const { chunkSize, leaseSeconds } = settings;
      const claimed = await claimRetries(app.db, transport, randomUUID(), chunkSize, leaseSeconds);
      if (!claimed) break;
      const { sendId } = claimed;
      const task = await taskOf(sendId);
      const mailer = await mailerOver(app, transport);
      const result = await deliverRetries(app, { mailer, gate }, claimed, task, settings, signal);
      await drawConclusions(app, { transport, sendId, task }, result, settings);
    }
  } finally {
    await gate.close();
  }
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

interface Ran {
  transport: string;
  sendId: number;
  task: SendTask;
}

/** What a run tells about the transport, the send and about addresses, beyond single messages (SMTP-01). */
async function drawConclusions(app: App, ran: Ran, result: RunResult, delay: BackOff): Promise<void> {
  const { transport, sendId } = ran;
  const { publicationId } = ran.task;
  if (result.accepted > 0) {
    await clearFault(app.db, sendId);
    if (await noteSuccess(app.db, transport)) app.log.info({ event: 'transport.working', transport });
  }
  if (result.fault?.scope === 'transport') await blockTransport(app, ran, result.fault.reply, delay);
  else if (result.fault) {
    app.log.warn({ event: 'send.blocked', sendId, reply: result.fault.reply });
    const reason = `The mail server does not take this email at the moment: ${sentence(result.fault.reply)} Nothing is lost; it is tried again by itself.`;
    await backOff(app.db, sendId, reason, { ...delay, random: Math.random() });
    await tellOfBlockedSend(app, sendId, publicationId, result.fault.reply);
  }
  for (const { subscriberId, reply } of result.bounced) {
    await markBounced(app, publicationId, [subscriberId], reply);
  }
  if (result.answered > 0) await heedAnswers(app, sendId, result);
}

async function blockTransport(
  app: App,
  { transport, sendId }: Ran,
  reply: string,
  delay: BackOff,
): Promise<void> {
  const noted = await noteFault(app.db, transport, reply, delay);
  if (noted) app.log.warn({ event: 'transport.fault', transport, sendId, reply, isOpen: noted.isOpen });
}
