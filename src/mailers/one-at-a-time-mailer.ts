import type { BulkMessage, Mailer, MailOutcome } from '../platform/mail/mailer.ts';
import { composeSource } from './message/compose-source.ts';
import type { SourceTraits } from '../sender-domains/index.ts';
import { domainOf, envelopeFault, envelopeOf, type Envelope } from './envelope.ts';
import { notComposed, redacted } from './outgoing.ts';

/** Hands one finished message over; never throws. */
type HandOver = (
  envelope: Envelope,
  source: Buffer,
  of: { messageId: string; fromAddress: string },
) => Promise<MailOutcome>;

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
    fromAddress: string,
    source: Buffer,
    traits?: SourceTraits,
  ): Promise<MailOutcome> => {
    const fault = envelopeFault(envelope);
    if (fault) return fault;
    const finished = await finish(domainOf(fromAddress), source, traits);
    if (!Buffer.isBuffer(finished)) return finished;
    return redacted(await handOver(envelope, finished, { messageId: messageIdIn(finished), fromAddress }));
  };
  const sendBulk = async (message: BulkMessage): Promise<MailOutcome> => {
    let source: Buffer;
    try {
      source = message.render(Buffer.alloc(0));
    } catch (error) {
      return notComposed(error);
    }
    return sendSource(envelopeOf(message), message.fromAddress, source, { isRelaxed: true });
  };
  return {
    name,
    concurrency,
    async send(mail) {
      return sendSource(
        { from: mail.envelopeFrom, to: mail.to.address },
        mail.from.address,
        composeSource(mail),
      );
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
