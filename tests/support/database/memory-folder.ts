import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const MEMORY = '/dev/shm';
const PREFIX = 'paperround-tests-';
/** Databases, their log and backups of a whole run stay below two. */
const NEEDED_BYTES = 6 * 2 ** 30;

/**
 * Gives this run a folder for temporary files, in memory where there is plenty: a clone of a database is a thousand files,
 * which cost a disk's file system ten times the processor time. @returns what removes it.
 */
export function openRunFolder(): () => void {
  const before = process.env['TMPDIR'];
  const place = hasRoom() ? MEMORY : os.tmpdir();
  clearUp(place);
  const folder = path.join(place, `${PREFIX}${process.pid}`);
  mkdirSync(folder);
  // As /tmp: servers of tests run as users of their own.
  chmodSync(folder, 0o1777);
  process.env['TMPDIR'] = folder;
  return () => {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
    rmSync(folder, { recursive: true, force: true });
  };
}

function hasRoom(): boolean {
  if (process.platform !== 'linux' || !existsSync(MEMORY)) return false;
  const { bavail, bsize } = statfsSync(MEMORY);
  return Math.min(bavail * bsize, process.availableMemory()) >= NEEDED_BYTES && mayRunPrograms();
}

/** The database server is copied to where its user can read it, and started there. */
function mayRunPrograms(): boolean {
  const mounts = readFileSync('/proc/self/mounts', 'utf8').split('\n');
  const [, , , options = ''] = mounts.findLast((line) => line.split(' ')[1] === MEMORY)?.split(' ') ?? [];
  return !options.split(',').includes('noexec');
}

/** Removes what runs that were killed have left. */
function clearUp(place: string): void {
  for (const name of readdirSync(place)) {
    if (!name.startsWith(PREFIX) || isAlive(Number(name.slice(PREFIX.length)))) continue;
    rmSync(path.join(place, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
