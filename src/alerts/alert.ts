/** What the admins are told; plain text without a reader's address. */
export interface Alert {
  publicationId: number;
  /** `A send is paused` */
  headline: string;
  /** Subject of the send. */
  about: string;
  what: string;
  advice: string;
  /** The mail server's words, masked; empty when there are none. */
  reply: string;
  /** Undefined: now. */
  since?: Date;
}
