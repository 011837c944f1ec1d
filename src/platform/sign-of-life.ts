import { firstRow, type Db } from './database.ts';

/** Whether mail may leave: no worker has been still for long, or its absence was looked at. Part of every claim. */
export const IS_AWAKE = `(select coalesce(awake_until > now(), true) from installation)`;

/** The latest sign of life, and what this process needs to know to judge it. */
export interface LastSign {
  /** Names the installation; the same in every copy of it. */
  mark: string;
  /** How many there were. */
  sign: number;
  /** Null: there was none yet. */
  at: Date | null;
  isAwake: boolean;
  filesBorn: string | null;
}

/** Whoever looks holds the row until the transaction ends, so that of several workers one notices an absence. */
export async function lockLastSign(db: Db): Promise<LastSign> {
  const found = await firstRow<LastSign>(
    db,
    `select mark, sign, sign_at as at, coalesce(awake_until > now(), true) as "isAwake", files_born as "filesBorn"
       from installation for update`,
  );
  if (!found) throw new Error('the installation has no row');
  return found;
}

export interface GivenSign {
  mark: string;
  sign: number;
  at: Date;
}

/**
 * Moves the sign of life.
 * @param after the new one counts higher than this, too.
 * @param isCopy the installation gets a name of its own.
 */
export async function giveSign(
  db: Db,
  sign: { holdAfterHours: number; after: number; isCopy: boolean },
): Promise<GivenSign> {
  const given = await firstRow<GivenSign>(
    db,
    `update installation
        set sign = greatest(sign, :after) + 1, sign_at = now(),
            awake_until = now() + make_interval(secs => :holdAfterHours * 3600),
            mark = case when :isCopy then md5(gen_random_uuid()::text) else mark end
     returning mark, sign, sign_at as at`,
    sign,
  );
  if (!given) throw new Error('the installation has no row');
  return given;
}

/** @param born null: the database is not an embedded one. */
export async function noteFilesBorn(db: Db, born: string | null): Promise<void> {
  await db.raw('update installation set files_born = :born where files_born is distinct from :born', {
    born,
  });
}

/** A worker stopped in good order. */
export async function noteStop(db: Db): Promise<void> {
  await db.raw('update installation set stopped_at = clock_timestamp()');
}

/** True once after a restore: jobs are not part of a backup. Call it in the transaction that makes them anew. */
export async function takeLostJobs(db: Db): Promise<boolean> {
  const row = await firstRow(
    db,
    'update installation set is_without_jobs = false where is_without_jobs returning 1 as lost',
  );
  return row !== undefined;
}
