import { createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { App } from '../platform/app.ts';

const PREFIX = 'whsec_';
const SECRET_BYTES = 24;
const MOST_BEFORE = 2;
const HOLDS_ON_MS = 24 * 3600 * 1000;

const keptSecrets = z.array(z.object({ secret: z.string(), until: z.number().nullable() }));

const labelOf = (id: number) => `webhook-secrets:${id}`;

export const newSecret = () => PREFIX + randomBytes(SECRET_BYTES).toString('base64');

/**
 * A new secret beside those before, which sign for a day more.
 * @param sealed what is kept so far; null for a new webhook
 */
export function sealSecrets(
  app: Pick<App, 'keys' | 'now'>,
  id: number,
  sealed: string | null,
  secret: string,
): string {
  const now = app.now().getTime();
  const before = sealed === null ? [] : kept(app, id, sealed);
  // A button that was pressed twice takes nobody's secret away.
  const held = before.slice(0, MOST_BEFORE).map((one) => ({ ...one, until: one.until ?? now + HOLDS_ON_MS }));
  return app.keys.seal(labelOf(id), JSON.stringify([{ secret, until: null }, ...held]));
}

/** Those that sign now, the newest first; empty when the secret of the installation was lost. */
export const openSecrets = (app: Pick<App, 'keys' | 'now'>, id: number, sealed: string): string[] =>
  kept(app, id, sealed).map(({ secret }) => secret);

function kept(
  { keys, now }: Pick<App, 'keys' | 'now'>,
  id: number,
  sealed: string,
): z.infer<typeof keptSecrets> {
  const text = keys.open(labelOf(id), sealed);
  if (text === undefined) return [];
  return keptSecrets.parse(JSON.parse(text)).filter(({ until }) => until === null || until > now().getTime());
}

/** The headers of Standard Webhooks: a signature for each secret, over id, moment and body. */
export function signedHeaders(secrets: string[], id: string, at: Date, body: string): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signature = (secret: string) =>
    createHmac('sha256', Buffer.from(secret.slice(PREFIX.length), 'base64'))
      .update(`${id}.${timestamp}.${body}`)
      .digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': secrets.map((secret) => `v1,${signature(secret)}`).join(' '),
  };
}
