/** An event, whether it came as JSON or as a form. */
export interface MailgunEvent {
  proof: { timestamp: string; token: string; signature: string; parentSignature: string };
  word: string;
  /** `temporary` or `permanent`; only of `failed`. */
  severity: string;
  reason: string;
  /** Of the server, or one of Mailgun's own from 600 on. */
  code: string;
  /** The server's words. */
  message: string;
  description: string;
  recipient: unknown;
  messageId: string;
  at: unknown;
  id: unknown;
}
