import { jsonOf, rows, type Db } from '../../platform/database.ts';
import { MAY_REACH } from '../../audiences/index.ts';
import { IN_BUCKET, MARK, MATCHING_KIND, type Rhythm } from '../../rhythms/index.ts';
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
  /** Articles that another mail brought them out of turn. */
  had: number[];
  /** Empty, or the rhythm that they had before the publication changed its default. */
  before: Rhythm | '';
  /** They moved to another zone or hour today, and had their digest before: a day has one. */
  isServed: boolean;
  size: number;
}

/** What the queries below need: the send, its bucket, and how far that has come. */
export interface Asked {
  sendId: number;
  run: DigestRun;
  bucket: { run: number; cut: number };
  /** When the day of the digest began for its readers; null: somebody asked for one more. */
  dayBeganAt: Date | null;
  /** Contents of hand-made and withdrawn mails that hold articles which may be new to somebody, with these articles. */
  outOfTurn: { contentId: number; articleId: number }[];
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

const HAD = `select r.id as subscriber_id, array_agg(distinct h."articleId" order by h."articleId") as ids
    from jsonb_to_recordset(cast(:outOfTurn as jsonb)) as h ("contentId" bigint, "articleId" bigint)
    join send_batches b on b.content_id = h."contentId"
   cross join lateral unnest(b.subscriber_ids) r (id) group by r.id`;

const IS_SERVED = `coalesce(s.ways_changed_at >= cast(:dayBeganAt as timestamptz) and exists (
    select from digest_runs u join send_batches x on x.send_id = u.send_id
     where u.publication_id = :publicationId and u.rhythm = :rhythm and u.due_at >= cast(:dayBeganAt as timestamptz)
       and (u.time_zone, u.local_hour) <> (:timeZone, :localHour) and s.id = any(x.subscriber_ids)), false)`;

/** Every reader whom the digest may reach, with what makes it theirs. */
function readers({ run: { rhythm }, outOfTurn }: Asked): string {
  const isRegular = rhythm === 'daily' || rhythm === 'weekly';
  const owed = rhythm === 'busy-day' ? OWED_ON_BUSY_DAY : rhythm === 'catch-up' ? OWED_AFTER_PAUSE : OWED;
  return `
    select s.id, s.topic_ids, coalesce(s.language, '') as language, ${isRegular ? MARK : ALL_TOLD} as mark,
           coalesce(o.ids, '{}') as owed, ${outOfTurn.length > 0 ? `coalesce(h.ids, '{}')` : `cast('{}' as bigint[])`} as had,
           coalesce(s.rhythm_before, '') as before, ${isRegular ? IS_SERVED : 'false'} as is_served
      from subscribers s join sends d on d.id = :sendId join publications p on p.id = s.publication_id
     cross join (select cast(:bucketRun as bigint) as run, cast(:cut as bigint) as cut) b
      ${isRegular ? 'left ' : ''}join (${owed}) o on o.subscriber_id = s.id
      ${outOfTurn.length > 0 ? `left join (${HAD}) h on h.subscriber_id = s.id` : ''}
     where ${rhythm === 'catch-up' ? 'true' : IN_BUCKET} and ${MAY_REACH}`;
}

const boundTo = ({ sendId, run, bucket, dayBeganAt, outOfTurn }: Asked) => ({
  dayBeganAt,
  sendId,
  publicationId: run.publicationId,
  rhythm: run.rhythm,
  timeZone: run.timeZone,
  localHour: run.localHour,
  bucketRun: bucket.run,
  cut: bucket.cut,
  outOfTurn: jsonOf(outOfTurn),
});

/** The largest first. @param subscriberId left out: of everybody. */
export function listGroups(db: Db, asked: Asked, subscriberId?: number): Promise<Group[]> {
  return rows(
    db,
    `select topic_ids as "topicIds", language, mark, owed, had, before, is_served as "isServed", count(*) as size
       from (${readers(asked)}) reader ${subscriberId === undefined ? '' : 'where id = :subscriberId'}
      group by topic_ids, language, mark, owed, had, before, is_served order by size desc, topic_ids, mark`,
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
    `select c.content_id as "contentId", c.article_id as "articleId"
       from content_articles c join send_contents k on k.id = c.content_id join sends d on d.id = k.send_id
       join articles a on a.id = c.article_id
      where c.article_id = any(cast(? as bigint[]))
        and (d.occasion is null or d.occasion not like 'correction:%' and (a.numbered_at is null or d.prepared_at < a.numbered_at))`,
    [articleIds],
  );
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

/** Query for the readers of some groups and their marks: `id`, `mark`. */
export function marksOfGroups(
  asked: Asked,
  groups: Group[],
): { sql: string; bindings: Record<string, unknown> } {
  const { sql, bindings } = audienceOfGroups(asked, groups, (place) => place);
  const marks = groups.map(({ mark }) => mark);
  return {
    sql: `select reader.id, m.mark from (${sql}) reader
            join unnest(cast(:marks as bigint[])) with ordinality m (mark, place) on m.place = reader.content_id + 1`,
    bindings: { ...bindings, marks },
  };
}

/** Query for who gets which content. @param contentOf the content of each group, by its place; undefined: none. */
export function audienceOfGroups(
  asked: Asked,
  groups: Group[],
  contentOf: (place: number) => number | undefined,
): { sql: string; bindings: Record<string, unknown> } {
  const asArray = (ids: number[]) => `{${ids.join(',')}}`;
  const known = groups.flatMap(({ topicIds, language, mark, owed, had, before, isServed }, place) => {
    const content = contentOf(place);
    return content === undefined
      ? []
      : [
          {
            topics: asArray(topicIds),
            language,
            mark: String(mark),
            owed: asArray(owed),
            had: asArray(had),
            before,
            isServed,
            content,
          },
        ];
  });
  return {
    sql: `with kind as materialized (
            select cast(topics as bigint[]) as topic_ids, language, cast(mark as bigint) as mark, cast(owed as bigint[]) as owed,
                   cast(had as bigint[]) as had, before, "isServed", content
              from jsonb_to_recordset(cast(:groups as jsonb))
                as g (topics text, language text, mark text, owed text, had text, before text, "isServed" boolean, content bigint))
          select r.id, kind.content as content_id
            from (${readers(asked)}) r
            join kind on kind.topic_ids = r.topic_ids and kind.language = r.language and kind.mark = r.mark and kind.owed = r.owed
                     and kind.had = r.had and kind.before = r.before and kind."isServed" = r.is_served`,
    bindings: { ...boundTo(asked), groups: jsonOf(known) },
  };
}
