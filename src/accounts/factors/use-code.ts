import type { App } from '../../platform/app.ts';
import { audit } from '../../platform/audit.ts';
import { AppError } from '../../platform/errors.ts';
import { stepOfCode } from './authenticator-codes.ts';
import { findAuthenticatorRow, takeStep } from './factor-queries.ts';
import { tellOfFactors } from './factor-notice.ts';
import { useRecoveryCode } from './recovery-codes.ts';

export const sealLabel = (userId: number) => `totp:${userId}`;

/**
 * Whether this is a code of the person's authenticator app, or one of their recovery codes. Each counts once, also when two come at
 * the same moment (SEC-03).
 */
export async function useCode(app: App, userId: number, code: string): Promise<boolean> {
  const typed = code.slice(0, 50).replaceAll(/[\s-]/g, '');
  if (/^\d{6}$/.test(typed)) return useAuthenticatorCode(app, userId, typed);
  if (!(await useRecoveryCode(app, userId, typed))) return false;
  await audit(app, { action: 'recovery-code.used', subject: `user:${userId}` });
  await tellOfFactors(app, userId, 'recovery-code-used');
  return true;
}

async function useAuthenticatorCode(app: App, userId: number, code: string): Promise<boolean> {
  const row = await findAuthenticatorRow(app.db, userId);
  if (!row) return false;
  const secret = app.keys.open(sealLabel(userId), row.sealedSecret);
  if (secret === undefined)
    throw new AppError('authenticator-sealed', 'APP_SECRET lacks the secret that sealed this authenticator.');
  const step = stepOfCode(secret, code, app.now());
  return step !== undefined && takeStep(app.db, userId, step);
}
