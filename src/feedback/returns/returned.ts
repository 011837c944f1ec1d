export const RETURN_TYPES = ['bounce', 'complaint', 'unsubscribe', 'reply'] as const;
export type ReturnType = (typeof RETURN_TYPES)[number];

/** What came back about one message or one person, whoever told it. */
export interface Returned {
  publicationId: number;
  /** Null: nobody of ours, or not known. */
  subscriberId: number | null;
  sendId: number | null;
  type: ReturnType;
  /** A kind of `understandMail`, or the provider's own word where that is not known. */
  kind: string;
  /** An enhanced status code such as `5.1.1`. */
  status: string | null;
  reason: string | null;
  /** What a server or a person said, as it came: it is shortened, and addresses are taken out. */
  says: string;
  /** Who told it: `inbound`, `ses`, `mailgun`, … */
  source: string;
  /** What the teller calls this event: the same key again changes nothing. */
  key: string;
  /** When it happened; a moment to come counts as now. */
  at: Date;
}

/** Whom a message was for. */
export interface Mailed {
  publicationId: number;
  subscriberId: number;
  /** Null: a mail that belongs to no send, such as a confirmation, or nobody knows which. */
  sendId: number | null;
}
