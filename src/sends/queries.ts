import { changedRows, firstRow, jsonOf, rows, type Db } from '../platform/database.ts';
import { NotFound } from '../platform/errors.ts';
import { IS_AWAKE } from '../platform/sign-of-life.ts';
import { SEND_LINK_KEY } from '../subscribers/index.ts';
import type { Reason } from '../words/index.ts';
import type { AskedSegment } from '../audiences/index.ts';
import type { NamedSelection } from '../segments/index.ts';
import type { Send, SendKindName, SendStatus } from './send.ts';

/** A send that goes to a few readers first says so while the others wait. */
const OF_WAVES = `case when status = 'sending' and wave_minutes is not null and (rest_at is null or rest_at > now()) then
  jsonb_build_object('code', 'first-few', 'params', jsonb_build_object('minutes', wave_minutes,
    'until', to_char(rest_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
    'timeZone', (select p.time_zone from publications p where p.id = publication_id))) end`;

const COLUMNS = `
  id, publication_id as "publicationId", kind, status, coalesce(reason, ${OF_WAVES}) as reason,
  to_jsonb(array_remove(array[bounce_warning, block_warning, complaint_warning, return_warning], null)) || coalesce(late_warnings, '[]') as warnings, article_id as "articleId", subject, chosen_subject as "chosenSubject", coalesce(occasion like 'digest:%', false) as "isTimedDigest",
  scheduled_at as "scheduledAt", started_at as "startedAt", finished_at as "finishedAt"`;

/** @throws NotFound also when the send belongs to another publication. */
export async function getSendRow(db: Db, publicationId: number, id: number): Promise<Send> {
  const found = await firstRow<Send>(db, `select ${COLUMNS} from sends where id = ? and publication_id = ?`, [
    id,
    publicationId,
  ]);
  if (!found) throw new NotFound(`The send ${id}`);
  return found;
}

/** A send with whom it is for. */
export interface SendStory extends Send {
  /** When its audience was frozen. */
  preparedAt: Date | null;
  audienceSize: number | null;
  /** Whatever a reader follows. */
  isForAll: boolean;
  /** Of an article's send only once it is prepared. */
  topicIds: number[];
  /** What readers follow of it; the same. */
  strands: string[];
  rhythm: string | null;
  isForSegment: boolean;
  /** Null: it is for none, or that is gone. */
  segmentId: number | null;
  /** What it means, or meant when the audience was frozen; null: it is for none. */
  segment: AskedSegment;
}

type StoryRow = Omit<SendStory, 'segment'> & { frozenSegment: NamedSelection | null };

/** The oldest first. @param of one send, or all of an article. */
export function listStoryRows(
  db: Db,
  publicationId: number,
  of: { sendId?: number; articleId?: number },
): Promise<StoryRow[]> {
  return rows(
    db,
    `select ${COLUMNS}, prepared_at as "preparedAt", audience_size as "audienceSize", is_for_all as "isForAll", topic_ids as "topicIds", strands, rhythm,
            is_for_segment as "isForSegment", segment_id as "segmentId", segment as "frozenSegment"
       from sends
      where publication_id = :publicationId
        and (id = cast(:sendId as bigint) or article_id = cast(:articleId as bigint))
      order by id`,
    { publicationId, sendId: of.sendId ?? null, articleId: of.articleId ?? null },
  );
}

/** The id of the publication a send belongs to. @throws NotFound */
export async function getSendPublication(db: Db, id: number): Promise<number> {
  const found = await firstRow<{ publicationId: number }>(
    db,
    'select publication_id as "publicationId" from sends where id = ?',
    [id],
  );
  if (!found) throw new NotFound(`The send ${id}`);
  return found.publicationId;
}

/** Which sends of a publication are asked for. */
export interface SendPage {
  /** Only ids below this one, 0 for all. */
  before: number;
  limit: number;
  statuses?: readonly SendStatus[] | undefined;
  /** Part of the subject. */
  find?: string | undefined;
}

/** Newest first. */
export function listSendRows(db: Db, publicationId: number, page: SendPage): Promise<Send[]> {
  const { statuses, find = '', before, limit } = page;
  return rows(
    db,
    `select ${COLUMNS} from sends
      where publication_id = :publicationId and (cast(:before as bigint) = 0 or id < :before)
        ${statuses ? 'and status = any(cast(:statuses as text[]))' : ''}
        ${find === '' ? '' : 'and subject ilike :find'}
      order by id desc limit :limit`,
    { publicationId, before, limit, statuses: [...(statuses ?? [])], find: partOf(find) },
  );
}

