import { jsonOf, rows, type Db } from '../../platform/database.ts';
import { ensureBucketsOf, UNTIL_INCLUDED } from '../../rhythms/index.ts';
import type { Part } from './part.ts';
import type { RowWays } from './read-ways.ts';

interface AddressWays {
  email: string;
  ways: RowWays;
}

/** What the rows of a step say of how mail comes, by address; the first row that says something wins. */
export function listRowWays(db: Db, step: Part & { below: number }): Promise<AddressWays[]> {
  return rows(
    db,
    `select distinct on (r.email) r.email, cast(r.ways as jsonb) as ways
       from import_chunks c, unnest(c.lines, c.emails, c.ways) as r (line, email, ways)
      where import_id = :importId and part = :part and number < :below and r.ways is not null
      order by r.email, r.line`,
    { ...step },
  );
}

/** Gives whom this import added what their rows say. Who was there before keeps their own choice. */
export async function addWays(db: Db, part: Part, ways: AddressWays[]): Promise<void> {
  const changed = await rows<{ id: number }>(
    db,
    `update subscribers s
        set rhythm = coalesce(w.rhythm, s.rhythm), rhythm_chosen_at = case when w.rhythm is not null then now() end,
            time_zone = w."timeZone", local_hour = w."localHour", busy_day_cap = w."busyDayCap",
            paused_until = w."pausedUntil", paused_at = case when w."pausedUntil" is not null then now() end,
            mark_run = case when w."pausedUntil" is not null then ${UNTIL_INCLUDED} else s.mark_run end
       from jsonb_to_recordset(cast(:ways as jsonb)) as r (email text, ways jsonb)
      cross join lateral jsonb_to_record(r.ways) as
                 w (rhythm text, "timeZone" text, "localHour" smallint, "busyDayCap" int, "pausedUntil" timestamptz),
            imports i
      where s.email = r.email and s.publication_id + 0 = :publicationId and s.import_id = :importId
        and i.id = :importId and s.created_at >= i.created_at
      returning s.id`,
    { ...part, ways: jsonOf(ways) },
  );
  await ensureBucketsOf(
    db,
    changed.map(({ id }) => id),
  );
}
