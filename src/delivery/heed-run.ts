import { feedCircuit, noteAccepted } from '../transports/index.ts';
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
  await tellCircuit(work, sendId, result.isAnswering, fault.scope === 'transport' ? fault.reply : undefined);
  await work.hooks.heedFault(sendId, task, result);
}

/** What a run tells about its transport, its send and its readers, beyond single messages (SMTP-01). */
export async function conclude(work: TransportWork, { sendId, result }: Ran): Promise<void> {
  if (!result.fault) await tellCircuit(work, sendId, result.isAnswering);
  if (result.accepted > 0) await noteAccepted(work.app.db, work.transport);
  await work.hooks.conclude(sendId, result);
}

async function tellCircuit(
  { app, transport, settings }: TransportWork,
  sendId: number,
  isAnswering: boolean,
  reply?: string,
): Promise<void> {
  const news = await feedCircuit(app.db, transport, { isAnswering, fault: reply }, settings);
  if (news.isWorkingAgain) app.log.info({ event: 'transport.working', transport });
  if (news.fault) app.log.warn({ event: 'transport.fault', transport, sendId, reply, ...news.fault });
}
