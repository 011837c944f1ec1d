import { readFileSync } from 'node:fs';
import path from 'node:path';

/** What `postmaster.pid` says, or undefined when there is none. */
export function readPidFile(data: string): { pid: number; port: number } | undefined {
  try {
    const lines = readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]) };
  } catch {
    return undefined;
  }
}

/** Who has the pid now. A zombie's command line is empty, so it counts as `other`. */
export function holderOf(pid: number): 'postgres' | 'other' | 'none' {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return 'none';
  }
  if (process.platform !== 'linux') return 'postgres';
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres') ? 'postgres' : 'other';
  } catch {
    return 'none';
  }
}
