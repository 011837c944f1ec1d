import type { App } from '../platform/app.ts';
import { redactedReply } from '../platform/mail/redacted-reply.ts';
import { claimTrials, closeCircuit, prolongCircuit, type BackOff } from './circuit-queries.ts';
import { mailerOver } from './mailer-over.ts';

/** Tries transports that are out of order and whose time has come: connects and signs in, so that no mail is risked. */
export async function tryOpenCircuits(app: App, backOff?: BackOff): Promise<void> {
  const due = await claimTrials(app.db);
  await Promise.all(
    due.map(async (name) => {
      const mailer = await mailerOver(app, name);
      const refusal = await mailer.check?.();
      if (refusal === undefined) await closeCircuit(app.db, name);
      else await prolongCircuit(app.db, name, redactedReply(refusal), backOff);
      app.log.info({
        event: refusal === undefined ? 'transport.back' : 'transport.still-out',
        transport: name,
      });
    }),
  );
}
