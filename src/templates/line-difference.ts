import { diffLines } from 'diff';

/** A line of two texts, side by side in one. `line`: its number in the text that it is from; the newer one where it is in both. */
export interface LineDifference {
  kind: 'same' | 'out' | 'in';
  line: number;
  text: string;
}

/** Texts that differ in almost everything are not worth more. */
const TIMEOUT_MS = 250;

/** What made `after` of `before`, line by line. */
export function differenceOfLines(before: string, after: string): LineDifference[] {
  const parts = diffLines(before, after, { timeout: TIMEOUT_MS }) ?? [
    { value: before, removed: true, added: false },
    { value: after, removed: false, added: true },
  ];
  const at = { old: 0, new: 0 };
  return parts.flatMap(({ value, added, removed }) =>
    value
      .replace(/\n$/, '')
      .split('\n')
      .map((text): LineDifference => {
        if (!added) at.old += 1;
        if (!removed) at.new += 1;
        if (removed) return { kind: 'out', line: at.old, text };
        return { kind: added ? 'in' : 'same', line: at.new, text };
      }),
  );
}
