import { composePersonLink, type FactorChange } from '../../emails/index.ts';
import { requestNotice, type NoticeKind } from '../../notices/index.ts';
import type { App } from '../../platform/app.ts';
import { findUserById } from '../user-queries.ts';

/** Word by mail that somebody signs in another way now (ASVS 6.3.7). */
export async function tellOfFactors(app: App, userId: number, what: FactorChange): Promise<void> {
  const occasion = `${what} ${app.now().toISOString()}`;
  await requestNotice(app, { kind: 'factors-changed', publicationId: null, userId, occasion });
}

/** Says what changed, in case it was somebody else. */
export const factorsChangedNotice: NoticeKind = {
  async compose(app, { userId, occasion }, brand) {
    const user = userId === null ? undefined : await findUserById(app.db, userId);
    if (!user) return undefined;
    const [what = ''] = occasion.split(' ');
    const written = await composePersonLink({
      brand: { ...brand, language: user.language ?? brand.language },
      kind: 'factors-changed',
      what: what as FactorChange,
      url: `${app.config.publicUrl}/admin/account/security`,
      days: 0,
    });
    return { to: user.email, ...written };
  },
};
