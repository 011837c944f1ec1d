import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { AppError } from '../errors.ts';

/** Who the server runs as: empty for ourselves; another user when we are root, because PostgreSQL refuses uid 0. */
export interface ServerUser {
  uid?: number;
  gid?: number;
}

/** @param data the cluster's folder: once made, its owner runs it. */
export function serverUser(data: string, preferred: string | undefined): ServerUser {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return {};
  if (existsSync(data)) {
    const { uid, gid } = statSync(data);
    return { uid, gid };
  }
  for (const name of [preferred, 'postgres', 'node', 'nobody']) {
    const uid = name && idOf(name, '-u');
    const gid = name && idOf(name, '-g');
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new AppError(
    'no-server-user',
    'Started as root, and PostgreSQL refuses to run as root: set PG_RUN_AS to an unprivileged user of this machine.',
  );
}

export function canRead(file: string, user: ServerUser): boolean {
  return user.uid === undefined || spawnSync('test', ['-r', file], { ...user, cwd: '/' }).status === 0;
}

function idOf(name: string, flag: '-u' | '-g'): string {
  return spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout?.trim() ?? '';
}
