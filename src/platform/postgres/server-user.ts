import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { AppError } from '../errors.ts';

/** Who the server runs as: empty for ourselves; another user when we are root, because PostgreSQL refuses uid 0. */
export interface ServerUser {
  uid?: number;
  gid?: number;
}

/** @param data the cluster's folder: once made, its owner runs it, unless a restored copy made that root. */
export function serverUser(data: string, preferred: string | undefined): ServerUser {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return {};
  if (existsSync(data)) {
    const { uid, gid } = statSync(data);
    if (uid !== 0) return { uid, gid };
  }
  const user = unprivilegedUser(preferred);
  if (existsSync(data)) spawnSync('chown', ['-R', `${user.uid}:${user.gid}`, data]);
  return user;
}

function unprivilegedUser(preferred: string | undefined): { uid: number; gid: number } {
  for (const name of [preferred, 'postgres', 'node', 'nobody']) {
    const uid = Number(name && idOf(name, '-u'));
    const gid = Number(name && idOf(name, '-g'));
    if (uid && gid) return { uid, gid };
  }
  throw new AppError(
    'no-server-user',
    'Started as root, and PostgreSQL refuses to run as root: set PG_RUN_AS to an unprivileged user of this machine.',
  );
}

export function canRead(file: string, user: ServerUser): boolean {
  return test('-r', file, user);
}

/** Whether files in the folder can be reached: every folder above must let the user through, too. */
export function canEnter(folder: string, user: ServerUser): boolean {
  return test('-x', folder, user);
}

function test(flag: '-r' | '-x', file: string, user: ServerUser): boolean {
  return user.uid === undefined || spawnSync('test', [flag, file], { ...user, cwd: '/' }).status === 0;
}

function idOf(name: string, flag: '-u' | '-g'): string {
  return spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout?.trim() ?? '';
}
