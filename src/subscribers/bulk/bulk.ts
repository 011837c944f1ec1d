import type { Rhythm } from '../../rhythms/index.ts';

export const BULK_ACTIONS = [
  'pause',
  'set-rhythm',
  'add-topic',
  'remove-topic',
  'unsubscribe',
  'erase',
] as const;
export type BulkAction = (typeof BULK_ACTIONS)[number];

/** So long a change of many readers can be undone. */
export const BULK_UNDO_HOURS = 24;

/** What is to be done with each of many readers. */
export type BulkWish =
  | { action: 'pause'; until: Date }
  /** `evenChosen`: readers who chose their rhythm themselves, too. */
  | { action: 'set-rhythm'; rhythm: Rhythm; evenChosen: boolean }
  | { action: 'add-topic' | 'remove-topic'; topicId: number }
  | { action: 'unsubscribe' | 'erase' };

/** People who left, and people who were erased, come back by their own word only. */
export const isUndoable = (action: BulkAction): boolean => action !== 'unsubscribe' && action !== 'erase';

/** Why a reader stays as they are. `gone`: there is no such reader here, or not any more. */
export const UNCHANGED = [
  'chose-themselves',
  'same',
  'follows-everything',
  'only-topic',
  'pending',
  'left',
  'bounced',
  'complained',
  'gone',
] as const;
export type Unchanged = (typeof UNCHANGED)[number];

/** How many readers there are of each fate. */
export type BulkCounts = Partial<Record<Unchanged | 'changed', number>>;

export interface UnchangedCount {
  code: Unchanged;
  count: number;
}

/** In the order of the codes, without those of nobody. */
export const unchangedOf = (counts: BulkCounts): UnchangedCount[] =>
  UNCHANGED.flatMap((code) => {
    const count = counts[code] ?? 0;
    return count > 0 ? [{ code, count }] : [];
  });

/** Readers who were picked, as a query for their `id`s. */
export interface Picked {
  sql: string;
  bindings: Record<string, unknown>;
  /** By name; a query picks only whom it finds. */
  ids?: number[];
}

/** Those of these ids that are readers of the publication. */
export const pickedByIds = (publicationId: number, ids: number[]): Picked => {
  const named = [...new Set(ids)];
  return {
    sql: 'select id from subscribers where publication_id = :publicationId and id = any(cast(:ids as bigint[]))',
    bindings: { publicationId, ids: named },
    ids: named,
  };
};

export interface BulkChange {
  id: number;
  publicationId: number;
  action: BulkAction;
  status: 'running' | 'finished' | 'undoing' | 'undone';
  /** How many readers were picked. */
  picked: number;
  counts: BulkCounts;
  /** What became of those that it had changed. */
  undoCounts: { restored?: number; touched?: number };
  createdAt: Date;
  finishedAt: Date | null;
  /** Null: it cannot be undone, or not any more, or not yet. */
  undoUntil: Date | null;
}
