import { judgeBounce } from '../inbound/index.ts';
import type { Meaning } from './fact.ts';

/**
 * What a provider itself says of a message that failed: `dead`, there is no such mailbox, or it sends nothing there any more;
 * `refused` for good; `alive`, the mailbox is there; `blocked` for who sends; `content` for what the message says.
 */
export type Told = 'dead' | 'refused' | 'alive' | 'blocked' | 'content';

const WITHOUT_WORDS: Record<Told, Meaning> = {
  dead: { type: 'bounce', kind: 'hard', reason: 'mailbox' },
  refused: { type: 'bounce', kind: 'soft', reason: 'unclear' },
  alive: { type: 'bounce', kind: 'soft', reason: 'unclear' },
  blocked: { type: 'bounce', kind: 'sender-fault', reason: 'identity' },
  content: { type: 'bounce', kind: 'sender-fault', reason: 'content' },
};

/** Whatever somebody calls the words of a server, so much of it is looked at (SEC-16). */
const LONGEST = 5000;

/**
 * What a bounce means: a server's own words where they are clear, else what the provider says. Where the two differ, the milder one
 * holds, so that nobody is stopped who may be alive (SMTP-01).
 * @param words of the server that refused; none of the provider's own. @param status its enhanced code, or nothing.
 */
export function judgeTold(told: Told, words = '', status = ''): Meaning {
  // As in a report, a type may stand before the words: `smtp; 550 …`.
  const diagnostic = words.slice(0, LONGEST).replace(/^\s*[\w-]+\s*;\s*/, '');
  const { kind, reason } = judgeBounce({ action: 'failed', status, diagnostic, text: '', whole: '' });
  const isClear = reason !== 'unclear' && kind !== 'success';
  const isMilder = kind !== 'hard' || told === 'dead' || told === 'refused';
  if (!isClear || !isMilder) return WITHOUT_WORDS[told];
  // Words that name another matter than the reader only say more about what the provider says.
  const isOurs = (told === 'blocked' || told === 'content') && reason !== 'reader' && reason !== 'expired';
  return { type: 'bounce', kind: isOurs ? 'sender-fault' : kind, reason };
}
