import { firstRow, rows, type Db } from '../../platform/database.ts';

/** States of messages that were not accepted although somebody tried. */
export const FAILED_STATES = ['rejected', 'expired', 'unknown', 'deferred'] as const;
export type FailedState = (typeof FAILED_STATES)[number];

/** Domains are named from so many readers on, so that no figure is about one person (GDPR-02). */
const NAMED_FROM = 5;
const DOMAINS = 12;

export interface DomainTally {
  /** Null: all the others together. */
  domain: string | null;
  /** How many domains these are. */
  domains: number;
  messages: number;
  accepted: number;
  /** Refused for good, or given up. */
  refused: number;
  /** From the beginning of the send to the last that was accepted. */
  seconds: number | null;
}

/** The largest domains and the rest, by the messages of a send. */
export function tallyDomains(db: Db, sendId: number): Promise<DomainTally[]> {
  return rows(
    db,
    `with by_domain as (
       select coalesce(split_part(s.email, '@', 2), '') as domain, count(*) as messages,
              count(*) filter (where m.state = 'accepted') as accepted,
              count(*) filter (where m.state in ('rejected', 'expired')) as refused,
              max(m.at) filter (where m.state = 'accepted') as last_at
         from messages m left join subscribers s on s.id = m.subscriber_id
        where m.send_id = :sendId and m.state <> 'skipped' group by 1
     ), ranked as (
       select *, row_number() over (order by domain = '', messages desc, domain) <= ${DOMAINS}
                 and messages >= ${NAMED_FROM} and domain <> '' as is_named from by_domain)
     select case when is_named then domain end as domain, count(*)::int as domains, sum(messages)::int as messages,
            sum(accepted)::int as accepted, sum(refused)::int as refused,
            greatest(0, ceil(extract(epoch from max(last_at) - (select started_at from sends where id = :sendId))))::int as seconds
       from ranked group by case when is_named then domain end order by bool_or(is_named) desc, sum(messages) desc, 1`,
    { sendId },
  );
}

export interface TopicTally {
  topicId: number;
  accepted: number;
}

/** How many of those whose message was accepted follow each topic; the largest first. */
export function tallyTopics(db: Db, sendId: number): Promise<TopicTally[]> {
  return rows(
    db,
    `select topic as "topicId", count(*)::int as accepted
       from messages m join subscribers s on s.id = m.subscriber_id cross join unnest(s.topic_ids) topic
      where m.send_id = ? and m.state = 'accepted' group by topic order by accepted desc, topic limit 12`,
    [sendId],
  );
}

export interface FailedMessage {
  subscriberId: number;
  /** Null when the subscriber was erased. */
  email: string | null;
  reply: string | null;
}

/** Messages in one state, by subscriber. */
export function listFailed(
  db: Db,
  sendId: number,
  page: { state: FailedState; after: number; limit: number },
): Promise<FailedMessage[]> {
  return rows(
    db,
    `select m.subscriber_id as "subscriberId", s.email, m.reply
       from messages m left join subscribers s on s.id = m.subscriber_id
      where m.send_id = :sendId and m.state = :state and m.state <> 'accepted' and m.subscriber_id > :after
      order by m.subscriber_id limit :limit`,
    { sendId, ...page },
  );
}

/** What servers said to these readers of a send; nothing where it was erased. */
export async function listReplies(
  db: Db,
  sendId: number,
  subscriberIds: number[],
): Promise<Map<number, string>> {
  const found = await rows<{ id: number; reply: string }>(
    db,
    `select subscriber_id as id, reply from messages
      where send_id = ? and subscriber_id = any(?::bigint[]) and reply is not null`,
    [sendId, subscriberIds],
  );
  return new Map(found.map(({ id, reply }) => [id, reply]));
}

export async function insertTally(db: Db, sendId: number, tally: object): Promise<void> {
  await db.raw(
    `insert into send_tallies (send_id, tally) values (?, ?::jsonb)
     on conflict (send_id) do update set at = now(), tally = excluded.tally`,
    [sendId, JSON.stringify(tally)],
  );
}

export async function findTallyRow<Tally>(db: Db, sendId: number): Promise<Tally | undefined> {
  const row = await firstRow<{ tally: Tally }>(db, 'select tally from send_tallies where send_id = ?', [
    sendId,
  ]);
  return row?.tally;
}
