import type { App } from '../../../platform/app.ts';
import type { Publication } from '../../../publications/index.ts';
import {
  countCodes,
  countReasons,
  differenceOf,
  getImport,
  type Difference,
  type Import,
  type RowReasonCount,
} from '../../../subscribers/index.ts';

/** An import, or a list that somebody looks at first, as its page shows it. */
export interface ImportView {
  found: Import;
  difference: Difference;
  reasons: RowReasonCount[];
}

/** @throws NotFound */
export async function loadImport({ db }: App, publication: Publication, id: number): Promise<ImportView> {
  const found = await getImport(db, publication.id, id);
  return {
    found,
    difference: differenceOf(found.counts, await countCodes(db, id)),
    reasons: await countReasons(db, id),
  };
}

/** What the page is about. */
export type Stage =
  | 'columns'
  | 'reading'
  | 'checked'
  | 'failed'
  | 'importing'
  | 'done'
  | 'undoing'
  | 'undone';

export function stageOf({ status, isTrial }: Import): Stage {
  if (status === 'draft') return 'columns';
  if (status === 'undoing' || status === 'undone') return status;
  if (status === 'failed') return isTrial ? 'failed' : 'done';
  if (status === 'finished') return isTrial ? 'checked' : 'done';
  return isTrial ? 'reading' : 'importing';
}
