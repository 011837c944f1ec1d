export interface Span {
  from: Date;
  until: Date;
}

const DAY_MS = 24 * 3_600_000;

/**
 * Whether somebody should renew a certificate. Who renews by a program does it when a third of the time is left, or half of a few days; a
 * certificate of a week is not in trouble because it ends within a week.
 */
export function severityOf({ from, until }: Span, now: Date): 'minor' | 'severe' | undefined {
  const left = until.getTime() - now.getTime();
  const whole = until.getTime() - from.getTime();
  if (left < Math.min(3 * DAY_MS, whole / 12)) return 'severe';
  return left < Math.min(14 * DAY_MS, whole / 4) ? 'minor' : undefined;
}
