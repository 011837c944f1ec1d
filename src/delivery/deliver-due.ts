import { BACK_OFF, type BackOff } from '../transports/index.ts';
import type { App } from '../platform/app.ts';
import { deliverBatches } from './batches/deliver-batches.ts';
import { DELIVERY_SETTINGS, type DeliverySettings, type DeliveryTask } from './ledger.ts';
import { deliverRetries } from './retries/deliver-retries.ts';
import { overEachTransport } from './routes/over-each.ts';
import type { DueWork } from './routes/route-queries.ts';
import type { DeliveryHooks, TransportWork } from './transport-work.ts';

export interface DeliverOptions {
  /** Aborted when the process is to stop: nothing more is begun, what is under way is recorded (SMTP-17). */
  signal?: AbortSignal;
  settings?: Partial<DeliverySettings & BackOff>;
}

/** Sends first tries or retries over every transport that has some due, until nothing is left that this process may take. */
export async function deliverDue<Task extends DeliveryTask>(
  app: App,
  due: DueWork,
  hooks: DeliveryHooks<Task>,
  { signal, settings }: DeliverOptions = {},
): Promise<void> {
  const deliver = due === 'batches' ? deliverBatches : deliverRetries;
  const work: Omit<TransportWork, 'transport'> = {
    app,
    hooks: { ...hooks, taskOf: onceForEach(hooks.taskOf) },
    settings: { ...DELIVERY_SETTINGS, ...BACK_OFF, ...settings },
    signal,
  };
  await overEachTransport(app, due, (transport) => deliver({ ...work, transport }), signal);
}

/** Whatever failed is loaded again. */
function onceForEach<Task>(load: (sendId: number) => Promise<Task>): (sendId: number) => Promise<Task> {
  const known = new Map<number, Promise<Task>>();
  return (sendId) => {
    const task = known.get(sendId) ?? load(sendId);
    known.set(sendId, task);
    task.catch(() => known.delete(sendId));
    return task;
  };
}
