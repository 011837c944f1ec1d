import { z } from 'zod';
import { inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { Conflict, InvalidInput, NotFound } from '../platform/errors.ts';
import { parseInput } from '../platform/input.ts';
import { hashToken, randomToken } from '../platform/keys.ts';
import { isSigning, PROVIDER_NAMES, type Hook, type ProviderName } from './hook.ts';
import {
  countHooks,
  deleteHook,
  insertHook,
  lockHook,
  updateHookKeys,
  updateHookSecret,
} from './hook-queries.ts';
import { sealKeys, sealSecret } from './hook-secrets.ts';
import { secretOf } from './providers/resend.ts';
import { publicKey } from './providers/sendgrid.ts';
import { getHook } from './view-hooks.ts';

const MOST_HOOKS = 50;

const signingKey = z
  .string({ error: 'signingKey must be text.' })
  .trim()
  .min(8, 'signingKey must have 8 characters or more.')
  .max(2000, 'signingKey must have 2000 characters or fewer.')
  .regex(/^[\u0021-\u007e]+$/, 'signingKey may have letters, digits and marks, but no blanks.');
const topic = z
  .string({ error: 'topic must be text.' })
  .trim()
  .max(300, 'topic must have 300 characters or fewer.')
  .regex(
    /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w.-]+$/,
    'topic must be the ARN of a topic, such as arn:aws:sns:eu-central-1:123456789012:bounces.',
  );

/** Null takes something away. */
export const hookChanges = z.strictObject({
  signingKey: signingKey
    .nullish()
    .describe('What the provider signs with, or sends as `user:password` or bearer token. Never shown again'),
  topic: topic.nullish().describe('ses: the ARN of the topic whose messages count'),
});
export const newHook = hookChanges.extend({
  provider: z
    .enum(
      // What Anymail and others call it.
      [...PROVIDER_NAMES, 'amazon_ses'],
      `The provider must be one of ${PROVIDER_NAMES.join(', ')}.`,
    )
    .transform((name) => (name === 'amazon_ses' ? 'ses' : name)),
});

/**
 * Makes an address for a provider to call.
 * @throws InvalidInput, Conflict when there are 50
 */
export async function createHook(app: App, publicationId: number, input: unknown): Promise<Hook> {
  const { provider, ...given } = parseInput(newHook, input);
  checkFits(provider, given);
  return inTransaction(app, async (inner) => {
    if ((await countHooks(inner.db, publicationId)) >= MOST_HOOKS)
      throw new Conflict('too-many-hooks', `A publication can have ${MOST_HOOKS} hooks. Remove one first.`);
    const secret = randomToken();
    const id = await insertHook(inner.db, { publicationId, provider, secretHash: hashToken(secret) });
    await updateHookSecret(inner.db, id, sealSecret(app, id, secret));
    await updateHookKeys(inner.db, id, {
      sealedKeys: sealKeys(app, id, null, given.signingKey ?? null),
      topic: given.topic ?? null,
    });
    await audit(inner, {
      action: 'hook.created',
      subject: `hook:${id}`,
      details: { publicationId, provider, ...namesOf(given) },
    });
    return getHook(inner, publicationId, id);
  });
}

/** Changes what a hook's calls are judged by. @throws InvalidInput, NotFound */
export async function changeHook(app: App, publicationId: number, id: number, input: unknown): Promise<Hook> {
  const given = parseInput(hookChanges, input);
  return inTransaction(app, async (inner) => {
    const hook = await lockHook(inner.db, publicationId, id);
    if (!hook) throw new NotFound('This hook');
    checkFits(hook.provider, given);
    const { signingKey: key, topic: wanted } = given;
    await updateHookKeys(inner.db, id, {
      sealedKeys: key === undefined ? hook.sealedKeys : sealKeys(app, id, hook.sealedKeys, key),
      topic: wanted === undefined ? hook.topic : wanted,
    });
    await audit(inner, { action: 'hook.changed', subject: `hook:${id}`, details: namesOf(given) });
    return getHook(inner, publicationId, id);
  });
}

/** Its address is dead from now on; what it told is still acted on. @throws NotFound */
export async function removeHook(app: App, publicationId: number, id: number): Promise<void> {
  await inTransaction(app, async (inner) => {
    if ((await deleteHook(inner.db, publicationId, id)) === 0) throw new NotFound('This hook');
    await audit(inner, { action: 'hook.removed', subject: `hook:${id}`, details: { publicationId } });
  });
}

/** For the audit log: that a key changed, and to which topic. */
const namesOf = ({ signingKey: key, topic: wanted }: z.output<typeof hookChanges>) => ({
  ...(key !== undefined && { signingKey: key === null ? 'removed' : 'changed' }),
  ...(wanted !== undefined && { topic: wanted }),
});

const DOES_NOT_FIT: Partial<Record<ProviderName, string>> = {
  sendgrid: 'signingKey must be the verification key that SendGrid shows: base64 that begins with MF.',
  resend: 'signingKey must be the signing secret that Resend shows: it begins with whsec_.',
};

/** A key that cannot be one is found here, and not by calls that are refused. */
function checkFits(
  provider: ProviderName,
  { signingKey: key, topic: wanted }: z.output<typeof hookChanges>,
): void {
  const fault = (field: string, message: string) =>
    new InvalidInput([{ field, message, fault: { code: 'wrong-form', params: { field } } }]);
  if (provider === 'ses' && key)
    throw fault('signingKey', 'Amazon SNS signs with a certificate of its own. Set the topic instead.');
  if (provider !== 'ses' && wanted) throw fault('topic', 'Only hooks of Amazon SES have a topic.');
  if (!key || !isSigning(provider)) return;
  const message = DOES_NOT_FIT[provider];
  if (message !== undefined && !isKeyOf(provider, key)) throw fault('signingKey', message);
}

function isKeyOf(provider: ProviderName, key: string): boolean {
  if (provider === 'resend') return /^(?:whsec_)?[\w+/=-]+$/.test(key) && secretOf(key).length >= 16;
  try {
    return publicKey(key).asymmetricKeyType === 'ec';
  } catch {
    return false;
  }
}
