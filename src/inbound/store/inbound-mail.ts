/** A mail as it came in. */
export interface ArrivedMail {
  way: 'smtp' | 'lmtp' | 'imap';
  /** The envelope's sender: empty for the null sender, null where it is not known. */
  from: string | null;
  /** The envelope's recipients; none where they are not known. */
  to: string[];
  /** The network address that handed it over; null: this machine, or not known. */
  peer: string | null;
  /** When it came into the mailbox; null: now. */
  at: Date | null;
  /** The whole mail, or its first `MOST_KEPT` octets. */
  octets: Buffer;
}

export interface StoredMail extends ArrivedMail {
  id: number;
  at: Date;
  /** Of octets and recipients: a mail that comes twice has the same. */
  digest: Buffer;
}

/** What became of a stored mail. */
export interface Heeded {
  id: number;
  /** As `understandMail` says. */
  kind: string;
  deed: string;
  subscriberId: number | null;
  /** Keyed hashes of the addresses that it names. */
  about: Buffer[];
}

/** Of a larger mail its beginning is kept: what it means stands there, and attachments are never opened. */
export const MOST_KEPT = 512 * 1024;
