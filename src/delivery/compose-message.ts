import type { Log } from '../platform/log.ts';
import type { BulkMessage } from '../platform/mail/mailer.ts';
import { notComposed } from '../mailers/index.ts';
import type { EncodedMail, Recipient } from './ledger.ts';

/**
 * The message to one reader, written when the server is ready for it.
 * @returns undefined: nobody can compose it, and it is settled.
 */
export function composeMessage(
  log: Log,
  mail: () => EncodedMail,
  recipient: Recipient,
  settle: BulkMessage['settle'],
): BulkMessage | undefined {
  const failed = (error: unknown) =>
    log.error({ event: 'message.failed', subscriberId: recipient.id, err: error });
  try {
    const { fromAddress, skeleton, personal, ...of } = mail();
    const envelopeFrom = of.envelopeFrom(recipient);
    return {
      envelopeFrom,
      fromAddress,
      to: recipient.address,
      size: skeleton.size,
      render(target) {
        try {
          return skeleton.render(personal(recipient, envelopeFrom), target);
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
