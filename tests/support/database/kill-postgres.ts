import { readFileSync } from 'node:fs';

/** Kills the main process of a server, and with it all of its children before they notice: as a power cut does. */
export function killPostgres(pid: number, victim: 'the main process' | 'every process'): void {
  const children = victim === 'every process' ? childrenOf(pid) : [];
  process.kill(pid, 'SIGKILL');
  for (const child of children) {
    try {
      process.kill(child, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter(Boolean)
    .map(Number);
}
