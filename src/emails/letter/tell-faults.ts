import type { LetterFault as ToldFault } from '../../words/index.ts';
import type { DigestFault } from '../digest/digest-email.ts';
import type { LetterFault } from './letter-email.ts';

/** Why what an editor wrote cannot become an email, as people are told it. */
export function tellFaults(fault: LetterFault | DigestFault): ToldFault[] {
  if (typeof fault === 'string') return [{ kind: fault }];
  if ('placeholders' in fault) return fault.placeholders.map((one) => ({ kind: 'placeholder', ...one }));
  return [{ kind: 'too-long', kilobytes: Math.ceil(fault.tooLongBy / 1000) }];
}
