import { firstRow, type Db } from '../platform/database.ts';
import { NotFound } from '../platform/errors.ts';
import type { NewContent, SendContent } from './send.ts';

/** @returns its id. */
export async function insertContent(
  db: Db,
  sendId: number,
  { content, articles, counted = [] }: NewContent,
): Promise<number> {
  const inserted = await firstRow<{ id: number }>(
    db,
    `with stored as (
       insert into send_contents (send_id, subject, html, text, sender, counted_ids)
       values (:sendId, :subject, :html, :text, :sender, :counted) returning id),
     named as (
       insert into content_articles (content_id, article_id, form, version, correction_id)
       select stored.id, a.article_id, a.form, a.version, a.correction_id
         from stored, unnest(cast(:articleIds as bigint[]), cast(:forms as text[]), cast(:versions as bytea[]), cast(:correctionIds as bigint[]))
                        a (article_id, form, version, correction_id))
     select id from stored`,
    {
      sendId,
      ...content,
      counted,
      sender: JSON.stringify(content.sender),
      articleIds: articles.map(({ articleId }) => articleId),
      forms: articles.map(({ form }) => form),
      versions: articles.map(({ version }) => version),
      correctionIds: articles.map(({ correctionId }) => correctionId ?? null),
    },
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
