import { z } from 'zod';
import { asActor, inTransaction, type App } from '../../platform/app.ts';
import { audit } from '../../platform/audit.ts';
import { randomToken } from '../../platform/keys.ts';
import { parseTypedAddress } from '../../platform/mail/typed-address.ts';
import type { OidcConfig } from '../../platform/oidc-config.ts';
import { addUser } from '../create-user.ts';
import { letIn, type Kept, type LetIn } from '../enter.ts';
import { findFactors } from '../factors/factor-queries.ts';
import { endSessionsOf, type Visitor } from '../session.ts';
import { findUserByEmail, findUserById } from '../user-queries.ts';
import type { User } from '../user.ts';
import { applyRoles, type IdsOfSlugs } from './apply-roles.ts';
import { grantedBy, isNothing, type Claims } from './claims.ts';
import { insertIdentity, touchIdentity } from './identity-queries.ts';
import { findProvider, loadOpenId } from './provider.ts';

const MINUTES = 10;
const CALLBACK = '/admin/sign-in/sso/callback';
const LABEL = 'single-sign-on';

/** Why somebody is not let in. */
export type NotLetIn =
  /** They, or the provider, said no. */
  | 'cancelled'
  /** The answer does not belong to a sign-in of this browser, is too old, or came before. */
  | 'failed'
  | 'unreachable'
  /** Without a confirmed address, nobody is found or made. */
  | 'email-not-verified'
  | 'no-account'
  /** No rule gives them one any more. */
  | 'no-role'
  /** The address belongs to an account that is tied to somebody else at the provider. */
  | 'other-identity';

/** What the browser keeps, sealed, until it comes back from the provider. */
const started = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: z.string(),
  until: z.number(),
});

/**
 * Where a browser goes to sign in at the provider: the code flow, with PKCE, state and nonce.
 * @returns `kept` for a cookie; undefined when the provider does not answer.
 */
export async function askProvider(
  app: App,
  config: OidcConfig,
  next: string,
): Promise<{ to: string; kept: string } | undefined> {
  const [state, nonce, verifier] = [randomToken(), randomToken(), randomToken()];
  const client = await loadOpenId();
  try {
    const provider = await findProvider(app, config);
    const scopes = provider.serverMetadata().scopes_supported ?? [];
    const to = client.buildAuthorizationUrl(provider, {
      redirect_uri: app.config.publicUrl + CALLBACK,
      scope: ['openid', 'email', 'profile', ...scopes.filter((scope) => scope === 'groups')].join(' '),
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    });
    const until = app.now().getTime() + MINUTES * 60_000;
    const kept = app.keys.seal(LABEL, JSON.stringify({ state, nonce, verifier, next, until }));
    return { to: to.href, kept };
  } catch (error) {
    app.log.warn(
      { event: 'single-sign-on.unreachable', code: codeOf(error) },
      'the provider does not answer',
    );
    return undefined;
  }
}

export type ByProvider =
  | { kind: 'signed-in'; entered: LetIn; next: string }
  | { kind: 'refused'; why: NotLetIn };

/**
 * Lets somebody in whom the provider sent back. They are known by issuer and subject; the first time by their confirmed address, or made
 * where a rule gives them a role.
 * @param query of the address that they came back to.
 * @param kept what `askProvider` gave this browser.
 */