const partOf = (text: string) => `%${text.replaceAll('\0', '').replace(/[\\%_]/g, '\\$&')}%`;

/**
 * A preparation whose process died is taken up again after it. One that takes longer to compile may be made twice: what the slower one
 * decides is undone.
 */
const PREPARATION_SECONDS = 8;

/** Takes the send that has been due longest; the database's clock decides (TIM-06). */
export function claimDueSend(db: Db): Promise<Send | undefined> {
  return firstRow<Send>(
    db,
    `update sends set status = 'preparing', lease_until = now() + make_interval(secs => ?)
      where id = (select id from sends
                   where ${IS_AWAKE} and ((status = 'scheduled' and scheduled_at <= now() and approval is null
                                           and (blocked_until is null or blocked_until <= now()))
                                          or (status = 'preparing' and lease_until < now()))
                   order by scheduled_at limit 1 for update skip locked)
     returning ${COLUMNS}`,
    [PREPARATION_SECONDS],
  );
}

/** Gives a send back to wait; it is looked at again by itself. */
export async function postponeSend(
  db: Db,
  id: number,
  reason: Reason | null,
  seconds: number,
): Promise<void> {
  await db.raw(
    `update sends set status = 'scheduled', reason = ?, lease_until = null,
            blocked_until = now() + make_interval(secs => ?)
      where id = ? and status = 'preparing'`,
    [jsonOf(reason), seconds, id],
  );
}

/**
 * Counts a failure that was the email's own. At the second it is held, so that it costs nobody anything any more.
 * @returns undefined when it was paused or cancelled meanwhile, or somebody else had it in hand.
 */
export async function countEmailFault(
  db: Db,
  id: number,
  of: { waits: Reason; held: Reason; seconds: number },
): Promise<SendStatus | undefined> {
  const row = await firstRow<{ status: SendStatus }>(
    db,
    `update sends set faults = faults + 1, lease_until = null,
            status = case when faults = 0 then 'scheduled' else 'held' end,
            reason = case when faults = 0 then cast(:waits as jsonb) else cast(:held as jsonb) end,
            blocked_until = case when faults = 0 then now() + make_interval(secs => :seconds) end
      where id = :id and status = 'preparing' returning status`,
    { id, seconds: of.seconds, waits: jsonOf(of.waits), held: jsonOf(of.held) },
  );
  return row?.status;
}

/** Its article may not be sent; should that change, the send goes on. */
export async function dropSend(db: Db, id: number, reason: Reason): Promise<void> {
  await db.raw(
    `update sends set status = 'cancelled', is_withdrawn = true, reason = ?, lease_until = null, finished_at = now()
      where id = ? and status = 'preparing'`,
    [jsonOf(reason), id],
  );
}

/** Nobody was to get it: whatever it was planned for has no trace of it. */
export async function removeEmptySend(db: Db, id: number): Promise<void> {
  await db.raw(`delete from sends where id = ? and status = 'preparing'`, [id]);
}

/** False when someone else prepared, paused or cancelled it meanwhile. @param topicIds null: they stay as they are. */
export async function setTopics(db: Db, id: number, topicIds: number[] | null): Promise<boolean> {
  const changed = await changedRows(
    db,
    `update sends set topic_ids = coalesce(cast(? as bigint[]), topic_ids) where id = ? and status = 'preparing'`,
    [topicIds, id],
  );
  return changed === 1;
}

/** What of it somebody follows, when it is about to be frozen. */
export async function setStrands(db: Db, id: number, strands: string[]): Promise<void> {
  const sql = `update sends set strands = cast(? as text[]) where id = ? and status = 'preparing'`;
  await db.raw(sql, [strands, id]);
}

export async function markSending(
  db: Db,
  id: number,
  prepared: { subject: string; audienceSize: number; warnings: Reason[]; waveMinutes: number },
): Promise<void> {
  await db.raw(
    `update sends
        set status = 'sending', subject = ?, audience_size = ?, late_warnings = ?, reason = null, lease_until = null, blocked_until = null, faults = 0,
            prepared_at = now(), started_at = now(), mail_date = date_trunc('second', now()),
            wave_minutes = case when exists (select from send_batches b where b.send_id = sends.id and b.is_rest) then cast(? as int) end
      where id = ? and status = 'preparing'`,
    [
      prepared.subject,
      prepared.audienceSize,
      jsonOf(prepared.warnings.length > 0 ? prepared.warnings : null),
      prepared.waveMinutes,
      id,
    ],
  );
}

