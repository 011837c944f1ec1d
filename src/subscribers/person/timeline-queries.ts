import { rows, type Db } from '../../platform/database.ts';

/** Where a page begins: what is older, or as old and later in order. */
export interface Edge {
  /** Milliseconds since 1970. */
  at: number;
  /** Of what is as old: only those with a smaller id; undefined: none, null: all. */
  below: number | null | undefined;
}

export interface MailEntry {
  /** Of the send. */
  id: number;
  at: Date;
  subject: string;
  kind: string;
  state: 'accepted' | 'deferred' | 'rejected' | 'expired' | 'unknown' | 'skipped';
  attempts: number;
  reply: string | null;
}

export interface EventEntry {
  id: number;
  at: Date;
  type: 'bounce' | 'complaint' | 'unsubscribe' | 'reply';
  says: string;
  sendId: number | null;
  subject: string | null;
}

const isLater = (at: string, id: string) =>
  `(cast(:at as float8) is null or extract(epoch from date_trunc('milliseconds', ${at})) * 1000 < cast(:at as float8)
    or extract(epoch from date_trunc('milliseconds', ${at})) * 1000 = cast(:at as float8) and ${id} < cast(:below as bigint))`;

const MOST = '9223372036854775807';

const bindingsOf = (edge: Edge | undefined) => ({
  at: edge?.at ?? null,
  below: edge?.below === null ? MOST : (edge?.below ?? 0),
});

/** Mails of sends that a reader got or should have got, the newest first. Sends are few, and messages are found by them. */
export function listMailEntries(
  db: Db,
  of: { publicationId: number; id: number },
  edge: Edge | undefined,
  limit: number,
): Promise<MailEntry[]> {
  return rows(
    db,
    `select d.id, m.at, d.subject, d.kind, m.state, m.attempts, m.reply
       from sends d join messages m on m.send_id = d.id and m.subscriber_id = :id
      where d.publication_id = :publicationId and ${isLater('m.at', 'd.id')}
      order by date_trunc('milliseconds', m.at) desc, d.id desc limit :limit`,
    { ...of, ...bindingsOf(edge), limit },
  );
}

/** What came back of a reader's mail and what a reader wrote, the newest first. */
export function listEventEntries(
  db: Db,
  subscriberId: number,
  edge: Edge | undefined,
  limit: number,
): Promise<EventEntry[]> {
  return rows(
    db,
    `select e.id, e.at, e.type, e.says, e.send_id as "sendId", d.subject
       from events e left join sends d on d.id = e.send_id
      where e.subscriber_id = :subscriberId and ${isLater('e.at', 'e.id')}
      order by date_trunc('milliseconds', e.at) desc, e.id desc limit :limit`,
    { subscriberId, ...bindingsOf(edge), limit },
  );
}

/** How many mails of sends came to which end. */
export async function countMails(
  db: Db,
  of: { publicationId: number; id: number },
): Promise<Partial<Record<MailEntry['state'], number>>> {
  const found = await rows<{ state: MailEntry['state']; count: number }>(
    db,
    `select m.state, count(*) as count from sends d join messages m on m.send_id = d.id and m.subscriber_id = :id
      where d.publication_id = :publicationId group by 1`,
    of,
  );
  return Object.fromEntries(found.map(({ state, count }) => [state, count]));
}
