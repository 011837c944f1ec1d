import type { Personal, Skeleton } from '../mailers/index.ts';

/** The reader of a message. */
export interface Recipient {
  /** The subscriber's id. */
  id: number;
  /** As it goes into the envelope. */
  address: string;
  name: string;
  /** What the reader's personal links are bound to. */
  linkKey: number;
}

/** States a message can be in once it has a row; before that it is `queued` or `sending` by its batch. */
export const OUTCOME_STATES = ['accepted', 'deferred', 'rejected', 'expired', 'skipped', 'unknown'] as const;
export type OutcomeState = (typeof OUTCOME_STATES)[number];

/** What the ledger writes down about one message. */
export interface Outcome {
  subscriberId: number;
  state: OutcomeState;
  reply: string | null;
  /** It may have been accepted before, so that another try may be a second copy. */
  isPossiblyTwice: boolean;
  /** Seconds until the next try; null when there is none. */
  retryAfter: number | null;
  /** A throttled deferral: it comes back without a try, which is charged to nobody. */
  isThrottled?: boolean;
  /** Refused for good: what is kept of it until it is judged. */
  refusal?: Refusal;
}

/** What a refusal for good is about, by its code and words; `mailbox`: there is none. */
export type RefusalKind = 'mailbox' | 'reader' | 'sender' | 'relay' | 'unclear';

export interface Refusal {
  kind: RefusalKind;
  /** The reader's. */
  domain: string;
  /** The server's words without what differs from reader to reader. */
  words: string;
  /** The domain had taken mail of this send before. */
  hasAccepted: boolean;
  /** It accepted mail that left later, so it means this reader. */
  isProved: boolean;
}

/** A batch of up to 500 readers whom this worker alone may mail until the lease ends. */
export interface ClaimedBatch {
  sendId: number;
  batchNo: number;
  subscriberIds: number[];
  /** Which of the send's contents these readers get. */
  contentId: number;
  /** The watermark: everyone before it may have been mailed. */
  position: number;
  /** Claims so far, this one included. */
  attempts: number;
  /** Proof of this claim: the fence of every write. */
  token: string;
}

/** How a send is turned into mail; the capability that sends brings it. */
export interface DeliveryTask {
  /**
   * Query for those of `:ids` who may still be mailed for `:sendId`: id, address, name, linkKey. It runs in the statement that
   * moves the watermark, so that a reader who left or was suppressed a moment ago gets nothing (OC-06, SUP-01).
   */
  recipients: string;
  /** How long after its first try a message that is put off is tried again: a newsletter is stale some day (SMTP-02). */
  giveUpAfterSeconds: number;
  /** The mail that a content becomes; it is encoded at the first call of the answer, and kept. */
  mailOf(contentId: number): Promise<() => EncodedMail>;
}

/** A mail encoded but for what differs per reader. */
export interface EncodedMail {
  /** Return path of the reader's message, the same on every try (AUTH-07). */
  envelopeFrom(recipient: Recipient): string;
  fromAddress: string;
  skeleton: Skeleton;
  /** @param returnPath as `envelopeFrom` gave it. */
  personal(recipient: Recipient, returnPath: string): Personal;
}

export interface DeliverySettings {
  /** Another worker takes over this long after a worker died. */
  leaseSeconds: number;
  /** Messages between two moves of the watermark at most; fewer where mail leaves slowly (see PrefetchWindow). */
  chunkSize: number;
  /** Outcomes are written at least this often. */
  flushMs: number;
  /** What a worker that died had in hand is tried again after this. */
  interruptedSeconds: number;
}

export const DELIVERY_SETTINGS: DeliverySettings = {
  leaseSeconds: 8,
  chunkSize: 50,
  flushMs: 250,
  interruptedSeconds: 20,
};
