/** What somebody may say when they have left, in the order in which they are asked. */
export const LEAVING_REASONS = ['too-many', 'topics', 'on-site', 'unasked', 'other'] as const;
export type LeavingReason = (typeof LEAVING_REASONS)[number];
