/** Rows of an import that one connection takes in at a time: a range of addresses. */
export interface Part {
  importId: number;
  publicationId: number;
  part: number;
  /** Below 0: those who are no readers, who come first. */
  firstChunk: number;
  hasTopics: boolean;
  /** Rows of the file say how mail comes. */
  hasWays: boolean;
  /** Rows of the file keep people out whom others would bring in. */
  hasOuts: boolean;
  /** Nothing of it may stay. */
  isTrial: boolean;
}

/** Of an address, under one secret. */
export const HASH_BYTES = 32;

/** What a step came to, in rows. */
export interface StepCounts {
  added: number;
  updated: number;
  ended: number;
  skipped: number;
}
