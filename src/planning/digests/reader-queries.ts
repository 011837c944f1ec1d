import { jsonOf, rows, type Db } from '../../platform/database.ts';
import { MAY_REACH_BY_DIGEST } from '../../audiences/index.ts';
import { boundOwed, OWED_CORRECTIONS, type OwedCorrection } from '../corrections/owed-queries.ts';
import { IN_BUCKET, MATCHING_KIND, type Rhythm } from '../../rhythms/index.ts';
import type { DigestRun } from './digest-run.ts';

/** Readers who get the same: they follow the same, were told the same, and are owed the same beyond that. */
export interface Group {
  topicIds: number[];
  /** Empty: the publication's. */
  language: string;
  /** What is numbered after it is new to them. */
  mark: number;
  /** Articles that are owed to them alone. */
  owed: number[];
  /** Articles that another mail brought them out of turn, or at once because they follow them. */
  had: number[];
  /** Articles whose story, an author or a tag they follow: theirs whatever their topics are. */
  asked: number[];
  /** Corrections that they are to get, such as `7:summary`: of what their mail had of the article. */
  corrections: string[];
  /** Empty, or the rhythm that they had before the publication changed its default. */
  before: Rhythm | '';
  /** They moved to another zone or hour today, and had their digest before: a day has one. */
  isServed: boolean;
  size: number;
}

/** What the queries below need: the bucket, and how far it has come. */
export interface Asked {
  run: DigestRun;
  bucket: { run: number; cut: number };
  /** When the day of the digest began for its readers; null: somebody asked for one more. */
  dayBeganAt: Date | null;
  /** Contents of hand-made and withdrawn mails that hold articles which may be new to somebody, with these articles. */
  outOfTurn: { sendId: number; contentId: number; articleId: number; isOver: boolean }[];
  /** Articles that somebody had at once although they get digests. */
  toldAtOnce: number[];
  /** What somebody follows, of the articles that have it. */
  followed: { articleId: number; strand: string }[];
  /** Digests of that day for other hours and zones: whoever moved since it began may have had theirs. */
  servingSends: number[];
  /** Those that it may carry. */
  corrections: OwedCorrection[];
}

/** Nothing is numbered beyond it. */
const ALL_TOLD = String(Number.MAX_SAFE_INTEGER);

const OWED = `select o.subscriber_id, array_agg(o.article_id order by o.article_id) as ids from owed_articles o
   where o.publication_id = :publicationId and o.state = 'owed' group by o.subscriber_id`;

/** What a cap kept from readers since the last digest of a busy day in their zone, and what is owed to them beyond. */
const OWED_ON_BUSY_DAY = `
  select debt.subscriber_id, array_agg(debt.article_id order by debt.article_id) as ids
    from (select o.subscriber_id, o.article_id from owed_articles o where o.publication_id = :publicationId and o.state = 'owed'
          union
          select s.id, k.article_id
            from subscribers s join publications p on p.id = s.publication_id join ${MATCHING_KIND}
           where s.publication_id = :publicationId and k.time_zone = :timeZone and k.number > :cut) debt
   group by debt.subscriber_id`;

/** Who was away, and has come back. */
const OWED_AFTER_PAUSE = `${OWED} having bool_or(o.reason = 'paused')`;

/** What was brought out of turn unless it failed; of a send that was cancelled, only what went out. And what was at once. */
const HAD = `select had.subscriber_id, array_agg(distinct had.article_id order by had.article_id) as ids
    from (
     select o.subscriber_id, o.article_id from owed_articles o
      where o.article_id = any(cast(:toldAtOnce as bigint[])) and o.reason = 'followed' and o.state = 'settled'
     union all
     select r.id, h."articleId"
       from jsonb_to_recordset(cast(:outOfTurn as jsonb)) as h ("contentId" bigint, "articleId" bigint, "isOver" boolean)
       join (select send_id, content_id, subscriber_ids from send_batches where send_id = any(cast(:outOfTurnSends as bigint[]))) b
         on b.content_id = h."contentId"
      cross join lateral unnest(b.subscriber_ids) r (id)
       left join messages m on m.send_id = b.send_id and m.subscriber_id = r.id
      where case when h."isOver" then m.state in ('accepted', 'unknown')
                 else coalesce(m.state, 'queued') not in ('rejected', 'expired', 'skipped') end) had
   group by had.subscriber_id`;

