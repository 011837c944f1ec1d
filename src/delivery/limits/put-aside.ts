import type { Outcome, Recipient } from '../ledger.ts';
import type { Gate } from './gate.ts';
import { domainOf } from './limit.ts';

/** A reader who comes back when the domain may have more; nothing was tried, so nobody is charged. */
export function untilItsTurn({ id, address }: Recipient, gate: Gate): Outcome {
  return {
    subscriberId: id,
    state: 'deferred',
    reply: `Waiting for its turn: mail to ${domainOf(address)} is limited.`,
    isPossiblyTwice: false,
    retryAfter: gate.putAside(address),
    isUntried: true,
  };
}
