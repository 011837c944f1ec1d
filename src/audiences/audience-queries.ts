import { firstRow, type Db } from '../platform/database.ts';
import { LINK_KEY } from '../subscribers/index.ts';
import {
  conditionsFor,
  MAY_STILL_REACH,
  mayReach,
  type AskedSegment,
  type ConditionCode,
} from './conditions.ts';

/** Query for the ids of the audience of send `:id`, whose row has the segment by then. */
const idsOf = (segment: AskedSegment) => `
  select s.id from subscribers s join sends d on d.id = :id
   where ${mayReach(segment)}`;

/**
 * Query for the audience of send `:id` and the content that each reader gets: the first that is for them. It is frozen into
 * batches when the send is prepared.
 * @param contents `who`: predicate about subscriber `s`; left out: everybody.
 */
export function audienceOf(
  contents: { id: number; who?: string | undefined }[],
  segment: AskedSegment = null,
): string {
  const audience = idsOf(segment);
  const [only] = contents;
  if (contents.length === 1 && only?.who === undefined)
    return `select id, cast(${only?.id} as bigint) as content_id from (${audience}) audience`;
  const cases = contents.map(({ id, who = 'true' }) => `when ${who} then ${id}`);
  return `
    select id, content_id
      from (select s.id, cast(case ${cases.join(' ')} end as bigint) as content_id
              from (${audience}) audience join subscribers s on s.id = audience.id) reader
     where content_id is not null`;
}

/**
 * Query for those of the frozen readers whom send `:sendId` may reach at this very moment (OC-06).
 * @param ids SQL of an array of subscribers' ids.
 */
export const recipientsAmong = (ids: string): string => `
  select s.id, s.delivery_address as address, s.name, ${LINK_KEY} as "linkKey"
    from subscribers s join sends d on d.id = :sendId
   where s.id = any(cast(${ids} as bigint[])) and ${MAY_STILL_REACH}`;

/** What the conditions ask of a send; it need not have a row yet. */
export interface AskedSend {
  publicationId: number;
  /** Whatever a reader follows. */
  isForAll: boolean;
  topicIds: number[];
  /** What else of it a reader may follow, such as `author:ada-berg`. */
  strands?: string[];
  rhythm: string | null;
  segment?: AskedSegment;
  /** Null: it has no row yet. */
  sendId?: number | null;
  /** Of an article's own mail. */
  articleId?: number | null;
}

/** Query for such a send as `d`, from its bindings. */
export const ASKED = `(select cast(:publicationId as bigint) as publication_id, cast(:isForAll as boolean) as is_for_all,
                         cast(:topicIds as bigint[]) as topic_ids, cast(:strands as text[]) as strands,
                         cast(:rhythm as text) as rhythm, cast(:segment as jsonb) as segment,
                         cast(:sendId as bigint) as id, cast(:articleId as bigint) as article_id)`;

/** The bindings of `ASKED`. */
export const boundTo = ({
  publicationId,
  isForAll,
  topicIds,
  strands,
  rhythm,
  segment = null,
  sendId,
  articleId,
}: AskedSend) => ({
  publicationId,
  isForAll,
  topicIds,
  strands: strands ?? [],
  rhythm,
  segment: segment === null ? null : JSON.stringify(segment),
  sendId: sendId ?? null,
  articleId: articleId ?? null,
});

/** How many would get it now. */
export async function countAskedAudience(db: Db, send: AskedSend): Promise<number> {
  const row = await firstRow<{ size: number }>(
    db,
    `select count(*) as size from subscribers s cross join ${ASKED} d where ${mayReach(send.segment)}`,
    boundTo(send),
  );
  return row?.size ?? 0;
}

/** Which conditions hold for one reader and one send as both are now. Undefined when the reader is gone. */
export function answerConditions(
  db: Db,
  subscriberId: number,
  send: AskedSend,
): Promise<Record<ConditionCode, boolean> | undefined> {
  const answers = Object.entries(conditionsFor(send.segment)).map(([code, sql]) => `${sql} as "${code}"`);
  return firstRow(
    db,
    `select ${answers.join(', ')}
       from subscribers s
      cross join ${ASKED} d
      where s.id = :subscriberId and s.publication_id = d.publication_id`,
    { subscriberId, ...boundTo(send) },
  );
}
