import { MAY_REACH } from '../../audiences/index.ts';
import { firstRow, jsonOf, rows, type Db } from '../../platform/database.ts';
import { follows } from '../../rhythms/index.ts';
import type { Correction, CorrectionAudience, CountByForm, Versions } from './correction.ts';

/** What is asked: who has another text of an article than this, and who else may get its correction. */
export interface AskedCorrection {
  publicationId: number;
  articleId: number;
  audience: CorrectionAudience;
  versions: Versions;
  /** Of the article, for those who did not get it. */
  topicIds: number[];
  /** Its send; null: it has none yet. */
  sendId?: number | null;
}

/**
 * Contents that hold article `:articleId`, with what of it, and whether that is right. A correction holds as much of it as the mail that
 * it corrects.
 */
const HELD = `
  select c.content_id, k.send_id, c.form, d.kind, d.status = 'cancelled' as is_over,
         c.version = case c.form when 'full' then cast(:full as bytea) when 'summary' then cast(:summary as bytea)
                                 else cast(:headline as bytea) end as is_right
    from content_articles c join send_contents k on k.id = c.content_id join sends d on d.id = k.send_id
   where c.article_id = :articleId`;

/**
 * Readers to whom a mail brought the article, and the content of the last one: what is frozen for them counts unless it failed; of a send
 * that was cancelled only what went out does.
 */
const NEWEST = `
  select brought.id, max(brought.content_id) as content_id
    from (select r.id, h.content_id
            from held h join send_batches b on b.send_id = h.send_id and b.content_id = h.content_id
           cross join lateral unnest(b.subscriber_ids) r (id)
            left join failed f on f.send_id = h.send_id and f.subscriber_id = r.id
           where not h.is_over and f.send_id is null
          union all
          select m.subscriber_id, h.content_id
            from held h join send_batches b on b.send_id = h.send_id and b.content_id = h.content_id
            join messages m on m.send_id = h.send_id and m.subscriber_id = any(b.subscriber_ids)
           where h.is_over and m.state in ('accepted', 'unknown')) brought
   group by brought.id`;

const WITH_NEWEST = `
  with held as materialized (${HELD}),
  failed as materialized (
    select m.send_id, m.subscriber_id from messages m
     where m.send_id in (select h.send_id from held h where not h.is_over) and m.state in ('rejected', 'expired', 'skipped')),
  newest as materialized (${NEWEST}),
  wrong as materialized (
    select n.id, h.form, h.kind from newest n join held h on h.content_id = n.content_id where not h.is_right)`;

const ASKED = `(select cast(:publicationId as bigint) as publication_id, true as is_for_all, cast('{}' as bigint[]) as topic_ids,
                       cast(null as text) as rhythm, cast(:sendId as bigint) as id, cast(null as bigint) as article_id)`;

const FOLLOWS = follows(
  'cast(:topicIds as bigint[])',
  'array(select t.id from topics t where t.publication_id = d.publication_id)',
);

/** Whoever gets the correction, `s.id`, and how much of the article it has to correct: all of it for who has none of it. */
const audience = (of: CorrectionAudience) =>
  of === 'everybody'
    ? `from subscribers s cross join ${ASKED} d left join wrong w on w.id = s.id
      where ${MAY_REACH} and (w.id is not null or ${FOLLOWS})`
    : `from wrong w join subscribers s on s.id = w.id cross join ${ASKED} d where ${MAY_REACH}`;

const FORM = `coalesce(w.form, 'full')`;

const boundTo = ({ publicationId, articleId, versions, topicIds, sendId }: AskedCorrection) => ({
  publicationId,
  articleId,
  ...versions,
  topicIds,
  sendId: sendId ?? null,
});

/** How many readers would get it now. */
export async function countReaders(db: Db, asked: AskedCorrection): Promise<CountByForm> {
  const found = await rows<{ form: keyof CountByForm; count: number }>(
    db,
    `${WITH_NEWEST} select ${FORM} as form, count(*) as count ${audience(asked.audience)} group by 1`,
    boundTo(asked),
  );
  const of = (form: keyof CountByForm) => found.find((one) => one.form === form)?.count ?? 0;
  return { full: of('full'), summary: of('summary'), headline: of('headline') };
}

/** Of those who got another text: how many by a single mail, and how many by something else. */
export async function countByMail(
  db: Db,
  asked: AskedCorrection,
): Promise<{ kind: 'article' | 'digest' | 'letter' | 'correction'; count: number }[]> {
  return rows(
    db,
    `${WITH_NEWEST} select w.kind, count(*) as count ${audience('wrong-text')} group by 1 order by 2 desc, 1`,
    boundTo(asked),
  );
}

/** A content of the correction: for whom of the audience it is. */
export interface Edition {
  /** As readers chose theirs; empty: they chose none. */
  language: string;
  form: keyof Versions;
  contentId: number;
}

/**
 * Query for who gets which of the contents: `id`, `content_id`.
 * @param plain contents for readers whose language has come up since.
 */
export function audienceOfCorrection(
  asked: AskedCorrection,
  editions: Edition[],
  plain: Partial<Record<keyof Versions, number>>,
): { sql: string; bindings: Record<string, unknown> } {
  return {
    sql: `${WITH_NEWEST},
          edition as (select * from jsonb_to_recordset(cast(:editions as jsonb)) as e (language text, form text, "contentId" bigint)),
          reader as (select s.id, coalesce(s.language, '') as language, ${FORM} as form ${audience(asked.audience)})
          select reader.id, coalesce(e."contentId", cast(cast(:plain as jsonb) ->> reader.form as bigint)) as content_id
            from reader left join edition e on e.language = reader.language and e.form = reader.form`,
    bindings: { ...boundTo(asked), editions: jsonOf(editions), plain: jsonOf(plain) },
  };
}

/** Keeps what a send corrects. One that was taken back says now what it says now. */
export async function storeCorrection(
  db: Db,
  { versions, ...correction }: Omit<Correction, 'publicationId'> & { versions: Versions },
): Promise<void> {
  await db.raw(
    `insert into corrections (send_id, article_id, note, audience, full_version, summary_version, headline_version)
     values (:sendId, :articleId, :note, :audience, :full, :summary, :headline)
     on conflict (send_id) do update set note = excluded.note, audience = excluded.audience`,
    { ...correction, ...versions },
  );
}

/** The article as it was when the correction was frozen. */
export async function setVersions(db: Db, sendId: number, versions: Versions): Promise<void> {
  await db.raw(
    `update corrections set full_version = :full, summary_version = :summary, headline_version = :headline where send_id = :sendId`,
    { sendId, ...versions },
  );
}

const COLUMNS = `c.send_id as "sendId", d.publication_id as "publicationId", c.article_id as "articleId", c.note, c.audience`;

export function findCorrection(db: Db, sendId: number): Promise<Correction | undefined> {
  return firstRow(
    db,
    `select ${COLUMNS} from corrections c join sends d on d.id = c.send_id where c.send_id = ?`,
    [sendId],
  );
}

/** Which of these sends are corrections. */
export function listCorrections(db: Db, sendIds: number[]): Promise<Correction[]> {
  return rows(
    db,
    `select ${COLUMNS} from corrections c join sends d on d.id = c.send_id where c.send_id = any(cast(? as bigint[]))`,
    [sendIds],
  );
}
