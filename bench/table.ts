/** One figure: what was measured beside what it must be and what it aims at. */
export interface Figure {
  what: string;
  measured: string;
  must?: string;
  aim?: string;
  isMet?: boolean;
}

export function printTable(title: string, figures: Figure[]): void {
  const rows = figures.map(({ what, measured, must = '', aim = '', isMet }) => [
    what,
    measured,
    must,
    aim,
    isMet === undefined ? '' : isMet ? 'met' : 'MISSED',
  ]);
  const table = [['', 'measured', 'must', 'aim', ''], ...rows];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  console.log(`\n${title}`);
  for (const row of table)
    console.log(`  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd());
}

/** @param share 0.5 for the median. */
export function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
