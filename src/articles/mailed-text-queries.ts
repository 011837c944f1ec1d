import { firstRow, type Db } from '../platform/database.ts';

/** The words of an article as they were first mailed. */
export interface MailedText {
  title: string;
  /** HTML. */
  summary: string;
  /** HTML. */
  html: string;
}

/** Undefined when the article says the same as ever, and when its old words are no longer kept. */
export async function findMailedText(db: Db, id: number): Promise<MailedText | undefined> {
  const row = await firstRow<{ text: MailedText | null }>(
    db,
    'select mailed_text as text from articles where id = ?',
    [id],
  );
  return row?.text ?? undefined;
}
