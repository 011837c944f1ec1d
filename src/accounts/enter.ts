import { inTransaction, type App } from '../platform/app.ts';
import { hashToken, randomToken } from '../platform/keys.ts';
import {
  findFactors,
  hasSecondStep,
  insertPending,
  type Factors,
  type PendingSignIn,
} from './factors/factor-queries.ts';
import { startSession, type Visitor } from './session.ts';

/** What the browser kept from an earlier sign-in. */
export interface Kept {
  deviceToken?: string | undefined;
  earlierToken?: string | undefined;
  trustedToken?: string | undefined;
}

export interface LetIn {
  kind: 'signed-in';
  token: string;
  deviceToken: string;
  /** For a browser that is not asked for the second proof again. */
  trustedToken?: string;
}

/** In, or asked for the second proof first. */
export type Entered = LetIn | { kind: 'needs-code'; pendingToken: string; pending: PendingSignIn };

/** How long somebody can take to find their code. */
const PENDING_MINUTES = 10;
export const TRUST_DAYS = 30;

/** Lets somebody in whose password or link was right, unless a second proof is to come. */
export async function enter(app: App, userId: number, visitor: Visitor, kept: Kept): Promise<Entered> {
  const factors = await findFactors(app.db, userId);
  if (!factors || !hasSecondStep(factors) || isTrusted(app, userId, factors, kept.trustedToken))
    return letIn(app, userId, factors, visitor, kept);
  const pendingToken = randomToken();
  await insertPending(app.db, { tokenHash: hashToken(pendingToken), userId, minutes: PENDING_MINUTES });
  const pending = { ...factors, userId };
  return { kind: 'needs-code', pendingToken, pending };
}

export async function letIn(
  app: App,
  userId: number,
  factors: Factors | undefined,
  visitor: Visitor,
  { earlierToken, byProvider }: Kept & { byProvider?: { provedAt: Date } },
): Promise<LetIn> {
  return {
    kind: 'signed-in',
    token: await inTransaction(app, (inner) =>
      startSession(inner, userId, visitor, earlierToken, byProvider),
    ),
    deviceToken: app.keys.signIds('device', [userId, factors?.createdAt.getTime() ?? 0]),
  };
}

/** By the moment, too: after a restore the id may be somebody else's. */
export function isKnownDevice(
  app: App,
  token: string | undefined,
  person: { userId: number; createdAt: Date } | undefined,
): boolean {
  const device = app.keys.readIds('device', token ?? '');
  return person !== undefined && device?.[0] === person.userId && device[1] === person.createdAt.getTime();
}

/** Trust ends with its days, and with any change of how the person signs in. */
export function trustToken(app: App, userId: number, { trustsSince }: Factors): string {
  const until = Math.floor(app.now().getTime() / 1000) + TRUST_DAYS * 86_400;
  return app.keys.signIds('trusted-device', [userId, trustsSince.getTime(), until]);
}

function isTrusted(app: App, userId: number, { trustsSince }: Factors, token = ''): boolean {
  const [id, since, until = 0] = app.keys.readIds('trusted-device', token) ?? [];
  return id === userId && since === trustsSince.getTime() && until * 1000 > app.now().getTime();
}
