import type { ReaderReturn } from '../feedback/index.ts';
import type { ReaderMessage } from '../delivery/index.ts';
import type { SendStory } from '../sends/index.ts';

/** The better for the reader, the further in front: of several sends of an article, the first of these counts. */
export const VERDICTS = [
  'accepted',
  'queued',
  'deferred',
  'unknown',
  'rejected',
  'expired',
  'skipped',
  'not-yet',
  'left-out',
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** One send and what the ledger knows of the reader in it. */
export interface Chapter {
  send: SendStory;
  message: ReaderMessage | undefined;
  /** What came back after a server had taken it. */
  returns: ReaderReturn[];
}

/**
 * `left-out`: the audience was frozen without the reader. `skipped`: with the reader, who was then not mailed. `not-yet`: no
 * audience is frozen.
 */
export function verdictOf(story: Chapter[]): Verdict {
  const found = new Set(story.map(ofOne));
  return VERDICTS.find((verdict) => found.has(verdict)) ?? 'not-yet';
}

function ofOne({ send, message }: Chapter): Verdict {
  if (message) return message.state === 'sending' ? 'queued' : message.state;
  return send.preparedAt === null ? 'not-yet' : 'left-out';
}
