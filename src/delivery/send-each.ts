import type { Log } from '../platform/log.ts';
import type { MailOutcome, Mailer } from '../platform/mailer.ts';
import type { DeliveryTask, Recipient } from './ledger.ts';

/** Hands out recipients and takes back what became of them. */
export interface Run {
  /** Undefined: nobody is left, or nothing more may be sent. */
  next(): Promise<Recipient | undefined>;
  settle(recipient: Recipient, outcome: MailOutcome): void;
}

/** Sends to everyone `run` hands out, as many at once as the mailer likes; each connection pulls its next message. */
export async function sendEach(
  app: { mailer: Mailer; log: Log },
  compose: DeliveryTask['compose'],
  run: Run,
): Promise<void> {
  const pull = async () => {
    for (let recipient = await run.next(); recipient; recipient = await run.next()) {
      run.settle(recipient, await tryOnce(app, compose, recipient));
    }
  };
  await Promise.all(Array.from({ length: app.mailer.concurrency }, pull));
}

/** A mail that cannot be composed must not stop the others. */
async function tryOnce(
  { mailer, log }: { mailer: Mailer; log: Log },
  compose: DeliveryTask['compose'],
  recipient: Recipient,
): Promise<MailOutcome> {
  try {
    return await mailer.send(compose(recipient));
  } catch (error) {
    log.error({ event: 'message.failed', subscriberId: recipient.id, err: error });
    return { kind: 'content', isPermanent: true, reply: 'This message could not be composed.' };
  }
}
