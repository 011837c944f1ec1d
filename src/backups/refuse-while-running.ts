import { setTimeout as pause } from 'node:timers/promises';
import type { Db } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import { countOthers, findFreshSign } from './queries.ts';

/** A worker gives a sign every ten seconds. */
const LOOK_FOR_SECONDS = 12;
const LOOK_EVERY_MS = 500;

/**
 * @param db a connection that does not call itself `paperround`.
 * @param onWait tells that it takes some seconds: after a kill nobody said that it stopped.
 * @throws AppError `still-running`.
 */
export async function refuseWhileRunning(db: Db, onWait: () => void): Promise<void> {
  if ((await countOthers(db)) > 0) throw stillRunning();
  const first = await findFreshSign(db, LOOK_FOR_SECONDS);
  if (first === undefined) return;
  onWait();
  // The sign is too old then, unless somebody moved it.
  for (;;) {
    const now = await findFreshSign(db, LOOK_FOR_SECONDS);
    if (now === undefined) return;
    if (now !== first || (await countOthers(db)) > 0) throw stillRunning();
    await pause(LOOK_EVERY_MS);
  }
}

const stillRunning = () =>
  new AppError(
    'still-running',
    'Paperround is running on this database. Stop it everywhere (server, workers, other commands), then restore. Nothing was changed.',
  );
