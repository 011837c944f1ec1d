import { firstRow, type Db } from '../../platform/database.ts';
import { OPEN_STATE, type MessageState } from './message-queries.ts';

/** What the ledger knows of one reader and one send. */
export interface ReaderMessage {
  state: MessageState;
  attempts: number;
  lastReply: string | null;
  at: Date | null;
  /** Tried again although the server may have accepted an earlier try. */
  isPossiblyTwice: boolean;
  /** When the next try is due. */
  nextAt: Date | null;
  /** Both count from 1. */
  batch: number;
  place: number;
}

/** Undefined when the reader is not in the frozen audience. The states are those of `listMessages`. */
export function findReaderMessage(
  db: Db,
  sendId: number,
  subscriberId: number,
): Promise<ReaderMessage | undefined> {
  return firstRow(
    db,
    // Batches hold ascending ids, so only the one that can have this reader is searched.
    `select coalesce(m.state, open.state) as state,
            coalesce(m.attempts, case when open.state = 'unknown' then 1 else 0 end) as attempts,
            m.reply as "lastReply", coalesce(m.at, case when d.status = 'cancelled' then d.finished_at end) as at,
            coalesce(m.possibly_twice, false) as "isPossiblyTwice", t.next_attempt_at as "nextAt",
            b.batch_no + 1 as batch, r.place
       from sends d
       join send_batches b on b.send_id = d.id
        and cast(:subscriberId as bigint) between b.subscriber_ids[1] and b.subscriber_ids[cardinality(b.subscriber_ids)]
      cross join lateral array_position(b.subscriber_ids, cast(:subscriberId as bigint)) r (place)
      cross join lateral (select ${OPEN_STATE} as state) open
       left join messages m on m.send_id = d.id and m.subscriber_id = :subscriberId
       left join message_retries t on t.send_id = d.id and t.subscriber_id = :subscriberId
      where d.id = :sendId and r.place is not null`,
    { sendId, subscriberId },
  );
}
