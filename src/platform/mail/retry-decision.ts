import type { MailOutcome } from './mailer.ts';

export type Settlement = 'sent' | 'unknown' | 'refused' | 'put-off';

/**
 * What a try means for a mail that a queue sends to one person.
 * @param isDoubted an earlier try got no reply: after a second one it is left alone, so the person has it twice at most.
 */
export function settlementOf(outcome: MailOutcome, isDoubted: boolean): Settlement {
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