const ASKED_FOR = `select f.subscriber_id, array_agg(distinct x."articleId" order by x."articleId") as ids
    from followed_strands f
    join jsonb_to_recordset(cast(:followed as jsonb)) as x ("articleId" bigint, strand text) on x.strand = f.strand
   where f.publication_id = :publicationId and f.ends_at > now() group by f.subscriber_id`;

/** Whom the day's digests of other hours and zones reached. */
const SERVED = `select distinct r.id from send_batches b cross join lateral unnest(b.subscriber_ids) r (id)
     where b.send_id = any(cast(:servingSends as bigint[]))`;

/** Readers of digests have no open mails of their own, so their mark is the bucket's, unless no run has included them since they changed. */
const MARK_OF_READER =
  'case when s.mark_run >= cast(:bucketRun as bigint) then s.mark else cast(:cut as bigint) end';

/** Every reader whom the digest may reach, with what makes it theirs. Null is what most have: their group is found without comparing lists. */
export function readers(asked: Asked): string {
  const { outOfTurn, toldAtOnce, followed, servingSends, corrections } = asked;
  const { rhythm } = asked.run;
  const isRegular = rhythm === 'daily' || rhythm === 'weekly';
  const owed = rhythm === 'busy-day' ? OWED_ON_BUSY_DAY : rhythm === 'catch-up' ? OWED_AFTER_PAUSE : OWED;
  const isCorrecting = corrections.length > 0;
  const isAnyHad = outOfTurn.length > 0 || toldAtOnce.length > 0;
  const isAnyAsked = followed.length > 0;
  // A correction alone is worth a digest, but for those who were away it waits for one.
  const isFree = isRegular || (rhythm === 'busy-day' && isCorrecting);
  return `
    select s.id, s.topic_ids, s.language, ${isRegular ? MARK_OF_READER : ALL_TOLD} as mark,
           o.ids as owed, ${isAnyHad ? 'h.ids' : 'cast(null as bigint[])'} as had, ${isAnyAsked ? 'q.ids' : 'cast(null as bigint[])'} as asked,
           ${isCorrecting ? 'c.ids' : 'cast(null as text[])'} as corrections,
           s.rhythm_before as before, ${servingSends.length > 0 ? 'v.id is not null' : 'false'} as is_served
      from subscribers s
      ${isFree ? 'left ' : ''}join (${owed}) o on o.subscriber_id = s.id
      ${isAnyHad ? `left join (${HAD}) h on h.subscriber_id = s.id` : ''}
      ${isAnyAsked ? `left join (${ASKED_FOR}) q on q.subscriber_id = s.id` : ''}
      ${servingSends.length > 0 ? `left join (${SERVED}) v on v.id = s.id and s.ways_changed_at >= :dayBeganAt` : ''}
      ${isCorrecting ? `left join (${OWED_CORRECTIONS}) c on c.subscriber_id = s.id` : ''}
     where ${rhythm === 'catch-up' ? 'true' : IN_BUCKET} and ${MAY_REACH_BY_DIGEST}
       ${isFree && !isRegular ? 'and (o.subscriber_id is not null or c.subscriber_id is not null)' : ''}`;
}

