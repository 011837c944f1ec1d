import { readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';

/** What `postmaster.pid` says, or undefined when there is none. @throws when it cannot be looked at for want of file descriptors. */
export function readPidFile(data: string): { pid: number; port: number; isStopping: boolean } | undefined {
  try {
    const lines = readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]), isStopping: lines[7]?.trim() === 'stopping' };
  } catch (error) {
    unlessOutOfFiles(error);
    return undefined;
  }
}

/**
 * Who has the pid now: the server of the cluster in `data`, another process that got its number since, or nobody.
 * A zombie's command line is empty, so it counts as `other`.
 * @param data real path; a server works in its cluster's folder.
 */
export function holderOf(pid: number, data: string): 'postgres' | 'other' | 'none' {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return 'none';
  }
  if (process.platform !== 'linux') return 'postgres';
  try {
    if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres')) return 'other';
  } catch (error) {
    unlessOutOfFiles(error);
    return 'none';
  }
  const folder = workingFolder(pid);
  return folder === undefined || folder === data ? 'postgres' : 'other';
}

/** Who has no file descriptor left sees nothing, and must not take that for a server that died. */
function unlessOutOfFiles(error: unknown): void {
  if (error instanceof Error && 'code' in error && /^E[MN]FILE$/.test(String(error.code))) throw error;
}

/** Undefined where we may not look. */
function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}
