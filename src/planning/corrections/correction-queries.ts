import { MAY_REACH } from '../../audiences/index.ts';
import { firstRow, jsonOf, rows, type Db } from '../../platform/database.ts';
import { follows } from '../../rhythms/index.ts';
import type { Correction, CorrectionAudience, CountByForm, ReaderCount, Versions } from './correction.ts';
import { boundAsked, WITH_WRONG } from './held-queries.ts';

/** What is asked: who has another text of an article than this, and who else may get its correction. */
export interface AskedCorrection {
  publicationId: number;
  articleId: number;
  audience: CorrectionAudience;
  /** Readers of digests get no mail of its own. */
  inNextDigest: boolean;
  versions: Versions;
  /** Of the article, for those who did not get it. */
  topicIds: number[];
  /** Its send; null: it has none yet. */
  sendId?: number | null;
}

/** The row of a send that is for all rhythms. */
export const ASKED = `(select cast(:publicationId as bigint) as publication_id, true as is_for_all, cast('{}' as bigint[]) as topic_ids, cast('{}' as text[]) as strands,
                       cast(null as text) as rhythm, cast(:sendId as bigint) as id, cast(null as bigint) as article_id)`;

const FOLLOWS = follows(
  'cast(:topicIds as bigint[])',
  'array(select t.id from topics t where t.publication_id = d.publication_id)',
);

/** The id of `s`, so that readers are joined by hash: nothing tells PostgreSQL how many they are, and it would look up each by itself. */
export const ALL_AT_ONCE = 's.id + 0';

/** Whoever gets the correction, `s.id`, and how much of the article it has to correct: all of it for who has none of it. */
const audience = (of: CorrectionAudience) =>
  of === 'everybody'
    ? `from subscribers s cross join ${ASKED} d left join wrong w on w.id = s.id
      where ${MAY_REACH} and (w.id is not null or ${FOLLOWS})`
    : `from wrong w join subscribers s on ${ALL_AT_ONCE} = w.id cross join ${ASKED} d where ${MAY_REACH}`;

const FORM = `coalesce(w.form, 'full')`;

/** Readers who get it with their next digest. */
const GETS_DIGESTS = `cast(:inNextDigest as boolean) and s.rhythm <> 'each'`;

const boundTo = ({
  publicationId,
  articleId,
  inNextDigest,
  versions,
  topicIds,
  sendId,
}: AskedCorrection) => ({
  publicationId,
  topicIds,
  inNextDigest,
  sendId: sendId ?? null,
  ...boundAsked([{ id: sendId ?? 0, articleId, right: [versions], frozenAt: null }]),
});

/** How many readers would get it now, and how. */
export async function countReaders(db: Db, asked: AskedCorrection): Promise<ReaderCount> {
  const found = await rows<{ form: keyof CountByForm; isInDigest: boolean; count: number }>(
    db,
    `${WITH_WRONG} select ${FORM} as form, ${GETS_DIGESTS} as "isInDigest", count(*) as count ${audience(asked.audience)} group by 1, 2`,
    boundTo(asked),
  );
  const of = (form: keyof CountByForm) =>
    found.find((one) => one.form === form && !one.isInDigest)?.count ?? 0;
  return {
    atOnce: { full: of('full'), summary: of('summary'), headline: of('headline') },
    inDigest: found.reduce((sum, { isInDigest, count }) => (isInDigest ? sum + count : sum), 0),
  };
}

/** Of those who got another text: how many by a single mail, and how many by something else. */
export async function countByMail(
  db: Db,
  asked: AskedCorrection,
): Promise<{ kind: 'article' | 'digest' | 'letter' | 'correction'; count: number }[]> {
  return rows(
    db,
    `${WITH_WRONG} select w.kind, count(*) as count ${audience('wrong-text')} group by 1 order by 2 desc, 1`,
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
    sql: `${WITH_WRONG},
          edition as (select * from jsonb_to_recordset(cast(:editions as jsonb)) as e (language text, form text, "contentId" bigint)),
          reader as (select s.id, coalesce(s.language, '') as language, ${FORM} as form ${audience(asked.audience)} and not (${GETS_DIGESTS}))
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
    `insert into corrections (send_id, article_id, note, audience, in_next_digest, full_version, summary_version, headline_version)
     values (:sendId, :articleId, :note, :audience, :inNextDigest, :full, :summary, :headline)
     on conflict (send_id) do update
       set note = excluded.note, audience = excluded.audience, in_next_digest = excluded.in_next_digest`,
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

export const COLUMNS = `c.send_id as "sendId", d.publication_id as "publicationId", c.article_id as "articleId", c.note, c.audience,
  c.in_next_digest as "inNextDigest"`;

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

/** Corrections of an article that went out, the oldest first. */
export function listSentCorrections(db: Db, articleId: number): Promise<{ sendId: number; at: Date }[]> {
  return rows(
    db,
    `select c.send_id as "sendId", d.prepared_at as at from corrections c join sends d on d.id = c.send_id
      where c.article_id = ? and d.prepared_at is not null and d.status <> 'cancelled' order by d.prepared_at, d.id`,
    [articleId],
  );
}
