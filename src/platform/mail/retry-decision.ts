import type { MailOutcome } from './mailer.ts';

export type RetryDecision = 'sent' | 'unknown' | 'refused' | 'put-off';

/**
 * What a try means for a mail that a queue sends to one person.
 * @param isDoubted an earlier try got no reply: after a second one it is left alone, so the person has it twice at most.
 */
export function retryDecision(outcome: MailOutcome, isDoubted: boolean): RetryDecision {
  switch (outcome.kind) {
    case 'accepted':
      return 'sent';
    case 'unknown':
      return isDoubted ? 'sent' : 'unknown';
    case 'server':
      return 'put-off';
    case 'recipient':
    case 'content':
      return outcome.isPermanent ? 'refused' : 'put-off';
  }
}
