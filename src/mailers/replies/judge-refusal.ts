import type { Blame, SenderMatter } from './reply-evidence.ts';
import { wordsOf } from './reply-words.ts';
import { leadingBlame, senderMatter, weigh } from './weigh-reply.ts';

/** What a refusal is about; what blames the sender says in which way. */
export type RefusalMatter = Exclude<Blame, 'sender'> | SenderMatter;

/**
 * What a refusal is about that somebody else heard and tells of, by the same weights as one that we heard.
 * @param words what was said, in any form. @param enhanced the code (RFC 3463), or nothing. @returns undefined when neither is clear.
 */
export function judgeRefusal(words: string, enhanced: string): RefusalMatter | undefined {
  const plain = wordsOf(words);
  const blame = leadingBlame(weigh(enhanced, plain));
  return blame === 'sender' ? senderMatter(enhanced, plain) : blame;
}
