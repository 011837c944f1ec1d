import { firstRow, rows, type Db } from '../../platform/database.ts';

export interface ReaderAt {
  id: number;
  publicationId: number;
}

/** The subscriptions of an address, by identity; those of one publication where it is named. */
export function listReadersAt(db: Db, email: string, publicationId: number | undefined): Promise<ReaderAt[]> {
  return rows(
    db,
    `select id, publication_id as "publicationId" from subscribers
      where email = :email and (cast(:publicationId as bigint) is null or publication_id = :publicationId) order by id`,
    { email, publicationId: publicationId ?? null },
  );
}

/** A bounce or a complaint comes within days. */
const RECENT = "interval '90 days'";
const MOST_SENDS = 1000;

/** The newest first, of these publications or of all. */
export function listRecentSends(
  db: Db,
  publicationIds: number[] | undefined,
): Promise<{ id: number; publicationId: number; messageKey: Buffer }[]> {
  return rows(
    db,
    `select id, publication_id as "publicationId", message_key as "messageKey" from sends
      where (cast(:publicationIds as bigint[]) is null or publication_id = any(:publicationIds))
        and prepared_at > now() - ${RECENT} order by id desc limit ${MOST_SENDS}`,
    { publicationIds: publicationIds ?? null },
  );
}

/** So long after a mail, what comes back is taken to be about it. Clocks may differ by a minute. */
const BELATED = "interval '5 days'";

/** The send whose mail to a reader a server took last before a moment, of the days before it. */
export async function findLastSend(
  db: Db,
  about: { publicationId: number; subscriberId: number; at: Date },
): Promise<number | null> {
  const row = await firstRow<{ id: number }>(
    db,
    `select m.send_id as id
       from sends d join messages m on m.send_id = d.id and m.subscriber_id = :subscriberId
      where d.publication_id = :publicationId and d.started_at > cast(:at as timestamptz) - ${BELATED}
        and m.state in ('accepted', 'unknown') and m.at < cast(:at as timestamptz) + interval '1 minute'
      order by m.at desc limit 1`,
    about,
  );
  return row?.id ?? null;
}

/** The mails to these readers that belong to no send. */
export function listRecentNotices(
  db: Db,
  subscriberIds: number[],
): Promise<{ publicationId: number; subscriberId: number; messageKey: string }[]> {
  return rows(
    db,
    `select publication_id as "publicationId", subscriber_id as "subscriberId", message_key as "messageKey" from notices
      where subscriber_id = any(?::bigint[]) and publication_id is not null order by id desc limit 200`,
    [subscriberIds],
  );
}

/** The frozen readers of a send, batch by batch, of about so many readers at most. */
export async function listMailedBatches(db: Db, sendId: number, most: number): Promise<number[][]> {
  const found = await rows<{ ids: number[] }>(
    db,
    `select subscriber_ids as ids from send_batches where send_id = ? and (position > 0 or state = 'done')
      order by batch_no limit ?`,
    [sendId, Math.ceil(most / 500)],
  );
  return found.map(({ ids }) => ids);
}
