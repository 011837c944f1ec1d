import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const GIVE_UP_AFTER_MS = 120_000;

/** Holds a lock file while working; a lock whose holder died is taken over. */
export async function withStartLock<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  const deadline = performance.now() + GIVE_UP_AFTER_MS;
  for (;;) {
    try {
      writeFileSync(file, identity(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = read(file);
    if (holder !== undefined && (!isAlive(holder) || performance.now() > deadline))
      removeIfStill(file, holder);
    else await pause(50);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** A process, told apart from a later one with the same number (in a container it often is the same). */
function identity(pid: number): string {
  return `${pid} ${startTime(pid)}`;
}

/** Clock ticks from the machine's start to the process's; empty where the system does not tell. */
function startTime(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in brackets, may hold spaces: field 22 is the twentieth after it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function isAlive(holder: string): boolean {
  const pid = Number(holder.split(' ')[0]);
  // Created but not yet written.
  if (!pid) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return identity(pid) === holder;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Another waiter may have taken it over since we looked. */
function removeIfStill(file: string, holder: string): void {
  if (read(file) === holder) rmSync(file, { force: true });
}
