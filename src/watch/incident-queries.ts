import { rows, type Db } from '../platform/database.ts';
import type { WatchCode, WatchNews } from '../words/index.ts';
import type { Sighting } from './incident.ts';

/** What a look was about. */
export interface Judged {
  publicationId?: number;
  subjects?: string[];
}

/**
 * Writes down what a look saw; what is open and was not seen is over. What comes back within a day is the same as before, and nobody is
 * told again.
 * @param judged what was looked at; left out: all.
 * @returns ids of those that are over.
 */
export async function noteSightings(
  db: Db,
  code: WatchCode,
  seen: Sighting[],
  { publicationId, subjects }: Judged = {},
): Promise<number[]> {
  const ended = await rows<{ id: number }>(
    db,
    `with seen as materialized (
       select * from json_to_recordset(:seen)
         as s (publication_id bigint, subject text, severity text, params jsonb, since timestamptz)),
     noted as (
       insert into incidents as i (code, publication_id, subject, severity, params, since)
       select :code, publication_id, subject, severity, params, coalesce(since, now())
         from seen order by publication_id, subject
       on conflict (code, coalesce(publication_id, 0), subject) do update
          set severity = excluded.severity, params = excluded.params, seen_at = now(),
              since = case when i.ended_at is null then i.since else excluded.since end,
              noted_at = case when i.ended_at is null then i.noted_at else now() end,
              told = case when i.ended_at < now() - interval '1 day' then null else i.told end,
              ended_at = null)
     update incidents i set ended_at = now()
      where i.code = :code and i.ended_at is null
        and (cast(:subjects as text[]) is null or i.subject = any (:subjects))
        and (cast(:publicationId as bigint) is null or i.publication_id = :publicationId)
        and not exists (select from seen s where s.subject = i.subject and s.publication_id is not distinct from i.publication_id)
     returning id`,
    {
      code,
      seen: JSON.stringify(
        seen.map(({ publicationId: of, ...sighting }) => ({ publication_id: of, ...sighting })),
      ),
      subjects: subjects ?? null,
      publicationId: publicationId ?? null,
    },
  );
  return ended.map(({ id }) => id);
}

/** Names of what has been open for so long of a kind: `publication subject`. */
export async function openOf(db: Db, code: WatchCode, minutes = 0): Promise<Set<string>> {
  const found = await rows<{ name: string }>(
    db,
    `select coalesce(publication_id, 0) || ' ' || subject as name from incidents
      where code = :code and ended_at is null and noted_at <= now() - make_interval(mins => :minutes)`,
    { code, minutes },
  );
  return new Set(found.map(({ name }) => name));
}

export interface Untold {
  id: number;
  /** Whose admins are told. */
  publicationId: number;
  subject: string;
  news: WatchNews;
  since: Date;
}

/**
 * Marks what somebody has to be told of now as told. Of the whole installation the admins of the oldest publication are told. What
 * another worker has in hand is left to it.
 */
export function takeUntold(db: Db): Promise<Untold[]> {
  return rows(
    db,
    `with due as (
       select i.id, p.id as publication_id
         from incidents i
        cross join lateral (select id, time_zone from publications
                             where i.publication_id is null or id = i.publication_id order by id limit 1) p
        where i.ended_at is null
          and (i.severity = 'severe' and i.told is distinct from 'severe'
               or i.told is null and i.noted_at < now() - interval '1 hour'
                  and extract(hour from now() at time zone p.time_zone) between 8 and 19)
        order by i.id
          for update of i skip locked)
     update incidents i set told = i.severity from due where i.id = due.id
     returning i.id, due.publication_id as "publicationId", i.subject, i.since,
               jsonb_build_object('code', i.code, 'params', i.params) as news`,
  );
}

/** What nobody has seen for two days is over: its machine is gone, or nobody could look. Forgets what has been over for a year. */
export async function forgetIncidents(db: Db): Promise<void> {
  await db.raw(
    `update incidents set ended_at = now() where ended_at is null and seen_at < now() - interval '2 days'`,
  );
  await db.raw(`delete from incidents where ended_at < now() - interval '1 year'`);
}
