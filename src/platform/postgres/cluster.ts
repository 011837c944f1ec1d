import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../errors.ts';
import type { Binaries } from './binaries.ts';
import { explain, run } from './run.ts';
import type { ServerUser } from './server-user.ts';

/** The password of the superuser, made once. */
export function keptPassword(home: string): string {
  const file = path.join(home, 'pg.password');
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new AppError(
      'data-dir-unreadable',
      `The file ${file} belongs to another user: start Paperround as the user who made this data folder.`,
      { cause },
    );
  }
}

/** Makes the cluster in `home/data` unless it exists: beside its place and then renamed, so a killed initdb leaves nothing behind. */
export async function ensureCluster(
  home: string,
  password: string,
  user: ServerUser,
  binaries: Binaries,
): Promise<void> {
  const data = path.join(home, 'data');
  if (existsSync(path.join(data, 'PG_VERSION'))) return;
  const half = path.join(home, 'init.tmp');
  const passwordFile = `${half}.pw`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user.uid !== undefined && user.gid !== undefined) {
    for (const file of [half, passwordFile]) chownSync(file, user.uid, user.gid);
  }
  try {
    await run(binaries.program('initdb'), initdbArguments(half, passwordFile, binaries.isBundled), user);
  } catch (cause) {
    const reason = explain(String(cause)) ?? String(cause);
    throw new AppError('initdb-failed', `The database could not be created in ${data}: ${reason}.`, {
      cause,
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(half, data);
}

function initdbArguments(folder: string, passwordFile: string, isBundled: boolean): string[] {
  const settings = ['-D', folder, '-U', 'postgres', '-E', 'UTF8', '--locale=C', '--data-checksums'];
  const access = ['--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  // The built-in provider keeps the bundle's old ICU and libc out of our indexes; before PostgreSQL 17 it does not exist.
  const locale = isBundled ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : [];
  return [...settings, ...access, ...locale];
}
