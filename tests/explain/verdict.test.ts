import { describe, expect, test } from 'vitest';
import type { ReaderMessage } from '../../src/delivery/index.ts';
import { verdictOf, type Chapter } from '../../src/explain/verdict.ts';

const chapter = (state: ReaderMessage['state'] | undefined, preparedAt: Date | null = new Date()) =>
  ({ send: { preparedAt }, message: state && { state } }) as Chapter;

describe('The verdict on several sends of one article', () => {
  test.each([
    ['nothing is planned', [], 'not-yet'],
    ['one was accepted', [chapter('rejected'), chapter('accepted')], 'accepted'],
    ['one waits', [chapter('rejected'), chapter('sending')], 'queued'],
    ['one is tried again', [chapter('skipped'), chapter('deferred')], 'deferred'],
    ['one is in doubt', [chapter('expired'), chapter('unknown')], 'unknown'],
    ['one is still to come', [chapter(undefined), chapter(undefined, null)], 'not-yet'],
    ['all left the reader out', [chapter(undefined), chapter(undefined)], 'left-out'],
  ])('is the best for the reader: %s', (_what, story, verdict) => {
    expect(verdictOf(story)).toBe(verdict);
  });
});
