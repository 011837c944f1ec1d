import { randomUUID } from 'node:crypto';
import {
  claimRetries,
  type ClaimedRetries,
  deliverBatches,
  deliverRetries,
  DELIVERY_SETTINGS,
  listUnjudgedSends,
  overEachTransport,
  sideBySide,
  type DeliverySettings,
  type RunResult,
} from '../delivery/index.ts';
import {
  BACK_OFF,
  mailerOver,
  noteAccepted,
  noteFault,
  noteSuccess,
  openThrottle,
  type BackOff,
} from '../transports/index.ts';
import type { App } from '../platform/app.ts';
import { sentence } from '../platform/sentence.ts';
import { loadSendTask, type SendTask } from './load-send-task.ts';
import { concludeSend } from './conclude-send.ts';
import { backOff, clearFault, listDoneSends } from './queries.ts';
import { stopTooLarge, stopUncomposed } from './sound-alarm.ts';
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
  const deliver = (transport: string) => {
    const heed = (sendId: number, task: SendTask, result: RunResult) =>
      heedFault(app, { transport, sendId, task }, result, settings);
    const conclude = (sendId: number, task: SendTask, result: RunResult) =>
      drawConclusions(app, { transport, sendId, task }, result);
    return deliverBatches(app, transport, { taskOf, heedFault: heed, conclude }, settings, signal);
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
  const throttle = await openThrottle(app.db, { transport });
  const { chunkSize, leaseSeconds } = settings;
  const claim = async () =>
    signal?.aborted === true
      ? undefined
      : claimRetries(app.db, transport, randomUUID(), chunkSize, leaseSeconds);
  const retry = async (claimed: ClaimedRetries, handedOut: () => void) => {
    const { sendId } = claimed;
    const prepare = async () => ({ task: await taskOf(sendId), mailer: await mailerOver(app, transport) });
    const { task, result } = await deliverRetries(app, {
      claimed,
      throttle,
      settings,
      handedOut,
      prepare,
      signal,
    });
    const ran = { transport, sendId, task };
    await heedFault(app, ran, result, settings);
    await drawConclusions(app, ran, result);
  };
  try {
    await sideBySide(claim, retry);
  } finally {
    await throttle.close();
  }
}

const allOf = ({ settings }: DeliverOptions) => ({ ...DELIVERY_SETTINGS, ...BACK_OFF, ...settings });

/** What a send's messages are made of, loaded and encoded once. */
function tasks(app: App): (sendId: number) => Promise<SendTask> {
  const known = new Map<number, Promise<SendTask>>();
  return (sendId) => {
    const task = known.get(sendId) ?? loadSendTask(app, sendId);
    known.set(sendId, task);
    task.catch(() => known.delete(sendId));
    return task;
  };
}

async function finish(app: App): Promise<void> {
  for (const id of await listDoneSends(app.db)) await concludeSend(app, id);
  for (const id of await listUnjudgedSends(app.db)) await concludeSend(app, id);
}

interface Ran {
  transport: string;
  sendId: number;
  task: SendTask;
}

/** The server cannot be used at the moment, or not for this send: what waits for it is left alone for a while (SMTP-01). */
async function heedFault(app: App, ran: Ran, result: RunResult, delay: BackOff): Promise<void> {
  const { transport, sendId, task } = ran;
  if (!result.fault) return;
  const { scope, reply } = result.fault;
  // It worked until then, so the faults before are another story.
  await heedAnswering(app, ran, result);
  if (scope === 'transport') {
    const noted = await noteFault(app.db, transport, reply, delay);
    if (noted)
      app.log.warn({
        event: 'transport.fault',
        transport,
        sendId,
        reply,
        isCircuitOpen: noted.isCircuitOpen,
      });
    return;
  }
  if (scope === 'size') return stopTooLarge(app, sendId, reply);
  if (scope === 'composition') return stopUncomposed(app, sendId, reply);
  app.log.warn({ event: 'send.blocked', sendId, reply });
  const reason = `The mail server does not take this email at the moment: ${sentence(reply)} Nothing is lost; it is tried again by itself.`;
  await backOff(app.db, sendId, reason, { ...delay, random: Math.random() });
  await tellOfBlockedSend(app, sendId, task.publicationId, reply);
}

async function heedAnswering(
  app: App,
  { transport, sendId }: Ran,
  { isAnswering }: RunResult,
): Promise<void> {
  if (!isAnswering) return;
  await clearFault(app.db, sendId);
  if (await noteSuccess(app.db, transport)) app.log.info({ event: 'transport.working', transport });
}

/** What a run tells about the transport, the send and about addresses, beyond single messages (SMTP-01). */
async function drawConclusions(app: App, ran: Ran, result: RunResult): Promise<void> {
  if (!result.fault) await heedAnswering(app, ran, result);
  if (result.accepted > 0) await noteAccepted(app.db, ran.transport);
  // Where nobody was refused nothing follows; what was accepted is counted with what follows.
  if (result.hasRefusals || result.trouble) await concludeSend(app, ran.sendId);
}
