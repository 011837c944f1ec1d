import { firstRow, type Db } from '../platform/database.ts';
import { NotFound } from '../platform/errors.ts';
import type { SendContent } from './send.ts';

/** @returns its id. */
export async function insertContent(db: Db, sendId: number, content: SendContent): Promise<number> {
  const inserted = await firstRow<{ id: number }>(
    db,
    'insert into send_contents (send_id, subject, html, text, sender) values (?, ?, ?, ?, ?) returning id',
    [sendId, content.subject, content.html, content.text, JSON.stringify(content.sender)],
  );
  if (!inserted) throw new Error('insert returned no row');
  return inserted.id;
}

export async function getContent(db: Db, id: number): Promise<SendContent> {
  const found = await firstRow<SendContent>(
    db,
    'select subject, html, text, sender from send_contents where id = ?',
    [id],
  );
  if (!found) throw new NotFound(`The content ${id}`);
  return found;
}

/** The first of its contents; undefined until the send is prepared. */
export function findContent(db: Db, sendId: number): Promise<SendContent | undefined> {
  return firstRow<SendContent>(
    db,
    'select subject, html, text, sender from send_contents where send_id = ? order by id limit 1',
    [sendId],
  );
}