export interface PreparedSend {
  publicationId: number;
  kind: SendKindName;
  messageKey: Buffer;
  /** What its links are bound to. */
  linkKey: number;
  mailDate: Date;
  /** As the publication wants it now. */
  retryHours: number;
}

export async function getPreparedSend(db: Db, id: number): Promise<PreparedSend> {
  const found = await firstRow<PreparedSend>(
    db,
    `select d.publication_id as "publicationId", d.kind, d.message_key as "messageKey", ${SEND_LINK_KEY} as "linkKey", d.mail_date as "mailDate",
            p.retry_hours as "retryHours"
       from sends d join publications p on p.id = d.publication_id
      where d.id = ?`,
    [id],
  );
  if (!found) throw new NotFound(`The send ${id}`);
  return found;
}

/** A guarded transition; undefined when the send is in none of the states `from`. `going` is where a paused send was. */
export function moveSend(
  db: Db,
  id: number,
  { from, to, isOwed }: { from: SendStatus[]; to: 'paused' | 'cancelled' | 'going'; isOwed: boolean },
): Promise<Send | undefined> {
  return firstRow<Send>(
    db,
    `update sends
        set status = case when :to <> 'going' then cast(:to as text)
                          when held_from = 'draft' then 'draft'
                          when prepared_at is null then 'scheduled' else 'sending' end,
            gap_id = null, held_from = null,
            reason = null, blocked_until = null, faults = 0, fault_since = null, fault_told_at = null, lease_until = null,
            answered = 0, taken = 0, bounced = 0, refused = 0, complained = 0, alarm = null, may_be_late = may_be_late or :to = 'going',
            approval = case when :to <> 'going' then approval end,
            finished_at = case when :to = 'cancelled' then now() end, 
            owes_unreached = cast(:isOwed as boolean) and prepared_at is not null and coalesce(occasion like 'digest:%', false)
      where id = :id and status = any(cast(:from as text[])) and (:to <> 'going' or approval is distinct from 'another')
     returning ${COLUMNS}`,
    { id, from, to, isOwed },
  );
}

/** All workers leave the send alone for a while, a little longer with each fault in a row. */
export async function backOff(
  db: Db,
  id: number,
  reason: Reason,
  delay: { firstSeconds: number; longestSeconds: number; random: number },
): Promise<void> {
  await db.raw(
    `update sends
        set reason = cast(:reason as jsonb), faults = least(faults + 1, 20), fault_since = coalesce(fault_since, now()),
            blocked_until = now() + make_interval(secs =>
              least(:longestSeconds, :firstSeconds * power(2, faults)) * (0.75 + cast(:random as float8) / 2))
      where id = :id and status = 'sending' and (blocked_until is null or blocked_until <= now())`,
    { id, reason: jsonOf(reason), ...delay },
  );
}

export async function clearFault(db: Db, id: number): Promise<void> {
  await db.raw(
    `update sends set reason = null, faults = 0, fault_since = null, fault_told_at = null, blocked_until = null
      where id = ? and status = 'sending' and faults > 0`,
    [id],
  );
}

/** Holds the send's row until the transaction ends. */
export async function lockSend(db: Db, id: number): Promise<SendStatus | undefined> {
  const row = await firstRow<{ status: SendStatus }>(db, 'select status from sends where id = ? for update', [
    id,
  ]);
  return row?.status;
}

/** Writes down what its segment means while its audience is frozen. */
export async function freezeSegment(db: Db, id: number, segment: NamedSelection): Promise<void> {
  await db.raw('update sends set segment = ? where id = ?', [jsonOf(segment), id]);
}

/** Which segment a send is for. */
export async function findSegmentOf(
  db: Db,
  id: number,
): Promise<{ publicationId: number; isForSegment: boolean; segmentId: number | null } | undefined> {
  return firstRow(
    db,
    `select publication_id as "publicationId", is_for_segment as "isForSegment", segment_id as "segmentId" from sends where id = ?`,
    [id],
  );
}
