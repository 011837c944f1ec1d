import { createHash } from 'node:crypto';
import { bytesOf, changedRows, rows, type Db } from '../../platform/database.ts';
import { redactedReply } from '../../platform/mail/redacted-reply.ts';
import type { Returned } from './returned.ts';

/** What a reply says at most, as it is kept. */
const MOST_WORDS = 500;

/** What is called an event's own: of two tellers, each has its keys, and one mail may tell of several people. */
const onceOf = ({ source, key, publicationId, subscriberId }: Returned): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([source, key, publicationId, subscriberId]))
    .digest()
    .subarray(0, 16);

const word = (text: string | null, longest: number) => text && redactedReply(text, longest);

/**
 * Writes down what is not known yet. Who was erased meanwhile, or is a reader of another publication, is not named.
 * @returns what is new, as it was given, with the person it is about.
 */
export async function insertEvents(db: Db, returned: Returned[]): Promise<Returned[]> {
  const byKey = new Map(returned.map((one) => [onceOf(one).toString('hex'), one]));
  const events = [...byKey].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const added = await rows<{ once: Buffer; subscriberId: number | null }>(
    db,
    `insert into events (publication_id, subscriber_id, send_id, type, kind, status, reason, says, source, once, at, is_heard)
     select e.publication_id, s.id, d.id, e.type, e.kind, e.status, e.reason, e.says, e.source, e.once, least(e.at, now()),
            d.id is null or s.id is null or e.type not in ('bounce', 'complaint') or e.source = 'smtp'
       from json_to_recordset(:events) as e (publication_id bigint, subscriber_id bigint, send_id bigint, type text, kind text, status text,
                                             reason text, says text, source text, once bytea, at timestamptz)
       left join subscribers s on s.id = e.subscriber_id and s.publication_id = e.publication_id
       left join sends d on d.id = e.send_id and d.publication_id = e.publication_id
      order by e.once
     on conflict (once) do nothing
     returning once, subscriber_id as "subscriberId"`,
    { events: JSON.stringify(events.map(([, one]) => eventRow(one))) },
  );
  return added.flatMap(({ once, subscriberId }) => {
    const given = byKey.get(once.toString('hex'));
    return given ? [{ ...given, subscriberId }] : [];
  });
}

const eventRow = (one: Returned) => ({
  publication_id: one.publicationId,
  subscriber_id: one.subscriberId,
  send_id: one.sendId,
  type: one.type,
  kind: redactedReply(one.kind, 60),
  status: word(one.status, 20),
  reason: word(one.reason, 100),
  says: redactedReply(one.says, MOST_WORDS),
  source: redactedReply(one.source, 40),
  once: bytesOf(onceOf(one)),
  at: one.at,
});

/** A server gives a message up after a week at the latest; a bounce that comes later is stale, or made up (BNC-01). */
const LATEST_BOUNCE = "interval '14 days'";

/**
 * Of these readers and sends, those of which a bounce says nothing any more: the mail is too old, or the mailbox was proved to live after it left,
 * being another address by now, or confirmed anew.
 */
export function listOutlived(
  db: Db,
  bounced: { subscriberId: number; sendId: number }[],
): Promise<{ subscriberId: number; sendId: number }[]> {
  return rows(
    db,
    `select b.subscriber_id as "subscriberId", b.send_id as "sendId"
       from unnest(cast(:subscriberIds as bigint[]), cast(:sendIds as bigint[])) as b (subscriber_id, send_id)
       join messages m on m.send_id = b.send_id and m.subscriber_id = b.subscriber_id
       join subscribers s on s.id = b.subscriber_id
      where m.at < now() - ${LATEST_BOUNCE}
         or s.confirmed_at > m.at
         or exists (select from address_changes c where c.subscriber_id = s.id and coalesce(c.undone_at, c.moved_at) > m.at)`,
    {
      subscriberIds: bounced.map(({ subscriberId }) => subscriberId),
      sendIds: bounced.map(({ sendId }) => sendId),
    },
  );
}

const KEPT = '1 year';

/** Forgets what came back more than a year ago. Returns how many went. */
export function purgeEvents(db: Db): Promise<number> {
  return changedRows(db, `delete from events where taken_at < now() - interval '${KEPT}'`);
}
