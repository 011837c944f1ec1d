/** Why an article waits for an editor. */
export const HELD_CODES = [
  'flood',
  'gone-from-feed',
  'feed-removed',
  'maybe-known',
  'date-unread',
  'date-missing',
  'dated-long-ago',
  'far-future',
  'members-only',
  'garbled',
] as const;
export type HeldCode = (typeof HELD_CODES)[number];

/** `says` is a sentence for an editor. */
export interface HeldReason {
  code: HeldCode;
  says: string;
}

const SAYS: Record<Exclude<HeldCode, 'flood' | 'maybe-known'>, string> = {
  'gone-from-feed': 'It left the feed before its mail was due. If it comes back, it goes on by itself.',
  'feed-removed': 'Its feed was removed before its mail was due.',
  'date-unread': 'It has a date that cannot be read, so nobody knows whether it is due.',
  'date-missing':
    'It has no date, or one before 1970, although nearly all others of its feed have one: it may be a page, not an article.',
  'dated-long-ago':
    'It appeared only now and is older than what was known: it may be an old article, or a draft under its old date.',
  'far-future': 'It is dated more than 30 days ahead.',
  'members-only': 'Only members can read it on the site.',
  garbled: 'Some of its characters could not be read: the feed names another encoding than it has.',
};

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

export const held = (code: keyof typeof SAYS): HeldReason => ({ code, says: SAYS[code] });

export const heldAsFlood = (count: number, limit: number): HeldReason => ({
  code: 'flood',
  says: `${count === 1 ? 'It came with what was known under other ids' : `${count} came at once`}, and more than ${limit} at a time are rather a change of the feed than news.`,
});

export const heldAsMaybeKnown = (title: string): HeldReason => ({
  code: 'maybe-known',
  says: `It may be “${title.slice(0, 120)}” under another address.`,
});

export const isCurable = (code: HeldCode | null) => code !== null && CURABLE.has(code);
