import type { App } from '../platform/app.ts';
import type { Db } from '../platform/database.ts';
import { tokensIn } from './address.ts';
import { deleteUnused, markSent } from './media-queries.ts';

/** Keeps the pictures of an email that goes out: readers may look at it for years. Part of the transaction that prepares it. */
export async function keepPictures(db: Db, html: string): Promise<void> {
  const tokens = tokensIn(html);
  if (tokens.length > 0) await markSent(db, tokens);
}

/** After 30 days, pictures go that no send, draft, article or publication mentions. */
export async function purgePictures(app: App): Promise<void> {
  const count = await deleteUnused(app.db);
  if (count > 0) app.log.info({ event: 'pictures.purged', count });
}
