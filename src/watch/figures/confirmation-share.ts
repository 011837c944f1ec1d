/** Mails that ask somebody to confirm, of a day. */
export interface ConfirmationMails {
  sent: number;
  /** Refused, given up, or come back. */
  failed: number;
}

/** People mistype addresses; fewer than that is chance. */
const LEAST_FAILED = 10;
const SHARE = 0.25;
/** It is over when it is clearly better. */
const SHARE_TO_END = 0.15;

export function areBouncing({ sent, failed }: ConfirmationMails, wereBouncing: boolean): boolean {
  const share = failed / Math.max(1, sent + failed);
  return wereBouncing
    ? failed >= LEAST_FAILED / 2 && share >= SHARE_TO_END
    : failed >= LEAST_FAILED && share >= SHARE;
}
