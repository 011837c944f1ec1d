import { firstRow, rows, type Db } from '../../platform/database.ts';
import type { PersonalLink } from '../links/links.ts';
import type { Evidence } from '../subscriber.ts';

/** Somebody who leaves, and by the link of which send. */
export interface Leaving extends PersonalLink {
  evidence: Evidence;
}

/**
 * Takes subscribers out, each named once, with a line of proof for each (CON-01); complaints keep their status. Who had left within
 * the hour has left for good: a robot that pressed the button before or after a person cannot take the person's word back (CNF-05).
 * One statement, so all happen or none. Returns those that changed.
 */
export function takeOut(
  db: Db,
  leavings: Leaving[],
): Promise<{ subscriberId: number; publicationId: number; sendId: number }[]> {
  const leaving = leavings
    .toSorted((one, other) => one.subscriberId - other.subscriberId)
    .map(({ subscriberId, sendId, evidence: { channel, ip, userAgent, details } }) => ({
      id: subscriberId,
      send_id: sendId,
      channel,
      ip,
      user_agent: userAgent,
      details: { ...details, sendId },
    }));
  return rows(
    db,
    `with gone as (
       update subscribers s set status = 'unsubscribed', unsubscribed_at = now(), left_for_good = false
         from json_to_recordset(:leaving) as l (id bigint, send_id bigint, channel text, ip text, user_agent text, details jsonb)
        where s.id = l.id and s.status in ('active', 'pending', 'bounced')
       returning s.id, s.publication_id, l.send_id, l.channel, l.ip, l.user_agent, l.details),
     again as (
       update subscribers s set left_for_good = true
         from json_to_recordset(:leaving) as l (id bigint)
        where s.id = l.id and s.status = 'unsubscribed' and not s.left_for_good
          and s.unsubscribed_at > now() - interval '1 hour'),
     proof as (
       insert into consent_records (publication_id, subscriber_id, kind, channel, ip, user_agent, details)
       select publication_id, id, 'unsubscribed', channel, ip, user_agent, details from gone)
     select id as "subscriberId", publication_id as "publicationId", send_id as "sendId" from gone`,
    { leaving: JSON.stringify(leaving) },
  );
}

/** Until when they can take back that they left; undefined: they cannot. As in `markResubscribed`. */
export async function findUndoEnd(db: Db, id: number): Promise<Date | undefined> {
  const row = await firstRow<{ ends: Date }>(
    db,
    `select unsubscribed_at + interval '1 hour' as ends from subscribers
      where id = ? and status = 'unsubscribed' and not left_for_good and unsubscribed_at > now() - interval '1 hour'`,
    [id],
  );
  return row?.ends;
}
