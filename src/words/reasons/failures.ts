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

/** Whose matter it is: the reader's address, the mail service that takes mail or hands it on, what was written, or the connection. */
export const CAUSERS = {
  mailbox: 'recipient',
  reader: 'recipient',
  relay: 'provider',
  size: 'content',
  content: 'content',
  later: 'provider',
  unclear: 'provider',
  silence: 'connection',
} as const satisfies Record<ReplyFault, string>;

/** Messages of a send that were not accepted, alike in state and fault. */
export interface FailureParams {
  state: 'rejected' | 'expired' | 'deferred' | 'unknown';
  fault: ReplyFault;
}

/** Sentences about messages that were not accepted. */
export interface FailureWords {
  rejected: Record<ReplyFault, string>;
  expired: string;
  deferred: Record<'later' | 'silence', string>;
  unknown: string;
}

export function failureText({ state, fault }: FailureParams, words: FailureWords): string {
  if (state === 'rejected') return words.rejected[fault];
  if (state === 'deferred') return words.deferred[fault === 'silence' ? 'silence' : 'later'];
  return words[state];
}
