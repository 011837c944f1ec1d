import { composeSignInLink } from '../emails/index.ts';
import type { NoticeKind } from '../notices/index.ts';
import { createSignInLink, SIGN_IN_LINK_MINUTES } from './sign-in-link.ts';
import { findUserById } from './user-queries.ts';

/**
 * The sign-in link that a person asked for. It is derived from the notice and the installation's secret: no row holds a usable
 * link (TOK-02), and a mail that is tried again carries the same one.
 */
export const signInNotice: NoticeKind = {
  async compose(app, { userId, requestedAt, messageKey }, brand) {
    if (app.now().getTime() - requestedAt.getTime() > SIGN_IN_LINK_MINUTES * 60_000) return undefined;
    const user = userId === null ? undefined : await findUserById(app.db, userId);
    if (!user) return undefined;
    const token = app.keys.derive('token:sign-in', messageKey).toString('base64url');
    const signInUrl = await createSignInLink(app, user.id, SIGN_IN_LINK_MINUTES, token);
    const words = { brand, signInUrl, requestedAt, timeZone: brand.timeZone, minutes: SIGN_IN_LINK_MINUTES };
    return { to: user.email, ...(await composeSignInLink(words)) };
  },
};
