import { rows, type Db } from '../../platform/database.ts';

/** The mails of sends that this subscriber got, newest first. */
export function listReceivedSends(
  db: Db,
  subscriberId: number,
): Promise<{ subject: string; at: Date; state: string }[]> {
  return rows(
    db,
    `select s.subject, m.at, m.state from messages m join sends s on s.id = m.send_id
      where m.subscriber_id = ? order by m.send_id desc limit 10000`,
    [subscriberId],
  );
}

/** What came back of this subscriber's mail, newest first. */
export function listReturnedMails(
  db: Db,
  subscriberId: number,
): Promise<{ at: Date; type: string; kind: string; says: string; subject: string | null }[]> {
  return rows(
    db,
    `select e.at, e.type, e.kind, e.says, s.subject from events e left join sends s on s.id = e.send_id
      where e.subscriber_id = ? order by e.at desc, e.id desc limit 1000`,
    [subscriberId],
  );
}

/** Mails that came in about this subscriber and are still kept, newest first, each with its beginning. */
export async function listInboundMails(db: Db, subscriberId: number): Promise<{ at: Date; mail: string }[]> {
  const found = await rows<{ at: Date; octets: Buffer }>(
    db,
    `select received_at as at, substring(octets for 20000) as octets from inbound_mails
      where subscriber_id = ? order by received_at desc, id desc limit 200`,
    [subscriberId],
  );
  return found.map(({ at, octets }) => ({ at, mail: octets.toString('utf8') }));
}
