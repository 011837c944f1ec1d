import { inTransaction, type App } from '../../platform/app.ts';
import { audit } from '../../platform/audit.ts';
import { Conflict, NotFound } from '../../platform/errors.ts';
import { findUserById } from '../user-queries.ts';
import {
  deleteAuthenticator,
  deletePendingOf,
  deleteRecoveryCodes,
  endTrust,
  findRule,
  updateRule,
} from './factor-queries.ts';
import { deletePasskeysOf } from './passkey-queries.ts';
import { tellOfFactors } from './factor-notice.ts';

/**
 * Takes the second step away from somebody who lost it. They learn of it by mail. A repeat changes nothing.
 * @throws NotFound; Conflict for oneself, who proves first who they are on the page of their account
 */
export async function resetFactors(app: App, userId: number): Promise<void> {
  if (app.actor === `user:${userId}`)
    throw new Conflict('own-factors', 'Change your own second step on the page of your account.');
  await inTransaction(app, async (inner) => {
    const { db } = inner;
    if (!(await findUserById(db, userId))) throw new NotFound('This person');
    const [hadApp, keys] = [await deleteAuthenticator(db, userId), await deletePasskeysOf(db, userId)];
    if (!hadApp && keys === 0) return;
    await deleteRecoveryCodes(db, userId);
    await deletePendingOf(db, userId);
    await endTrust(db, userId);
    await audit(inner, { action: 'user.factors-reset', subject: `user:${userId}` });
    await tellOfFactors(inner, userId, 'factors-reset');
  });
}

/** Whether everybody needs a second step, and how many people have none. */
export const getFactorRule = (app: App) => findRule(app.db);

/** Whether everybody needs a second step: whoever has none sets one up before they go on. A repeat changes nothing. */
export async function setFactorRule(app: App, isNeeded: boolean): Promise<void> {
  await inTransaction(app, async (inner) => {
    if (!(await updateRule(inner.db, isNeeded))) return;
    const details = { isNeeded };
    await audit(inner, { action: 'second-factor.rule-changed', subject: 'installation', details });
  });
}