export const boundTo = ({
  run,
  bucket,
  dayBeganAt,
  outOfTurn,
  toldAtOnce,
  followed,
  servingSends,
  corrections,
}: Asked) => ({
  dayBeganAt,
  toldAtOnce,
  followed: jsonOf(followed),
  publicationId: run.publicationId,
  rhythm: run.rhythm,
  timeZone: run.timeZone,
  localHour: run.localHour,
  bucketRun: bucket.run,
  cut: bucket.cut,
  outOfTurn: jsonOf(outOfTurn),
  outOfTurnSends: [...new Set(outOfTurn.map(({ sendId }) => sendId))],
  servingSends,
  ...(corrections.length > 0 && boundOwed(corrections)),
});

/** What readers of a group have in common. */
export const KIND = 'topic_ids, language, mark, owed, had, asked, corrections, before, is_served';

/** The same of a group, as it is told. */
export const AS_KIND = `topic_ids as "topicIds", coalesce(language, '') as language, mark, coalesce(owed, '{}') as owed, coalesce(had, '{}') as had,
  coalesce(asked, '{}') as asked,
  coalesce(corrections, '{}') as corrections, coalesce(before, '') as before, is_served as "isServed"`;

/** The largest first. @param subscriberId left out: of everybody. */
export function listGroups(db: Db, asked: Asked, subscriberId?: number): Promise<Group[]> {
  return rows(
    db,
    `select ${AS_KIND}, count(*) as size
       from (${readers(asked)}) reader ${subscriberId === undefined ? '' : 'where id = :subscriberId'}
      group by ${KIND} order by size desc, topic_ids, mark`,
    { ...boundTo(asked), subscriberId },
  );
}

/** Articles that are owed to somebody beyond what is new to all, and may be in such a digest. */
export async function listOwedArticles(
  db: Db,
  { run, bucket }: Pick<Asked, 'run' | 'bucket'>,
): Promise<number[]> {
  const found = await rows<{ id: number }>(
    db,
    `select distinct o.article_id as id from owed_articles o where o.publication_id = :publicationId and o.state = 'owed'
      union select k.article_id from capped_kinds k
             where :rhythm = 'busy-day' and k.publication_id = :publicationId and k.time_zone = :timeZone and k.number > :cut`,
    { publicationId: run.publicationId, rhythm: run.rhythm, timeZone: run.timeZone, cut: bucket.cut },
  );
  return found.map(({ id }) => id);
}

/** Mails that brought articles before their number: what an editor put together, and what was withdrawn and came back. */
export function listOutOfTurn(db: Db, articleIds: number[]): Promise<Asked['outOfTurn']> {
  return rows(
    db,
    `select d.id as "sendId", c.content_id as "contentId", c.article_id as "articleId", d.status = 'cancelled' as "isOver"
       from content_articles c join send_contents k on k.id = c.content_id join sends d on d.id = k.send_id
       join articles a on a.id = c.article_id
      where c.article_id = any(cast(? as bigint[])) and c.correction_id is null
        and (d.occasion is null or d.occasion not like 'correction:%' and (a.numbered_at is null or d.prepared_at < a.numbered_at))`,
    [articleIds],
  );
}

/** @param dayBeganAt null: none. */
export async function listServingSends(
  db: Db,
  { publicationId, rhythm, timeZone, localHour }: DigestRun,
  dayBeganAt: Date | null,
): Promise<number[]> {
  const found = await rows<{ id: number }>(
    db,
    `select send_id as id from digest_runs
      where publication_id = :publicationId and rhythm = :rhythm and due_at >= cast(:dayBeganAt as timestamptz)
        and (time_zone, local_hour) <> (:timeZone, :localHour) and send_id is not null`,
    { publicationId, rhythm, timeZone, localHour, dayBeganAt },
  );
  return found.map(({ id }) => id);
}

/** Languages that readers chose, or their browsers said. */
export async function listLanguages(db: Db, publicationId: number): Promise<string[]> {
  const found = await rows<{ language: string }>(
    db,
    `select distinct language from subscribers where publication_id = ? and status = 'active' and language is not null`,
    [publicationId],
  );
  return found.map(({ language }) => language);
}
