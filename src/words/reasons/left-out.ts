/** Why people are left out of an audience: the condition that is not met, and how many people it keeps out. */
export type LeftOutCode =
  | 'confirmed'
  | 'not-unsubscribed'
  | 'not-bounced'
  | 'not-complained'
  | 'not-suppressed'
  | 'not-paused'
  | 'rhythm'
  | 'under-cap'
  | 'follows'
  | 'in-segment';

/** Why a digest that is planned leaves out people whom it may reach. */
export type LeftOutOfDigestCode = 'other-hour' | 'nothing-new' | 'waits-for-more';

export interface LeftOut {
  code: LeftOutCode | LeftOutOfDigestCode;
  count: number;
}

export interface LeftOutWords {
  people: (count: number) => string;
  /** What they have in common; it stands behind a number as well. */
  why: Record<LeftOutCode | LeftOutOfDigestCode, string>;
}
