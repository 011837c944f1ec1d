import { firstRow, type Db } from '../../platform/database.ts';
import { LINK_KEY, SEND_LINK_KEY } from '../../subscribers/index.ts';

interface OwnMail {
  publicationId: number;
  subject: string;
  html: string;
  text: string;
  name: string;
  language: string | null;
  /** What links of the reader and of the send are bound to. */
  readerKey: number;
  sendKey: number;
}

/** What was frozen for a reader; undefined when the reader is not in the send. */
export function findOwnMail(
  db: Db,
  of: { sendId: number; subscriberId: number },
): Promise<OwnMail | undefined> {
  return firstRow(
    db,
    `select d.publication_id as "publicationId", c.subject, c.html, c.text, s.name, s.language,
            ${LINK_KEY} as "readerKey", ${SEND_LINK_KEY} as "sendKey"
       from sends d join send_batches b on b.send_id = d.id join send_contents c on c.id = b.content_id
       join subscribers s on s.id = :subscriberId
      where d.id = :sendId and cast(:subscriberId as bigint) = any(b.subscriber_ids)`,
    of,
  );
}
