import type { App } from '../platform/app.ts';
import { NotFound } from '../platform/errors.ts';
import { redactedReply } from '../platform/mail/redacted-reply.ts';
import { syncAccountRate } from './throttle/sync-account-rate.ts';
import { closeCircuit } from './circuit-queries.ts';
import { forgetHabits } from './habit-queries.ts';
import { mailerOver } from './mailer-over.ts';
import { findTransportSettings } from './transport-queries.ts';

/**
 * Connects and signs in, sending nothing; a transport that was out of order and answers is used again at once, and what it
 * could not bear is tried again.
 * @returns the words of whoever refuses; null when all is well.
 * @throws NotFound
 */
export async function checkTransport(app: App, name: string): Promise<string | null> {
  if (!(await findTransportSettings(app.db, name))) throw new NotFound(`The transport ${name}`);
  const mailer = await mailerOver(app, name);
  const refusal = await mailer.check?.();
  if (refusal !== undefined) return redactedReply(refusal);
  await syncAccountRate(app, name, mailer);
  await closeCircuit(app.db, name);
  await forgetHabits(app.db, name);
  return null;
}
