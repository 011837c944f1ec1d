import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AppError } from './errors.ts';

const REASONS: Record<string, string> = {
  EACCES: 'its permissions do not allow it',
  EPERM: 'its permissions do not allow it',
  EROFS: 'the file system is read-only',
  EEXIST: 'a file with that name is in the way',
  ENOTDIR: 'a part of the path is a file, not a folder',
  ENOENT: 'it cannot be created there',
  ENOSPC: 'the disk is full',
};

/**
 * Makes the folder when it is missing and proves that it can be written.
 * @throws AppError that names the folder and the reason.
 */
export function makeDataFolder(folder: string): void {
  const probe = path.join(folder, `.writable-${process.pid}`);
  try {
    makeWithParents(folder);
    writeFileSync(probe, '');
    rmSync(probe, { force: true });
  } catch (cause) {
    const reason = REASONS[(cause as NodeJS.ErrnoException).code ?? ''];
    throw new AppError(
      'data-dir-not-writable',
      `The data folder ${folder} cannot be written${reason ? `: ${reason}` : ''}. Choose another one with DATA_DIR, or repair this one.`,
      { cause },
    );
  }
}

/** The recursive mkdir of Node never returns where a folder that exists takes no new one (/proc). */
function makeWithParents(folder: string): void {
  if (existsSync(folder)) return;
  const parent = path.dirname(folder);
  if (parent !== folder) makeWithParents(parent);
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process that starts now made it first.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
