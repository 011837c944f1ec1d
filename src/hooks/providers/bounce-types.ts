import type { Meaning } from '../fact.ts';
import { judgeTold } from '../judge-told.ts';

/**
 * Types of bounces as Amazon SES has them, and Resend, which sends over it.
 * https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html#bounce-types
 * @param words of the server that refused; nothing when there are none
 */
export function meaningOfBounceType(type: string, subType: string, words: string, status = ''): Meaning {
  if (/^(?:OnAccount)?Suppress/.test(subType)) return judgeTold('dead');
  if (type === 'Permanent') return judgeTold('dead', words, status);
  if (subType === 'ContentRejected' || subType === 'AttachmentRejected')
    return judgeTold('content', words, status);
  const found = judgeTold('alive', words, status);
  const isClear = found.reason !== 'unclear';
  return isClear ? found : (OF_SUB_TYPES[subType] ?? found);
}

const OF_SUB_TYPES: Partial<Record<string, Meaning>> = {
  MailboxFull: { type: 'bounce', kind: 'soft', reason: 'reader' },
  MessageTooLarge: { type: 'bounce', kind: 'soft', reason: 'size' },
  CustomTimeoutExceeded: { type: 'bounce', kind: 'soft', reason: 'expired' },
};
