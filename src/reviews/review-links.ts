import type { User } from '../accounts/index.ts';
import type { App } from '../platform/app.ts';
import { hashToken } from '../platform/keys.ts';
import { listReviewers } from './people.ts';
import { findReviewLink, insertReviewLink } from './queries.ts';

/** Tokens of links look like this; what does not is no link. */
const REVIEW_TOKEN = /^[\w-]{43}$/;

/**
 * The link of one person to one review. It is derived from the person's notice: no row holds a link that works (TOK-02), and a
 * mail that is tried again carries the same one.
 */
export async function createReviewLink(
  app: App,
  { reviewId, userId, messageKey }: { reviewId: number; userId: number; messageKey: string },
): Promise<string> {
  const token = app.keys.derive('token:review', messageKey).toString('base64url');
  await insertReviewLink(app.db, { tokenHash: hashToken(token), reviewId, userId });
  return `${app.config.publicUrl}/review/${token}`;
}

/** Whose link it is: `dead` when it is too old, or the person may not decide any more; undefined for one that we did not make. */
export async function readReviewLink(
  app: App,
  token: string,
): Promise<{ sendId: number; publicationId: number; user: User } | 'dead' | undefined> {
  if (!REVIEW_TOKEN.test(token)) return undefined;
  const link = await findReviewLink(app.db, hashToken(token));
  if (!link) return undefined;
  const { sendId, publicationId, userId, isLive } = link;
  const user = (await listReviewers(app, publicationId)).find(({ id }) => id === userId);
  return isLive && user ? { sendId, publicationId, user } : 'dead';
}
