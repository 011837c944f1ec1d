import { firstRow, jsonOf, rows, type Db } from '../platform/database.ts';
import { sampleOfReaders } from '../subscribers/index.ts';
import type { LeftOut } from '../words/index.ts';
import { ASKED, boundTo, type AskedSend } from './audience-queries.ts';
import { CONDITIONS, conditionsFor, type AskedSegment, type ConditionCode } from './conditions.ts';

/** Who would get a send if it were prepared now, and who would not. */
export interface AudienceCount {
  count: number;
  /** By the first condition that is not met, in the order of the list. */
  leftOut: LeftOut[];
  /** The largest mail domains of the audience; the rest of it is at others. */
  byDomain: { domain: string; count: number }[];
}

const DOMAINS = 10;
/** A count that took long holds for so long. */
const GOOD_FOR = `interval '5 minutes'`;

const firstBroken = (segment: AskedSegment | undefined) =>
  `case ${Object.entries(conditionsFor(segment))
    .map(([code, sql]) => `when not (${sql}) then '${code}'`)
    .join(' ')} end`;

/**
 * Query for a line for each condition, and for each of the largest domains: `code` null is the audience, `domain` null all of them.
 * @param readers subscribers `s`, as they stand in a `from`.
 */
const grouped = (readers: string, segment: AskedSegment | undefined) => `
  with counted as (
    select ${firstBroken(segment)} as code, split_part(s.delivery_address, '@', 2) as domain, count(*) as count
      from ${readers}
     cross join ${ASKED} d
     where s.publication_id = d.publication_id
     group by 1, 2)
  select code, null as domain, sum(count)::bigint as count from counted group by code
  union all
  (select null, domain, count from counted where code is null order by count desc, domain limit ${DOMAINS})`;

/** Looks at every reader. */
export async function countReaders(db: Db, asked: AskedSend): Promise<AudienceCount> {
  return countOf(
    await rows<Group>(db, grouped('subscribers s', asked.segment), boundTo(asked)),
    (count) => count,
  );
}

/**
 * Looks at some readers only, and concludes from them; three digits of each figure mean something. A small list is looked at as a
 * whole.
 */
export async function sampleReaders(db: Db, asked: AskedSend): Promise<Omit<RememberedCount, 'countedAt'>> {
  const { readers, isExact, scaled } = await sampleOfReaders(db);
  return {
    found: countOf(await rows<Group>(db, grouped(readers, asked.segment), boundTo(asked)), scaled),
    isExact,
  };
}

interface Group {
  code: ConditionCode | null;
  domain: string | null;
  count: number;
}

function countOf(groups: Group[], scaled: (count: number) => number): AudienceCount {
  const of = (code: ConditionCode | null) =>
    scaled(groups.find((group) => group.code === code && group.domain === null)?.count ?? 0);
  const codes = Object.keys(CONDITIONS) as ConditionCode[];
  return {
    count: of(null),
    leftOut: codes.map((code) => ({ code, count: of(code) })).filter(({ count }) => count > 0),
    byDomain: groups.flatMap(({ domain, count }) =>
      domain === null ? [] : [{ domain, count: scaled(count) }],
    ),
  };
}

export interface RememberedCount {
  found: AudienceCount;
  isExact: boolean;
  countedAt: Date;
}

/** What a count that took long found a few minutes ago at most. */
export function findCount(
  db: Db,
  publicationId: number,
  audience: string,
): Promise<RememberedCount | undefined> {
  return firstRow(
    db,
    `select found, is_exact as "isExact", counted_at as "countedAt" from audience_counts
      where publication_id = ? and audience = ? and counted_at > now() - ${GOOD_FOR}`,
    [publicationId, audience],
  );
}

/** A guess never takes the place of a count that still holds. */
export async function rememberCount(
  db: Db,
  publicationId: number,
  audience: string,
  { found, isExact }: Omit<RememberedCount, 'countedAt'>,
): Promise<void> {
  await db.raw(
    `insert into audience_counts as c (publication_id, audience, found, is_exact) values (:publicationId, :audience, :found, :isExact)
     on conflict (publication_id, audience) do update
       set found = excluded.found, is_exact = excluded.is_exact, counted_at = excluded.counted_at
       where excluded.is_exact or not c.is_exact or c.counted_at < now() - ${GOOD_FOR}`,
    { publicationId, audience, found: jsonOf(found), isExact },
  );
}

/** One process at a time looks at all readers for one audience; false: another one does. Until the transaction ends. */
export async function claimCount(db: Db, publicationId: number, audience: string): Promise<boolean> {
  const row = await firstRow<{ isMine: boolean }>(
    db,
    `select pg_try_advisory_xact_lock(cast(:publicationId as int), hashtext(:audience)) as "isMine"`,
    { publicationId, audience },
  );
  return row?.isMine ?? false;
}

/** Removes what no longer holds. */
export async function purgeAudienceCounts(db: Db): Promise<void> {
  await db.raw(`delete from audience_counts where counted_at < now() - ${GOOD_FOR}`);
}
