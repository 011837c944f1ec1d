const YEAR = new Date().getUTCFullYear() + 2;

/** The last Sunday of a month of that year, when clocks change in Europe. */
function lastSundayOf(month: number): string {
  const last = new Date(Date.UTC(YEAR, month, 0));
  last.setUTCDate(last.getUTCDate() - last.getUTCDay());
  return last.toISOString().slice(0, 10);
}

/** Days to come, in any year these tests run: in Berlin the clocks skip 02:00 to 03:00, show it twice, and do neither. */
export const SPRING_FORWARD = lastSundayOf(3);
export const FALL_BACK = lastSundayOf(10);
export const SUMMER_DAY = `${YEAR}-06-01`;
export const NO_DAY = `${YEAR}-02-30`;
