import { readFileSync } from 'node:fs';

/** What Linux counts processor time in, whatever its own clock (USER_HZ). */
const TICKS_PER_SECOND = 100;

/** Milliseconds of processor time that a process has had, its threads included; undefined where the system does not say. */
export function processorMs(pid: number): number | undefined {
  try {
    // The name of the program stands in brackets and may hold anything (proc(5)).
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND;
  } catch {
    return undefined;
  }
}
