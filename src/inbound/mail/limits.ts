/** A larger message is not looked at. */
export const MOST_BYTES = 25 * 1024 * 1024;
/** Of all heads of a message together; real ones have some 30 KB at most. */
export const MOST_HEAD = 256 * 1024;
/** Reports have three parts, and their attachments are not looked at. */
export const MOST_PARTS = 200;
/** Multiparts within multiparts. */
export const MOST_LEVELS = 10;
/** Of a part's text so much is read: what a server says stands at its beginning. */
export const MOST_TEXT = 64 * 1024;

/** Why a message is not understood at all. */
export type MailFault =
  | 'empty'
  | 'not-a-mail'
  | 'too-large'
  | 'headers-too-large'
  | 'too-many-parts'
  | 'too-deep';

/** Ends the reading of a message that is none, or is made to cost much. */
export class Unreadable extends Error {
  readonly fault: MailFault;
  constructor(fault: MailFault) {
    super(fault);
    this.fault = fault;
  }
}
