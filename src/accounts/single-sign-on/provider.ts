import type * as openid from 'openid-client';
import type { App } from '../../platform/app.ts';
import { AppError } from '../../platform/errors.ts';
import type { GuardedFetch } from '../../platform/fetch/fetch.ts';
import type { OidcConfig } from '../../platform/oidc-config.ts';

const MOST_BYTES = 1_000_000;
const TIMEOUT_MS = 10_000;
const KEPT_MS = 15 * 60_000;

/** Only who signs in by it waits for it. */
export const loadOpenId = () => import('openid-client');

const known = new Map<string, { since: number; provider: openid.Configuration }>();

/** What the provider says of itself, as read within the last quarter of an hour. @throws when it does not answer */
export async function findProvider(app: App, config: OidcConfig): Promise<openid.Configuration> {
  const { issuer, clientId, clientSecret } = config;
  const key = JSON.stringify([issuer, clientId]);
  const found = known.get(key);
  if (found && performance.now() - found.since < KEPT_MS) return found.provider;
  const client = await loadOpenId();
  const provider = await client.discovery(
    new URL(issuer),
    clientId,
    undefined,
    authenticate(client, clientSecret),
    {
      [client.customFetch]: fetchBy(app.fetch),
      // The signature of an ID token is checked even though it comes from the provider itself.
      execute: [
        client.enableNonRepudiationChecks,
        ...(issuer.startsWith('http:') ? [client.allowInsecureRequests] : []),
      ],
      timeout: TIMEOUT_MS / 1000,
    },
  );
  known.set(key, { since: performance.now(), provider });
  return provider;
}

/** The way that the provider knows; what a provider that names none must know is Basic (OpenID Connect Discovery). */
function authenticate(client: typeof openid, secret: string): openid.ClientAuth {
  const [byPost, byBasic] = [client.ClientSecretPost(secret), client.ClientSecretBasic(secret)];
  return (server, ...rest) => {
    const ways = server.token_endpoint_auth_methods_supported ?? [];
    const way =
      ways.includes('client_secret_basic') || !ways.includes('client_secret_post') ? byBasic : byPost;
    return way(server, ...rest);
  };
}

/** Addresses of the provider are checked like all others: one in a private network needs FETCH_ALLOW (SEC-30). */
function fetchBy(guarded: GuardedFetch): openid.CustomFetch {
  return async (url, { method, headers, body }) => {
    const result = await guarded(url, {
      method: method === 'POST' ? 'POST' : 'GET',
      headers,
      ...((typeof body === 'string' || body instanceof URLSearchParams) && { body: body.toString() }),
      canRedirect: false,
      maxBytes: MOST_BYTES,
      timeoutMs: TIMEOUT_MS,
    });
    if (result.kind === 'failure')
      throw new AppError('provider-unreachable', `The provider did not answer: ${result.failure}.`);
    const { status, headers: answered, body: bytes } = result.response;
    const hasBody = status !== 204 && status !== 304;
    // The bytes are unpacked already.
    const { 'content-encoding': _packed, 'content-length': _length, ...plain } = answered;
    return new Response(hasBody ? new Uint8Array(bytes) : null, { status, headers: plain });
  };
}