export async function signInByProvider(
  app: App,
  config: OidcConfig,
  given: { query: string; kept: string | undefined; visitor: Visitor; browser: Kept },
  idsOfSlugs: IdsOfSlugs,
): Promise<ByProvider> {
  const refused = async (why: NotLetIn): Promise<ByProvider> => {
    const details = { why, ip: given.visitor.ip };
    await audit(asActor(app, 'visitor'), { action: 'single-sign-on.refused', subject: 'sign-in', details });
    return { kind: 'refused', why };
  };
  const start = readStart(app, given.kept);
  if (!start) return refused('failed');
  const told = await tell(app, config, start, given.query);
  if (typeof told === 'string') return refused(told);
  const entered = await inTransaction(app, async (inner) => {
    const user = await personOf(inner, config, told);
    if (typeof user === 'string') return user;
    if (config.roles.length > 0) {
      await applyRoles(inner, user, grantedBy(config.roles, told), idsOfSlugs);
      const now = await findUserById(inner.db, user.id);
      if (!now || (now.role === null && now.memberships.length === 0)) {
        await endSessionsOf(inner, user.id);
        return 'no-role';
      }
    }
    const factors = await findFactors(inner.db, user.id);
    return letIn(inner, user.id, factors, given.visitor, {
      ...given.browser,
      byProvider: { provedAt: provedAtIn(told) },
    });
  });
  if (typeof entered === 'string') return refused(entered);
  return { kind: 'signed-in', entered, next: start.next };
}

/** A provider that knows somebody's browser lets them in without asking: only what it asked a moment ago is a proof (SEC-03). */
const provedAtIn = ({ auth_time: seconds }: Claims): Date =>
  new Date(typeof seconds === 'number' ? seconds * 1000 : 0);

function readStart(app: App, kept = ''): z.output<typeof started> | undefined {
  const text = app.keys.open(LABEL, kept);
  const start = text === undefined ? undefined : started.parse(JSON.parse(text));
  return start && start.until > app.now().getTime() ? start : undefined;
}

/** What the provider says of the person, in the ID token and at its address for it. */
async function tell(
  app: App,
  config: OidcConfig,
  { state, nonce, verifier }: z.output<typeof started>,
  query: string,
): Promise<(Claims & { sub: string }) | NotLetIn> {
  const client = await loadOpenId();
  try {
    const provider = await findProvider(app, config);
    const url = new URL(`${app.config.publicUrl}${CALLBACK}${query}`);
    const tokens = await client.authorizationCodeGrant(provider, url, {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) return 'failed';
    const hasMore = provider.serverMetadata().userinfo_endpoint !== undefined;
    const more = hasMore ? await client.fetchUserInfo(provider, tokens.access_token, claims.sub) : {};
    return { ...more, ...claims };
  } catch (error) {
    app.log.info({ event: 'single-sign-on.failed', code: codeOf(error) }, 'a sign-in by the provider failed');
    if (error instanceof client.AuthorizationResponseError) return 'cancelled';
    return isUnreachable(error) ? 'unreachable' : 'failed';
  }
}

/** Messages and causes may hold tokens (SEC-17). */
const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown';

const isUnreachable = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && error.code === 'provider-unreachable') || isUnreachable(error.cause));

/** @returns why there is nobody to let in */
async function personOf(
  app: App,
  config: OidcConfig,
  claims: Claims & { sub: string },
): Promise<User | NotLetIn> {
  const identity = { issuer: config.issuer, subject: claims.sub };
  const userId = await touchIdentity(app.db, identity);
  if (userId !== undefined) return (await findUserById(app.db, userId)) ?? 'no-account';
  const email = typeof claims['email'] === 'string' ? parseTypedAddress(claims['email'])?.key : undefined;
  if (email === undefined || claims['email_verified'] !== true) return 'email-not-verified';
  const user = (await findUserByEmail(app.db, email)) ?? (await made(app, email, config, claims));
  if (!user) return 'no-account';
  if (!(await insertIdentity(app.db, { ...identity, userId: user.id })))
    // Or it was tied to them a moment ago.
    return (await touchIdentity(app.db, identity)) === user.id ? user : 'other-identity';
  const subject = `user:${user.id}` as const;
  await audit(asActor(app, subject), { action: 'identity.added', subject });
  return user;
}

async function made(app: App, email: string, config: OidcConfig, claims: Claims): Promise<User | undefined> {
  if (isNothing(grantedBy(config.roles, claims))) return undefined;
  // Or somebody made them a moment ago.
  return (await addUser(app, email, 'none')) ?? findUserByEmail(app.db, email);
}
