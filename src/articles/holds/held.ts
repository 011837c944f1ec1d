import type { HeldCode, Reason } from '../../words/index.ts';

/** Why an article waits for an editor. */
export const HELD_CODES = [
  'flood',
  'gone-from-feed',
  'gone-from-site',
  'feed-removed',
  'maybe-known',
  'date-unread',
  'date-missing',
  'dated-long-ago',
  'far-future',
  'members-only',
  'garbled',
  'held-by-editor',
] as const satisfies HeldCode[];

export type { HeldCode };
export type HeldReason = Reason<HeldCode>;

/** Reasons that the feed itself can take away: then the article goes on without an editor. */
const CURABLE: ReadonlySet<HeldCode> = new Set([
  'gone-from-feed',
  'feed-removed',
  'date-unread',
  'date-missing',
  'dated-long-ago',
  'far-future',
  'members-only',
  'garbled',
]);

export const held = (code: Exclude<HeldCode, 'flood' | 'maybe-known'>): HeldReason => ({ code, params: {} });

export const heldAsFlood = (count: number, limit: number): HeldReason => ({
  code: 'flood',
  params: { count, limit },
});

export const heldAsMaybeKnown = (title: string): HeldReason => ({
  code: 'maybe-known',
  params: { title: title.slice(0, 120).toWellFormed() },
});

export const isCurable = (code: HeldCode | null) => code !== null && CURABLE.has(code);
