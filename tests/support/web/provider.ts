import http from 'node:http';
import Provider from 'oidc-provider';
import { afterAll } from 'vitest';

export interface Person {
  sub: string;
  email?: string;
  email_verified?: boolean;
  groups?: string[];
}

/** A provider of single sign-on (OpenID Connect) that lets in whoever `person` is, without asking. */
export interface RunningProvider {
  issuer: string;
  person: Person;
  /** When it asked them for their password. */
  askedAt: Date;
  /** Ends it, as if its machine were off. */
  stop(): Promise<void>;
  /** The same one again, at its address. */
  start(): Promise<void>;
}

export const CLIENT = { client_id: 'paperround', client_secret: 'a secret that the provider knows' };

/** @param publicUrl of the installation whose people it lets in. */
export async function startProvider(publicUrl: string): Promise<RunningProvider> {
  const server = http.createServer();
  const listen = (port: number) =>
    new Promise<number>((resolve) => {
      server.listen(port, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
    });
  const port = await listen(0);
  const issuer = `http://127.0.0.1:${port}`;
  const running: RunningProvider = {
    issuer,
    person: { sub: 'nobody' },
    askedAt: new Date(),
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
    start: async () => void (await listen(port)),
  };
  const provider = new Provider(issuer, {
    clients: [
      { ...CLIENT, require_auth_time: true, redirect_uris: [`${publicUrl}/admin/sign-in/sso/callback`] },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], groups: ['groups'] },
    cookies: { keys: ['a key of the provider'] },
    jwks: { keys: [await signingKey()] },
    ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
    features: { devInteractions: { enabled: false } },
    renderError: (context, { error, error_description: why }) => {
      context.body = `${error}: ${why}`;
    },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ ...running.person, sub }) }),
    async loadExistingGrant({ oidc }) {
      const { client, session } = oidc;
      if (!client || !session?.accountId) return undefined;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid email profile groups');
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response);
    const login = {
      login: {
        accountId: running.person.sub,
        remember: false,
        ts: Math.floor(running.askedAt.getTime() / 1000),
      },
    };
    void provider.interactionFinished(request, response, login);
  });
  afterAll(() => running.stop().catch(() => {}));
  return running;
}

async function signingKey() {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048 };
  const publicExponent = new Uint8Array([1, 0, 1]);
  const pair = await crypto.subtle.generateKey({ ...algorithm, publicExponent }, true, ['sign', 'verify']);
  const { key_ops: _uses, ...key } = await crypto.subtle.exportKey('jwk', pair.privateKey);
  return { ...key, use: 'sig', alg: 'RS256', kid: 'one' };
}
