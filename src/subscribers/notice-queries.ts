import { firstRow, rows, type Db } from '../platform/database.ts';
import { sharedQuery } from '../platform/together.ts';
import type { Rhythm } from '../rhythms/index.ts';
import { LINK_KEY } from './links/link-queries.ts';
import type { SubscriberStatus } from './subscriber.ts';
import { LIFTED_BY_PERSON } from './suppressions/suppression-queries.ts';

/** What a sign-up leads to. */
export type SignUpNotice = 'confirmation' | 'already-subscribed';

/** A server took the mail, and it came back. */
const HAS_COME_BACK = `exists (select from events e
  where e.subscriber_id = latest.subscriber_id and e.type = 'bounce' and e.kind = 'hard' and e.send_id is null and e.taken_at > latest.requested_at)`;

/** Whether the newest mail that sign-ups of this address led to came back since, as there is no such mailbox. */
export async function hasBounced(
  db: Db,
  of: { publicationId: number; email: string; hashes: Buffer[]; since: Date },
): Promise<boolean> {
  const row = await firstRow<{ hasBounced: boolean }>(
    db,
    `select coalesce((latest.state = 'refused' or ${HAS_COME_BACK}) and exists (
              select from suppressions where address_hash = any(cast(:hashes as bytea[])) and publication_id = 0
                                         and reason = 'bounced'), false) as "hasBounced"
       from (select n.state, n.subscriber_id, n.requested_at from subscribers s join notices n on n.subscriber_id = s.id
              where s.publication_id = :publicationId and s.email = :email
                and n.kind in ('confirmation', 'reminder', 'already-subscribed') and n.requested_at > :since
              order by n.id desc limit 1) latest`,
    of,
  );
  return row?.hasBounced ?? false;
}

export interface MailableReader {
  id: number;
  email: string;
  deliveryAddress: string;
  confirmedAt: Date | null;
  topicIds: number[];
  rhythm: Rhythm;
  timeZone: string | null;
  localHour: number | null;
  pausedUntil: Date | null;
  language: string | null;
  /** What the person's links are bound to. */
  linkKey: number;
}

/** Who is to be mailed: nobody else but with one of these statuses. */
interface Wanted {
  subscriberId: number;
  statuses: SubscriberStatus[];
}

/** The reader, if one of these is their status and nothing but what they can lift themselves bars their address. */
export const findMailableReader = sharedQuery<Wanted, MailableReader | undefined>(async (db, all) => {
  const wanted = all.map(({ subscriberId, statuses }, place) => ({ place, id: subscriberId, statuses }));
  const found = await rows<MailableReader & { place: number }>(
    db,
    `select w.place, s.id, s.email, s.delivery_address as "deliveryAddress", s.confirmed_at as "confirmedAt", s.topic_ids as "topicIds", s.rhythm,
            s.time_zone as "timeZone", s.local_hour as "localHour", s.paused_until as "pausedUntil", s.language, ${LINK_KEY} as "linkKey"
       from json_to_recordset(:wanted) as w (place int, id bigint, statuses text[])
       join subscribers s on s.id = w.id and s.status = any(w.statuses)
      where not exists (select from suppressions p
                         where p.address_hash = s.address_hash and p.publication_id in (0, s.publication_id)
                           and p.reason not in ${LIFTED_BY_PERSON})`,
    { wanted: JSON.stringify(wanted) },
  );
  const readers = new Map(found.map(({ place, ...reader }) => [place, reader]));
  return all.map((_one, place) => readers.get(place));
});
