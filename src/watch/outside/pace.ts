const MOST_MINUTES = 360;
const FIRST_MINUTES = 5;

/** When to ask again who did not answer: later each time, up to six hours. */
export const minutesAfter = (failures: number) =>
  Math.min(MOST_MINUTES, FIRST_MINUTES * 2 ** Math.min(failures - 1, 10));
