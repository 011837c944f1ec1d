import type { Returned } from '../../feedback/index.ts';
import type { OpenedAddress } from '../../subscribers/index.ts';
import type { Verdict } from '../understanding/kind.ts';
import type { Understanding } from '../understanding/understand.ts';
import { saysYes } from './says-yes.ts';
import { wantsToLeave } from './wants-to-leave.ts';

/** Whom a mail is about. */
export interface Reader {
  publicationId: number;
  subscriberId: number;
  sendId: number | null;
}

/** What follows from a mail. */
export type Deed =
  | { does: 'tell'; told: Told }
  /** Takes a reader out. `how`: by the address that it went to, or by words. */
  | { does: 'leave'; how: 'address' | 'words' }
  | { does: 'confirm' }
  | { does: 'sign-up'; publicationId: number; sender: string }
  | { does: 'nothing' };

/** What is written down of it. */
export type Told = Pick<Returned, 'type' | 'kind' | 'status' | 'reason' | 'says'>;

const REPORTS = new Set<string>(['hard', 'soft', 'delayed', 'success', 'sender-fault']);

/**
 * What follows from a mail that came in. Whoever may answer by themselves makes nobody a reader, confirms nothing and leaves nothing by words
 * (BNC-03, BNC-04); the address that only a message of ours names is enough to leave (OC-09).
 * @param to what the address is for that it came to
 */
export function decide(to: OpenedAddress | undefined, meant: Understanding): Deed {
  const { kind, noAnswer, sender, firstLine } = meant;
  const purpose = to?.purpose;
  if (noAnswer === 'own') return { does: 'nothing' };
  if (kind === 'complaint') return { does: 'tell', told: toldOf('complaint', meant) };
  if (meant.reason === 'not-spam')
    return { does: 'tell', told: { ...toldOf('complaint', meant), kind: 'not-spam' } };
  if (REPORTS.has(kind)) return { does: 'tell', told: toldOf('bounce', meant) };
  if (purpose === 'unsubscribe') return { does: 'leave', how: 'address' };
  const isOfPerson = kind === 'unknown' && noAnswer === null;
  if (purpose === 'subscribe')
    return isOfPerson && sender !== null && to && !('gone' in to)
      ? { does: 'sign-up', publicationId: to.publicationId, sender }
      : { does: 'nothing' };
  if (isOfPerson && wantsToLeave(firstLine)) return { does: 'leave', how: 'words' };
  if (isOfPerson && purpose === 'confirm' && saysYes(meant)) return { does: 'confirm' };
  const isOfServer = kind === 'unknown' && (noAnswer === 'no-return-path' || noAnswer === 'of-a-machine');
  return {
    does: 'tell',
    told: { ...toldOf(isOfServer ? 'bounce' : 'reply', meant), says: firstLine || words(meant) },
  };
}

const words = ({ words }: Verdict): string => words ?? '';

const toldOf = (type: Returned['type'], meant: Verdict): Told => ({
  type,
  kind: meant.kind,
  status: meant.status,
  reason: meant.reason,
  says: words(meant),
});
