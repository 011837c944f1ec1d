import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { makeDataFolder } from '../data-folder.ts';
import { AppError } from '../errors.ts';
import { canEnter, serverUser, type ServerUser } from './server-user.ts';

const ELSEWHERE = '/var/lib/paperround';

export interface Home {
  /** Real path of the folder that holds the cluster, its password and its port. */
  home: string;
  user: ServerUser;
}

/** The folder asked for, made when missing; or the one it points to (`findHome`). */
export function makeFolder(wanted: string): string {
  makeDataFolder(wanted);
  return realpathSync(wanted);
}

/**
 * Where the cluster of `folder` lives: in it, or elsewhere when we are root and the server's unprivileged user cannot
 * get in there (below /root, say); a file `moved-to` then points to the place. Call while holding the start lock.
 */
export function findHome(folder: string, runAs: string | undefined): Home {
  const pointer = path.join(folder, 'moved-to');
  if (existsSync(pointer)) return movedHome(pointer, runAs);
  const user = serverUser(path.join(folder, 'data'), runAs);
  if (canEnter(folder, user)) return { home: folder, user };
  if (existsSync(path.join(folder, 'data', 'PG_VERSION'))) throw unreachable(folder, user);
  return moveElsewhere(pointer, user);
}

/** The same, of one that was made before; it opens nothing. */
export function homeOf(folder: string): string {
  const pointer = path.join(folder, 'moved-to');
  return existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : folder;
}

function movedHome(pointer: string, runAs: string | undefined): Home {
  const home = readFileSync(pointer, 'utf8').trim();
  if (!existsSync(home)) {
    throw new AppError(
      'database-missing',
      `The database of this data folder was kept in ${home}, which is gone. Restore it, or delete ${pointer} to begin with an empty database.`,
    );
  }
  return { home: realpathSync(home), user: serverUser(path.join(home, 'data'), runAs) };
}

function moveElsewhere(pointer: string, user: ServerUser): Home {
  let home;
  try {
    mkdirSync(ELSEWHERE, { recursive: true, mode: 0o755 });
    home = realpathSync(mkdtempSync(path.join(ELSEWHERE, 'database-')));
    chmodSync(home, 0o711);
  } catch {
    throw unreachable(path.dirname(pointer), user);
  }
  if (!canEnter(home, user)) throw unreachable(home, user);
  writeFileSync(`${pointer}.${process.pid}`, `${home}\n`);
  renameSync(`${pointer}.${process.pid}`, pointer);
  return { home, user };
}

function unreachable(folder: string, user: ServerUser): AppError {
  return new AppError(
    'data-dir-unreachable',
    `The database runs as user ${user.uid} and cannot reach ${folder}: set DATA_DIR to a folder outside private folders such as /root.`,
  );
}
