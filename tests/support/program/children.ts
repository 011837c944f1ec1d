import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Process ids of this process's children that run a file of this name; from /proc where there is one, because small images lack ps. */
export function childrenRunning(file: string): number[] {
  if (existsSync('/proc/self/stat')) {
    const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return ids.filter((id) => isChildRunning(id, file)).map(Number);
  }
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, parent, ...words]) => parent === String(process.pid) && words.join(' ').includes(file))
    .map(([id]) => Number(id));
}

function isChildRunning(id: string, file: string): boolean {
  try {
    const parent = readFileSync(`/proc/${id}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')[1];
    return parent === String(process.pid) && readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(file);
  } catch {
    // It ended between the listing and the look.
    return false;
  }
}
