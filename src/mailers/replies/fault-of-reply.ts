import { classifyReply, isReply } from './classify-reply.ts';
import { weigh } from './reply-evidence.ts';
import { enhancedIn, wordsOf } from './reply-words.ts';

/**
 * What a kept reply was about. `mailbox`: there is no such one. `reader`: it is there and cannot take this message. `relay`: our own
 * server will not hand it on. `size`, `content`: the message. `later`: not now. `unclear`: refused without saying why. `silence`: no
 * reply of a server at all.
 */
export type ReplyFault =
  | 'mailbox'
  | 'reader'
  | 'relay'
  | 'size'
  | 'content'
  | 'later'
  | 'unclear'
  | 'silence';

/** Sorts a reply as it was sorted when it came, as far as it alone can tell. */
export function faultOfReply(reply: string): ReplyFault {
  if (!isReply(reply)) return 'silence';
  if (reply.startsWith('4')) return 'later';
  const outcome = classifyReply(reply, 'recipient');
  if (outcome.kind === 'recipient') {
    if (outcome.isUnclear) return 'unclear';
    return outcome.isHard ? 'mailbox' : 'reader';
  }
  if (outcome.kind === 'content') return outcome.isOfRelay ? 'relay' : contentFault(reply);
  return 'unclear';
}

function contentFault(reply: string): ReplyFault {
  const { size, sender } = weigh(enhancedIn(reply) ?? '', wordsOf(reply));
  return size > sender ? 'size' : 'content';
}
