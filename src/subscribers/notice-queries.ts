import { firstRow, rows, type Db } from '../platform/database.ts';
import { sharedQuery } from '../platform/together.ts';
import type { Rhythm } from '../rhythms/index.ts';
import { IS_SPENT } from './codes/code-queries.ts';
import { LINK_KEY } from './links/link-queries.ts';
import type { WaitsFor } from './sign-up/turn.ts';
import type { SubscriberStatus } from './subscriber.ts';
import { LIFTED_BY_PERSON } from './suppressions/suppression-queries.ts';

/** What a sign-up leads to. */
export type SignUpNotice = 'confirmation' | 'already-subscribed';

/**
 * Which notice is due to each person who signed up: the request to confirm, or word that they are subscribed already (at most once
 * a day, ENU-02). A sign-up that has to wait changes nothing where one is there, on its way, or waits already, or was sent
 * within a quarter of an hour and has a code that was not guessed at too often. By id; who is not in it gets none.
 */
export async function findDueNotices(
  db: Db,
  people: { subscriberId: number; waitsFor: WaitsFor | undefined }[],
): Promise<Map<number, SignUpNotice>> {
  const asked = people.map(({ subscriberId, waitsFor }) => ({
    subscriber_id: subscriberId,
    waits_for: waitsFor,
  }));
  const found = await rows<{ id: number; kind: SignUpNotice }>(
    db,
    `select s.id, due.kind
       from json_to_recordset(:asked) as a (subscriber_id bigint, waits_for text)
       join subscribers s on s.id = a.subscriber_id
      cross join lateral (select case when s.status = 'active' then 'already-subscribed' else 'confirmation' end) due (kind)
       left join lateral (select n.state, n.requested_at from notices n
                           where n.subscriber_id = s.id and n.kind = due.kind and n.state <> 'withdrawn'
                           order by n.id desc limit 1) latest on true
      where s.status <> 'complained'
        and case when latest.state is null then s.status <> 'active' or a.waits_for is null
                 when s.status = 'active' then a.waits_for is null
                                               and latest.requested_at < now() - interval '1 day'
                 else a.waits_for is null
                      or latest.state not in ('held', 'queued', 'unknown')
                         and (latest.requested_at < now() - interval '15 minutes' or ${IS_SPENT}) end`,
    { asked: JSON.stringify(asked) },
  );
  return new Map(found.map(({ id, kind }) => [id, kind]));
}

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
