import { rows, type Db } from '../platform/database.ts';
import type { PlannedRhythm } from './planned-rhythm.ts';
import type { Reason } from '../words/index.ts';
import type { TodaySend } from './today-queries.ts';

/** What editors call a status, and the statuses behind it. */
export const SEND_GROUPS = {
  draft: ['draft'],
  scheduled: ['scheduled'],
  sending: ['preparing', 'sending'],
  needs: ['held', 'paused'],
  sent: ['sent'],
  cancelled: ['cancelled'],
} as const satisfies Record<string, readonly TodaySend['status'][]>;
export type SendGroup = keyof typeof SEND_GROUPS;

export interface ListedSend {
  id: number;
  kind: 'article' | 'digest' | 'letter' | 'correction';
  /** Of a digest that is made by itself. */
  digest: PlannedRhythm;
  subject: string;
  status: TodaySend['status'];
  reason: Reason | null;
  scheduledAt: Date | null;
  startedAt: Date | null;
  finishedAt: Date | null;
  /** Readers it goes to; null until the send is prepared. */
  audienceSize: number | null;
  /** Readers when they were last counted. */
  countedAudience: number | null;
  accepted: number;
  /** Who wrote it; null: nobody, such as for articles. `name`: of a person who is still there. */
  author: { actor: string; name: string | null } | null;
  /** Where the list goes on after it. */
  at: string | null;
}

/** The last send of a page. */
export interface SendCursor {
  at: string | null;
  id: number;
}

/** What comes next is first among those that wait; what is over goes by its end. `key` is a moment or nothing. */
const PAST = {
  key: 'd.finished_at',
  order: 'd.finished_at desc, d.id desc',
  after: '(d.finished_at, d.id) < ',
};
const SOON = { key: 'd.scheduled_at', order: 'd.scheduled_at, d.id', after: '(d.scheduled_at, d.id) > ' };
const NEWEST = { key: 'null', order: 'd.id desc', after: '' };
const ORDERS: Record<SendGroup, typeof PAST> = {
  draft: NEWEST,
  scheduled: SOON,
  sending: NEWEST,
  needs: NEWEST,
  sent: PAST,
  cancelled: PAST,
};

/**
 * Sends of these groups, which are of one order. @param page `find`: part of the subject.
 */
export function listSendsOf(
  db: Db,
  publicationId: number,
  groups: SendGroup[],
  { find, cursor, limit }: { find: string; cursor: SendCursor | undefined; limit: number },
): Promise<ListedSend[]> {
  const { key, order, after } = ORDERS[groups[0] ?? 'draft'];
  const beyond = after === '' ? 'd.id < :id' : `${after}(cast(:at as timestamptz), cast(:id as bigint))`;
  const statuses = groups.flatMap((group) => SEND_GROUPS[group]);
  return rows(
    db,
    `select d.id, d.kind, (select r.rhythm from digest_runs r where r.send_id = d.id) as digest, d.subject, d.status, d.reason,
            d.scheduled_at as "scheduledAt", d.started_at as "startedAt",
            d.finished_at as "finishedAt", d.audience_size as "audienceSize",
            d.counted_audience as "countedAudience", d.key::text as at,
            coalesce(cast(t.tally->'counts'->>'accepted' as bigint), sums.accepted, 0) as accepted, author.author
       from (select d.*, ${key} as key from sends d
              where d.publication_id = :publicationId and d.status in (${statuses.map((one) => `'${one}'`).join(', ')})
                ${cursor ? `and ${beyond}` : ''} ${find === '' ? '' : 'and d.subject ilike :find'}
              order by ${order} limit :limit) d
       left join send_tallies t on d.is_tallied and t.send_id = d.id
       left join lateral (select sum(accepted) as accepted from send_batches where send_id = d.id) sums on t.send_id is null
       left join lateral (
         select jsonb_build_object('actor', a.actor, 'name', coalesce(nullif(u.name, ''), u.email)) as author
           from audit_log a left join users u on a.actor = 'user:' || u.id
          where a.subject = 'send:' || d.id and a.action = 'send.created' order by a.id limit 1) author on true
      order by ${order}`,
    { publicationId, limit, at: cursor?.at ?? null, id: cursor?.id ?? 0, find: partOf(find) },
  );
}

const partOf = (text: string) => `%${text.replaceAll('\0', '').replace(/[\\%_]/g, '\\$&')}%`;

/** How many sends a publication has of each group. */
export async function countSendsByGroup(db: Db, publicationId: number): Promise<Record<SendGroup, number>> {
  const found = await rows<{ status: TodaySend['status']; count: number }>(
    db,
    'select status, count(*)::int as count from sends where publication_id = ? group by status',
    [publicationId],
  );
  const countOf = (statuses: readonly string[]) =>
    found.filter(({ status }) => statuses.includes(status)).reduce((sum, { count }) => sum + count, 0);
  return Object.fromEntries(
    Object.entries(SEND_GROUPS).map(([group, statuses]) => [group, countOf(statuses)]),
  ) as Record<SendGroup, number>;
}

export interface HistoryEntry {
  at: Date;
  /** `user:7`, `api-key:website`, `command-line`, `job:deliver-due-batches`. */
  actor: string;
  /** Of a person who is still there: their name, or their address. */
  name: string | null;
  action: string;
  details: Record<string, unknown>;
}

/** What people and jobs did with a send, the latest first. */
export function listSendHistory(db: Db, sendId: number, limit: number): Promise<HistoryEntry[]> {
  return rows(
    db,
    `select a.at, a.actor, coalesce(nullif(u.name, ''), u.email) as name, a.action, a.details
       from audit_log a left join users u on a.actor = 'user:' || u.id
      where a.subject = ? order by a.id desc limit ?`,
    [`send:${sendId}`, limit],
  );
}

/** Who left by a link of this send, and did not come back. Erased people count under no domain. */
const LEAVERS = `
  select distinct on (c.subscriber_id) c.subscriber_id, c.at, s.email
    from consent_records c left join subscribers s on s.id = c.subscriber_id
   where c.kind = 'unsubscribed' and c.details->>'sendId' = cast(:sendId as text) and c.details->>'sendId' <> '0'
     and (s.id is null or s.status <> 'active')
   order by c.subscriber_id, c.at desc`;

export interface LeaverCount {
  /** Null: erased. */
  domain: string | null;
  count: number;
}

export function countLeavers(db: Db, sendId: number): Promise<LeaverCount[]> {
  return rows(
    db,
    `select split_part(email, '@', 2) as domain, count(*)::int as count from (${LEAVERS}) left_after group by 1 order by 2 desc, 1`,
    { sendId },
  );
}

export interface Leaver {
  subscriberId: number;
  /** Null when the subscriber was erased. */
  email: string | null;
  at: Date;
}

/** The latest first. */
export function listLeavers(db: Db, sendId: number, limit: number): Promise<Leaver[]> {
  return rows(
    db,
    `select subscriber_id as "subscriberId", email, at from (${LEAVERS}) left_after order by at desc, subscriber_id limit :limit`,
    { sendId, limit },
  );
}
