import { rows, type Db } from '../../platform/database.ts';
import type { PersonalLink } from '../links/links.ts';
import type { Evidence } from '../subscriber.ts';

/** Somebody who leaves, and by the link of which send. */
export interface Leaving extends PersonalLink {
  evidence: Evidence;
}

/**
 * Takes subscribers out, each named once, with a line of proof for each (CON-01); complaints keep their status. One statement, so both happen or
 * neither. Returns those that changed.
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
       update subscribers s set status = 'unsubscribed', unsubscribed_at = now()
         from json_to_recordset(:leaving) as l (id bigint, send_id bigint, channel text, ip text, user_agent text, details jsonb)
        where s.id = l.id and s.status in ('active', 'pending', 'bounced')
       returning s.id, s.publication_id, l.send_id, l.channel, l.ip, l.user_agent, l.details),
     proof as (
       insert into consent_records (publication_id, subscriber_id, kind, channel, ip, user_agent, details)
       select publication_id, id, 'unsubscribed', channel, ip, user_agent, details from gone)
     select id as "subscriberId", publication_id as "publicationId", send_id as "sendId" from gone`,
    { leaving: JSON.stringify(leaving) },
  );
}
