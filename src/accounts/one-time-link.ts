import { inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { hashToken, randomToken } from '../platform/keys.ts';
import { findLiveLink, hasLink, hasOwnerRow, insertLink, useLink, voidLinksOf } from './user-queries.ts';

const WEEK_MINUTES = 7 * 24 * 60;

/**
 * The address of the set-up page, for whoever starts the program; undefined once there is an owner.
 * Every call makes a link of its own: they all work for a week, and none any more after the first was used.
 */
export async function firstVisitLink(app: App): Promise<string | undefined> {
  if (await hasOwnerRow(app.db)) return undefined;
  const token = randomToken();
  await insertLink(app.db, {
    tokenHash: hashToken(token),
    purpose: 'first-visit',
    userId: null,
    minutes: WEEK_MINUTES,
  });
  return `${app.config.publicUrl}/setup/${token}`;
}

export async function isFirstVisitLink(app: App, token: string): Promise<boolean> {
  if (await hasOwnerRow(app.db)) return false;
  return (await findLiveLink(app.db, hashToken(token), 'first-visit')) !== undefined;
}

/** Uses the link up. @returns false when it was used, is too old or is unknown. */
export async function useFirstVisitLink(app: App, token: string): Promise<boolean> {
  return (await useLink(app.db, hashToken(token), 'first-visit')) !== undefined;
}

/**
 * A link by which a person sets a password, once, within a week; it makes earlier ones useless.
 * @param token of a link that may be there already: then it stays as it is.
 */
export async function createSetPasswordLink(
  app: App,
  userId: number,
  token = randomToken(),
): Promise<string> {
  const tokenHash = hashToken(token);
  await inTransaction(app, async (inner) => {
    const { db } = inner;
    if (await hasLink(db, tokenHash)) return;
    await voidLinksOf(db, userId, 'set-password');
    await insertLink(db, {
      tokenHash,
      purpose: 'set-password',
      userId,
      minutes: WEEK_MINUTES,
    });
    await audit(inner, { action: 'set-password-link.created', subject: `user:${userId}` });
  });
  return `${app.config.publicUrl}/set-password/${token}`;
}
