import { redactedReply } from '../platform/mail/redacted-reply.ts';
import type { BulkMessage, Mailer, MailOutcome } from '../platform/mail/mailer.ts';
import { composeSource } from './message/compose-source.ts';
import type { SourceTraits } from '../sender-domains/index.ts';
import { envelopeFault, type Envelope } from './envelope.ts';
import { notComposed } from './outgoing.ts';

/** Hands one finished message over; never throws. */
type HandOver = (envelope: Envelope, source: Buffer, messageId: string) => Promise<MailOutcome>;

/** Makes the bytes that are handed over of those that were composed, or says why they cannot leave. */
type Finish = (fromDomain: string, source: Buffer, traits?: SourceTraits) => Promise<Buffer | MailOutcome>;

/**
 * What mailers have in common that hand over one message at a time, several side by side.
 * @param concurrency how many at once at most.
 */
export function oneAtATimeMailer(
  name: string,
  concurrency: number,
  handOver: HandOver,
  finish: Finish = async (_domain, source) => source,
): Pick<Mailer, 'name' | 'concurrency' | 'send'> & Required<Pick<Mailer, 'sendAll'>> {
  const sendSource = async (
    envelope: Envelope,
    fromDomain: string,
    source: Buffer,
    traits?: SourceTraits,
  ): Promise<MailOutcome> => {
    const fault = envelopeFault(envelope);
    if (fault) return fault;
    const finished = await finish(fromDomain, source, traits);
    if (!Buffer.isBuffer(finished)) return finished;
    const outcome = await handOver(envelope, finished, messageIdIn(finished));
    return { ...outcome, reply: redactedReply(outcome.reply) };
  };
  const sendBulk = async (message: BulkMessage): Promise<MailOutcome> => {
    let source: Buffer;
    try {
      source = message.render(Buffer.alloc(0));
    } catch (error) {
      return notComposed(error);
    }
    const envelope = { from: message.envelopeFrom, to: message.to };
    return sendSource(envelope, message.fromDomain, source, { isRelaxed: true });
  };
  return {
    name,
    concurrency,
    async send(mail) {
      const domain = mail.from.address.slice(mail.from.address.lastIndexOf('@') + 1);
      return sendSource({ from: mail.envelopeFrom, to: mail.to.address }, domain, composeSource(mail));
    },
    async sendAll(next) {
      const pull = async () => {
        for (let message = await next(); message; message = await next())
          message.settle(await sendBulk(message));
      };
      await Promise.all(Array.from({ length: concurrency }, pull));
    },
  };
}

function messageIdIn(source: Buffer): string {
  const head = source.subarray(0, Math.max(source.indexOf('\r\n\r\n'), 0)).toString('latin1');
  return /^message-id:\s*<([^>]+)>/im.exec(head)?.[1] ?? '';
}
