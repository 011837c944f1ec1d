import type { App } from '../platform/app.ts';
import { redactedReply } from '../platform/mail/redacted-reply.ts';
import {
  claimTrials,
  closeCircuit,
  noteFault,
  noteSuccess,
  prolongCircuit,
  type BackOff,
} from './circuit-queries.ts';
import type { Db } from '../platform/database.ts';
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

/** What was heard over a transport, of a single mail or of a run of many. */
export interface Heard {
  /** It took or refused a message: it works, or did so until the fault. */
  isAnswering: boolean;
  /** Its words, when it cannot be used. */
  fault?: string | undefined;
}

/** What that was news of. */
export interface CircuitNews {
  isWorkingAgain: boolean;
  /** Undefined: no fault, or one that belongs to a known outage. */
  fault: { isCircuitOpen: boolean } | undefined;
}

/** The one place that feeds the circuit of a transport: an answer closes it, faults in a row open it (SMTP-01). */
export async function feedCircuit(
  db: Db,
  transport: string,
  { isAnswering, fault }: Heard,
  backOff?: BackOff,
): Promise<CircuitNews> {
  const isWorkingAgain = isAnswering && (await noteSuccess(db, transport));
  return {
    isWorkingAgain,
    fault: fault === undefined ? undefined : await noteFault(db, transport, fault, backOff),
  };
}
