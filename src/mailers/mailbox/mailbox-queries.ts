import { changedRows, firstRow, rows, type Db } from '../../platform/database.ts';
import { NotFound } from '../../platform/errors.ts';

/** One message that the built-in mailbox kept. */
export interface MailboxEntry {
  id: number;
  at: Date;
  from: string;
  to: string;
  subject: string;
}

export interface MailboxMessage extends MailboxEntry {
  /** The whole message, headers and all. */
  source: Buffer;
}

const COLUMNS = 'id, at, envelope_from as "from", envelope_to as "to", subject';

/** Newest first. @param page `before`: only ids below this one; `text`: only those with it in the address or the subject. */
export function listMailbox(
  db: Db,
  page: { before?: number; text?: string; limit: number },
): Promise<MailboxEntry[]> {
  return rows(
    db,
    `select ${COLUMNS} from mailbox
      where (cast(:before as bigint) is null or id < :before) and (cast(:text as text) is null or strpos(lower(envelope_to), lower(:text)) > 0
             or strpos(lower(subject), lower(:text)) > 0)
      order by id desc limit :limit`,
    { before: page.before ?? null, text: page.text ?? null, limit: page.limit },
  );
}

/** @throws NotFound */
export async function getMailboxMessage(db: Db, id: number): Promise<MailboxMessage> {
  const found = await firstRow<MailboxMessage>(db, `select ${COLUMNS}, source from mailbox where id = ?`, [
    id,
  ]);
  if (!found) throw new NotFound(`The message ${id}`);
  return found;
}

export async function insertMailboxMessage(
  db: Db,
  mail: { messageId: string; from: string; to: string; subject: string; source: Buffer },
): Promise<void> {
  await db.raw(
    'insert into mailbox (message_id, envelope_from, envelope_to, subject, source) values (?, ?, ?, ?, ?)',
    [mail.messageId, mail.from, mail.to, mail.subject, mail.source],
  );
}

const KEPT_MESSAGES = 10_000;
const KEPT_DAYS = 30;

/** Keeps the newest 10,000 messages of the last 30 days. Returns how many went. */
export function purgeMailbox(db: Db): Promise<number> {
  return changedRows(
    db,
    `delete from mailbox
      where at < now() - make_interval(days => ?)
         or id <= (select id from mailbox order by id desc offset ? limit 1)`,
    [KEPT_DAYS, KEPT_MESSAGES],
  );
}
