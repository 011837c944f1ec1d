import { findUser, isAtLeast } from '../accounts/index.ts';
import { composeAlert } from '../emails/index.ts';
import type { NoticeKind } from '../notices/index.ts';
import { findAlert } from './queries.ts';

/** An alert to one admin of the publication, if the person still is one. */
export const alertNotice: NoticeKind = {
  async compose(app, { userId, occasion }, brand) {
    const admin = userId === null ? undefined : await findUser(app, userId);
    const alert = await findAlert(app.db, Number(occasion));
    if (!admin || !alert || !isAtLeast(admin, alert.publicationId, 'admin')) return undefined;
    const adminUrl = `${app.config.publicUrl}/admin`;
    const { timeZone } = brand;
    return { to: admin.email, ...(await composeAlert({ brand, alert, timeZone, adminUrl })) };
  },
};
