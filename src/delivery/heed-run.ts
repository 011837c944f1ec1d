import { noteAccepted, noteFault, noteSuccess } from '../transports/index.ts';
import type { TransportWork } from './transport-work.ts';
import type { DeliveryTask } from './ledger.ts';
import type { RunResult } from './journal/run-result.ts';

/** A run over a batch or over retries, as far as others are concerned. */
export interface Ran {
  sendId: number;
  task: DeliveryTask;
  result: RunResult;
}

/** What waits for a server that cannot be used is left alone for a while (SMTP-01). */
export async function heedFault(work: TransportWork, { sendId, task, result }: Ran): Promise<void> {
  const { fault } = result;
  if (!fault) return;
  // The server had recovered, so earlier faults do not count.
  await heedAnswering(work, result);
  if (fault.scope === 'transport') await openCircuit(work, sendId, fault.reply);
  await work.hooks.heedFault(sendId, task, result);
}

/** What a run tells about its transport, its send and its readers, beyond single messages (SMTP-01). */
export async function conclude(work: TransportWork, { sendId, result }: Ran): Promise<void> {
  if (!result.fault) await heedAnswering(work, result);
  if (result.accepted > 0) await noteAccepted(work.app.db, work.transport);
  await work.hooks.conclude(sendId, result);
}

async function openCircuit(
  { app, transport, settings }: TransportWork,
  sendId: number,
  reply: string,
): Promise<void> {
  const noted = await noteFault(app.db, transport, reply, settings);
  if (noted) app.log.warn({ event: 'transport.fault', transport, sendId, reply, ...noted });
}

async function heedAnswering({ app, transport }: TransportWork, { isAnswering }: RunResult): Promise<void> {
  if (isAnswering && (await noteSuccess(app.db, transport)))
    app.log.info({ event: 'transport.working', transport });
}
