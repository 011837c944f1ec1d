import { firstRow, rows, transaction, type Db } from './database.ts';
import { AppError } from './errors.ts';

/**
 * Refuses secrets that are not those of this installation, and remembers new ones. Links in mail already sent and the
 * hashes of addresses that must not be mailed depend on every secret ever used, so a rotation only ever adds one.
 * @param fingerprints of the live secrets, newest first.
 * @throws AppError `secret-mismatch`.
 */
export async function rememberSecrets(db: Db, fingerprints: string[]): Promise<void> {
  await transaction(db, async (locked) => {
    const missing = await missingFingerprints(locked, fingerprints);
    if (missing.length > 0) {
      throw new AppError(
        'secret-mismatch',
        `This database was used with another APP_SECRET (fingerprint ${missing.join(', ')}). ` +
          'Links in mail already sent and the list of addresses that must not be mailed depend on it. ' +
          'Set the same APP_SECRET on every machine of this installation, or keep the file app-secret of its data folder; to change it, put the new secret before the old one: APP_SECRET=new,old.',
      );
    }
    await locked.raw(
      'update installation set secret_fingerprints = :live where secret_fingerprints is distinct from :live',
      { live: fingerprints },
    );
  });
}

/** Fingerprints of secrets that this installation has used and the process does not have. */
export async function missingFingerprints(db: Db, fingerprints: string[]): Promise<string[]> {
  const row = await firstRow<{ known: string[] }>(
    db,
    'select secret_fingerprints as known from installation for update',
  );
  return (row?.known ?? []).filter((fingerprint) => !fingerprints.includes(fingerprint));
}

/** Version and clock of the database server. */
export async function readServer(db: Db): Promise<{ version: string; now: Date }> {
  const row = await firstRow<{ version: string; now: Date }>(
    db,
    "select current_setting('server_version') as version, clock_timestamp() as now",
  );
  return row ?? { version: 'unknown', now: new Date(0) };
}

/** The time of zones at these moments, in minutes east of Greenwich, of those zones that the database knows. */
export function readZoneOffsets(
  db: Db,
  zones: string[],
  moments: Date[],
): Promise<{ zone: string; offsets: number[] }[]> {
  return rows(
    db,
    `with known as materialized (select name from pg_timezone_names where name = any (:zones))
     select name as zone,
            array_agg((extract(epoch from (at at time zone name) - (at at time zone 'UTC')) / 60)::int order by at) as offsets
     from known cross join unnest(cast(:moments as timestamptz[])) as at
     group by name order by name`,
    { zones, moments },
  );
}
