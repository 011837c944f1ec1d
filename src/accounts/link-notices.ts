import { composePersonLink } from '../emails/index.ts';
import type { NoticeKind } from '../notices/index.ts';
import { INVITATION_DAYS, isInvited } from './invite.ts';
import { createSetPasswordLink } from './one-time-link.ts';
import { rightsIn } from './rights-of.ts';
import { findUserById } from './user-queries.ts';

const LIFE_MS = INVITATION_DAYS * 24 * 3_600_000;

/** A mail to one person that leads in. Its link is derived, as that of a sign-in mail is. */
const linkNotice = (kind: 'invitation' | 'password-link'): NoticeKind => ({
  async compose(app, { userId, publicationId, requestedAt, messageKey }, brand) {
    if (app.now().getTime() - requestedAt.getTime() > LIFE_MS) return undefined;
    const user = userId === null ? undefined : await findUserById(app.db, userId);
    if (!user || (publicationId !== null && !rightsIn(user, publicationId))) return undefined;
    const isKnown = kind === 'invitation' && !isInvited(user);
    const token = app.keys.derive('token:set-password', messageKey).toString('base64url');
    const url = isKnown ? `${app.config.publicUrl}/admin` : await createSetPasswordLink(app, user.id, token);
    const words = { brand: { ...brand, language: user.language ?? brand.language }, url };
    const written = await composePersonLink({
      ...words,
      kind: isKnown ? 'known' : kind,
      days: INVITATION_DAYS,
    });
    return { to: user.email, ...written };
  },
});

/** Who was invited learns where to come in. */
export const invitationNotice = linkNotice('invitation');
/** A link to set a password, which somebody of the team had sent. */
export const passwordLinkNotice = linkNotice('password-link');

/** Word to the person that the password is another one, in case it was somebody else (ASVS 6.3.7). */
export const passwordChangedNotice: NoticeKind = {
  async compose(app, { userId }, brand) {
    const user = userId === null ? undefined : await findUserById(app.db, userId);
    if (!user) return undefined;
    const url = `${app.config.publicUrl}/admin/sign-in`;
    const said = { ...brand, language: user.language ?? brand.language };
    const written = await composePersonLink({ brand: said, kind: 'password-changed', url, days: 0 });
    return { to: user.email, ...written };
  },
};
