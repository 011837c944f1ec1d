import type { Circumstances } from './circumstances.ts';

/** Where candidates come from, and what is remembered of its last reading. */
export interface Source {
  publicationId: number;
  /** Null: pushed. */
  feedId: number | null;
  kind: Circumstances['kind'];
  /** The document broke off: what it lacks may still be there (FED-24). */
  isCut: boolean;
  /** When the feed was last read well. */
  previouslyReadAt: Date | null;
  /** Ids of what the last reading showed. */
  presentIds: number[];
  /** The oldest date in the window of the last whole reading. */
  previousFloor: Date | null;
  isBaselineCut: boolean;
  baselineAt: Date | null;
  /** Its address was changed: when most of it is known, the rest is news, else a new baseline. */
  isReaddressed: boolean;
}

/** A push: nothing is remembered of readings. */
export const pushedTo = (publicationId: number): Source => ({
  publicationId,
  feedId: null,
  kind: 'push',
  isCut: false,
  previouslyReadAt: null,
  presentIds: [],
  previousFloor: null,
  isBaselineCut: false,
  baselineAt: null,
  isReaddressed: false,
});
