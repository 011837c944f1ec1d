import type { Outcome } from '../ledger.ts';

/** Outcomes that are not written down yet. */
export interface OutcomeBuffer {
  add(...outcomes: Outcome[]): void;
  isEmpty(): boolean;
  /** Empties the buffer into one statement; what was taken comes back when it fails. */
  record<Answer>(write: (outcomes: Outcome[]) => Promise<Answer>): Promise<Answer>;
  /** The last ones could not be written down: the database is away, or has no room. */
  isStuck(): boolean;
}

export function createOutcomeBuffer(): OutcomeBuffer {
  let outcomes: Outcome[] = [];
  let isStuck = false;
  return {
    add: (...more) => void outcomes.push(...more),
    isEmpty: () => outcomes.length === 0,
    async record(write) {
      const taken = outcomes;
      outcomes = [];
      try {
        const answer = await write(taken);
        isStuck = false;
        return answer;
      } catch (error) {
        outcomes = [...taken, ...outcomes];
        isStuck = true;
        throw error;
      }
    },
    isStuck: () => isStuck,
  };
}
