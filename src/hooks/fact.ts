import { createHash } from 'node:crypto';
import type { Kind, Reason } from '../inbound/index.ts';
import { mailboxIn } from './reading.ts';

/**
 * What one event of a provider says of one reader. `nothing`: it changes nothing, such as a delivery or a click. `unknown`: an
 * event that we do not know.
 */
export interface Fact {
  type: 'bounce' | 'complaint' | 'unsubscribe' | 'nothing' | 'unknown';
  /** What it means; of the last two types, the provider's own word. */
  kind: Kind | (string & {});
  email: string | null;
  /** In angle brackets or not; our own where the provider keeps it. */
  messageId: string | null;
  /** Enhanced code (RFC 3463). */
  status: string | null;
  reason: Reason | null;
  /** A server's words, or the provider's. */
  says: string;
  at: Date;
  /** SHA-256 of what names the event: the same for each time that it is told. */
  key: Buffer;
}

/** What the readers of all providers find in an event. */
export interface Told {
  email: unknown;
  messageId?: string | undefined;
  status?: string | undefined;
  says?: string | undefined;
  at: Date;
  /** What names the event at this provider, beside the address. */
  named: unknown[];
}

export type Meaning = Pick<Fact, 'type' | 'kind'> & Partial<Pick<Fact, 'reason'>>;

const LONGEST_WORDS = 1000;
const ENHANCED = /^[245]\.\d{1,3}\.\d{1,3}$/;

export function factOf({ type, kind, reason = null }: Meaning, told: Told): Fact {
  const status = told.status?.trim() ?? '';
  const email = mailboxIn(told.email);
  return {
    type,
    kind,
    reason,
    email,
    messageId: told.messageId?.trim() || null,
    status: ENHANCED.test(status) ? status : null,
    says: (told.says ?? '').trim().slice(0, LONGEST_WORDS),
    at: told.at,
    key: createHash('sha256')
      .update(JSON.stringify([email?.toLowerCase(), ...told.named]))
      .digest(),
  };
}

export const COMPLAINT: Meaning = { type: 'complaint', kind: 'complaint', reason: 'feedback' };
export const UNSUBSCRIBE: Meaning = { type: 'unsubscribe', kind: 'unsubscribe' };
export const DELAYED: Meaning = { type: 'bounce', kind: 'delayed', reason: 'delayed' };
export const nothing = (word: string): Meaning => ({ type: 'nothing', kind: word });
/** A word of the provider's is shown to people, so it must be one. */
export const unknown = (word: string): Meaning => ({
  type: 'unknown',
  kind: word.replace(/[^\w. :/-]/g, '').slice(0, 60) || 'without a name',
});
