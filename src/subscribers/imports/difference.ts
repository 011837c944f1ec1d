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

/** What a row that is not taken in comes to. */
export function groupOf(code: Reason['code']): 'suppressed' | 'unchanged' | 'ended' | 'refused' {
  if (SUPPRESSED.has(code)) return 'suppressed';
  return code === UNCHANGED ? 'unchanged' : code === ENDED ? 'ended' : 'refused';
}

export function differenceOf({ added, updated, ended }: ImportCounts, codes: CodeCount[]): Difference {
  const of = (group: ReturnType<typeof groupOf>) => codes.filter(({ code }) => groupOf(code) === group);
  const suppressedBy = of('suppressed');
  return {
    new: added,
    changed: updated,
    ended,
    unchanged: of('unchanged')[0]?.count ?? 0,
    suppressed: suppressedBy.reduce((sum, { count }) => sum + count, 0),
    suppressedBy,
    refused: of('refused'),
  };
}
