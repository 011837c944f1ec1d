import type { Reason } from '../../words/index.ts';
import type { CodeCount, ImportCounts } from './import.ts';

/** What an import changes, or would change: each row of the file counts once. */
export interface Difference {
  new: number;
  changed: number;
  /** Readers whom the file ends. */
  ended: number;
  /** Readers who are there already, with nothing new. */
  unchanged: number;
  /** Rows kept out because the person left, bounced, complained or is blocked here. */
  suppressed: number;
  suppressedBy: CodeCount[];
  /** All other rows that were kept out. */
  refused: CodeCount[];
}

const SUPPRESSED = new Set<Reason['code']>([
  'row-unsubscribed',
  'row-bounced',
  'row-complained',
  'row-never-again',
  'row-erased',
  'row-blocked',
  'row-left-elsewhere',
]);
const UNCHANGED: Reason['code'] = 'row-known';
const ENDED: Reason['code'] = 'row-ended-reader';

export function differenceOf({ added, updated, ended }: ImportCounts, codes: CodeCount[]): Difference {
  const suppressedBy = codes.filter(({ code }) => SUPPRESSED.has(code));
  return {
    new: added,
    changed: updated,
    ended,
    unchanged: codes.find(({ code }) => code === UNCHANGED)?.count ?? 0,
    suppressed: suppressedBy.reduce((sum, { count }) => sum + count, 0),
    suppressedBy,
    refused: codes.filter(({ code }) => !SUPPRESSED.has(code) && code !== UNCHANGED && code !== ENDED),
  };
}
