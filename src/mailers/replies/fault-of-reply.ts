import type { ReplyFault } from '../../words/index.ts';
import { classifyReply, isReply } from './classify-reply.ts';
import { enhancedIn, wordsOf } from './reply-words.ts';
import { weigh } from './weigh-reply.ts';

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
