import { IS_WITHDRAWN } from '../../articles/index.ts';
import { rows, type Db } from '../../platform/database.ts';
import type { DigestRun } from './digest-run.ts';

/** Articles that a digest may hold: numbered ones, and those that get a number with it. */
export interface Candidate {
  id: number;
  /** Null: nothing of it was frozen yet. */
  number: number | null;
  isPicked: boolean;
  /** When it appeared. */
  at: Date;
  categories: string[];
  authors: string[];
  story: string | null;
}

/**
 * What may go out by a moment and has no number: its hold and its review are over, nobody keeps its own mail back, and its date is not
 * ahead by the little that clocks differ.
 */
const IS_READY = `a.number is null and a.released_at > now() - interval '30 days'
        and coalesce(a.goes_out_at, a.released_at + make_interval(mins => p.hold_minutes)) <= m.at
        and not coalesce(a.published_at > m.at and a.published_at <= m.at + interval '10 minutes', false)
        and not exists (select from sends d where d.occasion = 'article:' || a.id and not d.is_withdrawn and d.prepared_at is null
                           and (d.status not in ('scheduled', 'preparing') or d.approval is not null or d.scheduled_at > m.at))
        and (p.review_minutes = 0 or a.decided_at is not null
             or exists (select from sends d where d.occasion = 'article:' || a.id and not d.is_withdrawn))`;

/**
 * In the order in which they are numbered.
 * @param after numbers beyond this one.
 * @param owed ids of others that are owed to somebody.
 * @param at the moment that counts as now where it lies ahead.
 */
export function listCandidates(
  db: Db,
  publicationId: number,
  { after, owed, at }: { after: number | null; owed: number[]; at: Date },
): Promise<Candidate[]> {
  return rows(
    db,
    `select a.id, a.number, a.picked_at is not null as "isPicked", coalesce(a.published_at, a.released_at) as at, a.categories, a.authors, a.story
       from articles a join publications p on p.id = a.publication_id
      cross join (select greatest(now(), cast(:at as timestamptz)) as at) m
      where a.publication_id = :publicationId and a.verdict = 'new' and a.released_at is not null and not ${IS_WITHDRAWN}
        and (a.number > cast(:after as bigint) or a.id = any(cast(:owed as bigint[])) or cast(:after as bigint) is not null and ${IS_READY})
      order by a.number nulls last, coalesce(a.goes_out_at, a.released_at), a.id`,
    { publicationId, after, owed, at },
  );
}

/** The lowest number after which a reader of the bucket may be owed something. */
export async function lowestMark(
  db: Db,
  { publicationId, rhythm }: Pick<DigestRun, 'publicationId' | 'rhythm'>,
  { run, cut }: { run: number; cut: number },
): Promise<number> {
  const [row] = await rows<{ mark: number | null }>(
    db,
    `select min(s.mark) as mark from subscribers s
      where s.publication_id = :publicationId and s.rhythm = :rhythm and s.mark_run >= :run and s.mark < :cut
        and s.status = 'active' and s.paused_until is null`,
    { publicationId, rhythm, run, cut },
  );
  return Math.min(cut, row?.mark ?? cut);
}
