import { requestNotice } from '../notices/index.ts';
import { asActor, inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { parseEmailAddress } from '../platform/mail/email-address.ts';
import { hashToken, randomToken } from '../platform/keys.ts';
import { networkOf } from '../platform/fetch/network.ts';
import { createRateLimit } from '../platform/rate-limit.ts';
import { enter, type Entered, type Kept } from './enter.ts';
import type { Visitor } from './session.ts';
import { forgetTries } from './sign-in-limits.ts';
import {
  findLiveLink,
  findUserByEmail,
  findUserById,
  hasLink,
  insertLink,
  useLink,
  voidLinksOf,
} from './user-queries.ts';
import type { User } from './user.ts';

/** How long a sign-in link works. */
export const SIGN_IN_LINK_MINUTES = 15;

/**
 * Asks for a mail with a sign-in link, for whoever guessing strangers keep out, or who forgot the password (SEC-03). What comes
 * back tells nothing of the address (ENU-03).
 * @returns seconds to wait when this network asked too often.
 */
export async function requestSignInLink(
  app: App,
  email: string,
  visitor: Visitor,
): Promise<number | undefined> {
  const key = parseEmailAddress(email.trim())?.key ?? '';
  const limit = (name: string, tries: number) => createRateLimit(app.db, { name, tries, seconds: 3600 });
  const hashed = (...what: string[]) => app.keys.derive('sign-in', what.join('\0')).toString('base64url');
  const wait = await limit('sign-in-link-network', 20).take(
    hashed('link', networkOf(visitor.ip) ?? 'unknown'),
  );
  if (wait !== undefined) return wait;
  const user = await findUserByEmail(app.db, key);
  // Nobody's inbox is flooded; the answer is the same.
  const isTooOften = (await limit('sign-in-link-account', 5).take(hashed('link', key))) !== undefined;
  const notice = {
    kind: 'sign-in-link',
    publicationId: null,
    userId: user?.id ?? 0,
    occasion: app.now().toISOString(),
  };
  await requestNotice(app, notice, { isDue: user !== undefined && !isTooOften, isUrgent: true });
  return undefined;
}

/**
 * A link that signs this person in, once; it makes earlier ones useless.
 * @param minutes how long it works.
 * @param token of a link that may be there already: then it stays as it is.
 */
export async function createSignInLink(
  app: App,
  userId: number,
  minutes = SIGN_IN_LINK_MINUTES,
  token = randomToken(),
): Promise<string> {
  const tokenHash = hashToken(token);
  await inTransaction(app, async (inner) => {
    const { db } = inner;
    if (await hasLink(db, tokenHash)) return;
    await voidLinksOf(db, userId, 'sign-in');
    await insertLink(db, { tokenHash, purpose: 'sign-in', userId, minutes });
    await audit(inner, { action: 'sign-in-link.created', subject: `user:${userId}` });
  });
  return `${app.config.publicUrl}/admin/sign-in/${token}`;
}

/** Whom a link signs in; undefined when it was used, is too old or is unknown. */
export async function findSignInLink(app: App, token: string): Promise<User | undefined> {
  const link = await findLiveLink(app.db, hashToken(token), 'sign-in');
  return link?.userId ? findUserById(app.db, link.userId) : undefined;
}

/** Uses the link up and lets the person in. Undefined as for `findSignInLink`, also when two use it at once. */
export function signInByLink(
  app: App,
  token: string,
  visitor: Visitor,
  kept: Kept,
): Promise<Entered | undefined> {
  return inTransaction(app, async (inner) => {
    const link = await useLink(inner.db, hashToken(token), 'sign-in');
    const user = link?.userId ? await findUserById(inner.db, link.userId) : undefined;
    if (!user) return undefined;
    const subject = `user:${user.id}` as const;
    await audit(asActor(inner, subject), {
      action: 'sign-in-link.used',
      subject,
      details: { ip: visitor.ip },
    });
    await forgetTries(app, user.email, visitor.ip);
    return enter(inner, user.id, visitor, kept);
  });
}
