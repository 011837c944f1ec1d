import type { Outcome } from '../ledger.ts';

/** Refusals of a send as this process hears them. A server that accepts other readers means the reader whom it refuses. */
export interface Proof {
  /** A reader leaves. @returns their place in the order of leaving. */
  handOut(): number;
  /** Of the last who left. */
  lastPlace(): number;
  /** The server of a domain accepted the message that left at `place`. */
  accepted(domain: string, place: number): void;
  /** Somebody was refused for good. */
  refused(outcome: Outcome): void;
  /** Whether this process knows of any acceptance. */
  hasAccepted(): boolean;
  /** Refusals since the last acceptance of anybody. */
  inARow(): number;
  /** Refusals that were proved since the last call; to be given back when they cannot be written down. */
  takeProved(): Outcome[];
  giveBack(proved: Outcome[]): void;
}

/** Not proved yet: `last` left last before the refusal came. */
interface Open {
  outcome: Outcome;
  last: number;
}

/** Bounds of memory: open refusals of one domain, and domains that have accepted mail. */
const MOST_OPEN = 1000;
const MOST_DOMAINS = 50_000;

export function createProof(): Proof {
  /** Domains that took mail. */
  const accepting = new Set<string>();
  const open = new Map<string, Open[]>();
  let proved: Outcome[] = [];
  let handedOut = 0;
  let inARow = 0;
  let hasAccepted = false;
  const prove = ({ outcome }: Open) => {
    if (outcome.refusal) outcome.refusal.isProved = true;
    proved.push(outcome);
  };
  return {
    handOut: () => (handedOut += 1),
    lastPlace: () => handedOut,
    accepted(domain, place) {
      hasAccepted = true;
      inARow = 0;
      if (accepting.size < MOST_DOMAINS) accepting.add(domain);
      const refused = open.get(domain);
      if (!refused) return;
      // A message that left before a refusal came may have been accepted before the server changed its mind.
      for (const one of refused) if (one.last < place) prove(one);
      const left = refused.filter(({ last }) => last >= place);
      if (left.length > 0) open.set(domain, left);
      else open.delete(domain);
    },
    refused(outcome) {
      const { refusal } = outcome;
      if (!refusal) return;
      // So many full or locked mailboxes in a row are no accident either.
      inARow += 1;
      if (refusal.kind === 'reader') return;
      refusal.hasAccepted = accepting.has(refusal.domain);
      const refused = open.get(refusal.domain) ?? [];
      if (refused.length < MOST_OPEN) refused.push({ outcome, last: handedOut });
      open.set(refusal.domain, refused);
    },
    hasAccepted: () => hasAccepted,
    inARow: () => inARow,
    takeProved() {
      const taken = proved;
      proved = [];
      return taken;
    },
    giveBack: (taken) => void proved.push(...taken),
  };
}
