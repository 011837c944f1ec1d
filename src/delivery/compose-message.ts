import type { Log } from '../platform/log.ts';
import type { Asker, BulkMessage, Mailer, MailOutcome } from '../platform/mail/mailer.ts';
import type { DeliveryTask, Recipient } from './ledger.ts';
import { notComposed } from '../mailers/index.ts';

/** A message in the hands of whoever sends it. */
export interface Handout {
  task: DeliveryTask;
  recipient: Recipient;
  /** Called exactly once. */
  settle(outcome: MailOutcome): void;
}

/** Undefined: nobody is left, nothing more may be sent, or the asker is away. Never throws. */
export type HandOut = (asker?: Asker) => Handout | undefined | Promise<Handout | undefined>;

interface Sender {
  mailer: Mailer;
  log: Log;
}

/** Sends to everyone `next` hands out; each connection pulls its next message. */
export const sendEach = (app: Sender, next: HandOut): Promise<void> =>
  app.mailer.sendAll((asker) => bulkMessage(app, next, asker));

function bulkMessage(
  app: Sender,
  next: HandOut,
  asker: Asker | undefined,
): BulkMessage | undefined | Promise<BulkMessage | undefined> {
  const handout = next(asker);
  if (handout instanceof Promise)
    return handout.then((late) => late && (encoded(app, late) ?? bulkMessage(app, next, asker)));
  return handout && (encoded(app, handout) ?? bulkMessage(app, next, asker));
}

/** Undefined: it cannot be composed, and is settled. */
function encoded({ log }: Sender, { task, recipient, settle }: Handout): BulkMessage | undefined {
  const failed = (error: unknown) =>
    log.error({ event: 'message.failed', subscriberId: recipient.id, err: error });
  try {
    const { envelopeFrom, fromDomain, skeleton, personal } = task.letter();
    return {
      envelopeFrom,
      fromDomain,
      to: recipient.address,
      size: skeleton.size,
      render(target) {
        try {
          return skeleton.render(personal(recipient), target);
        } catch (error) {
          failed(error);
          throw error;
        }
      },
      settle,
    };
  } catch (error) {
    failed(error);
    settle(notComposed(error));
    return undefined;
  }
}

/** A mail that cannot be composed must not stop the others; one that cannot be handed over is not to blame. */
