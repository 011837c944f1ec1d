import { z } from 'zod';
import { inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { Conflict, NotFound } from '../platform/errors.ts';
import { parseInput, webAddress } from '../platform/input.ts';
import { findDelivery, insertEventFor, replayRow } from './delivery-queries.ts';
import { EVENT_CHOICES, TEST_TYPE } from './event-types.ts';
import { newSecret, sealSecrets } from './secrets.ts';
import { getWebhook } from './view-webhooks.ts';
import type { Delivery, Webhook } from './webhook.ts';
import {
  deleteWebhook,
  insertWebhook,
  lockWebhook,
  updateSecrets,
  updateWebhook,
} from './webhook-queries.ts';

const MOST_WEBHOOKS = 20;

const events = z
  .array(
    z.enum(EVENT_CHOICES, {
      error: `Each event must be one of ${EVENT_CHOICES.join(', ')}.`,
    }),
    { error: 'events must be a list.' },
  )
  .min(1, 'events must name one or more events.')
  .max(EVENT_CHOICES.length, 'events names an event twice.')
  .transform((names) => [...new Set(names)]);

export const newWebhook = z.strictObject({
  url: webAddress('url').describe('Where to call: POST with JSON'),
  events: events.describe('What to tell: names of events, or `subscriber.*`, `send.*`, `article.*`, `*`'),
});
export const webhookChanges = z.strictObject({
  url: webAddress('url').optional(),
  events: events.optional(),
  isOn: z
    .boolean({ error: 'isOn must be true or false.' })
    .optional()
    .describe('While it is off, nothing is noted for it; what waits goes on when it is on again'),
});

/** The secret is shown this once. */
interface WithSecret {
  webhook: Webhook;
  secret: string;
}

/** @throws InvalidInput, Conflict when there are 20 */
export async function createWebhook(app: App, publicationId: number, input: unknown): Promise<WithSecret> {
  const given = parseInput(newWebhook, input);
  return inTransaction(app, async (inner) => {
    const id = await insertWebhook(inner.db, { publicationId, ...given, most: MOST_WEBHOOKS });
    if (id === undefined)
      throw new Conflict(
        'too-many-webhooks',
        `A publication can have ${MOST_WEBHOOKS} webhooks. Remove one first.`,
      );
    const secret = newSecret();
    await updateSecrets(inner.db, id, sealSecrets(inner, id, null, secret));
    const details = { publicationId, host: hostOf(given.url), events: given.events };
    await audit(inner, { action: 'webhook.created', subject: `webhook:${id}`, details });
    return { webhook: await getWebhook(inner, publicationId, id), secret };
  });
}

/** @throws InvalidInput, NotFound */
export async function changeWebhook(
  app: App,
  publicationId: number,
  id: number,
  input: unknown,
): Promise<Webhook> {
  const { url, events: wanted, isOn } = parseInput(webhookChanges, input);
  return inTransaction(app, async (inner) => {
    await locked(inner, publicationId, id);
    await updateWebhook(inner.db, id, { url: url ?? null, events: wanted ?? null, isOn: isOn ?? null });
    const details = { ...(url !== undefined && { host: hostOf(url) }), events: wanted, isOn };
    await audit(inner, { action: 'webhook.changed', subject: `webhook:${id}`, details });
    return getWebhook(inner, publicationId, id);
  });
}

/** A new secret; the one before signs beside it for a day. @throws NotFound */
export async function rotateWebhookSecret(app: App, publicationId: number, id: number): Promise<WithSecret> {
  return inTransaction(app, async (inner) => {
    const sealed = await locked(inner, publicationId, id);
    const secret = newSecret();
    await updateSecrets(inner.db, id, sealSecrets(inner, id, sealed, secret));
    await audit(inner, { action: 'webhook.secret-rotated', subject: `webhook:${id}` });
    return { webhook: await getWebhook(inner, publicationId, id), secret };
  });
}

/** With everything that waits for it. @throws NotFound */
export async function removeWebhook(app: App, publicationId: number, id: number): Promise<void> {
  await inTransaction(app, async (inner) => {
    if ((await deleteWebhook(inner.db, publicationId, id)) === 0) throw new NotFound('This webhook');
    await audit(inner, { action: 'webhook.removed', subject: `webhook:${id}`, details: { publicationId } });
  });
}

/** Notes an event that says nothing, for this webhook only. @throws NotFound, Conflict while it is off */
export async function testWebhook(app: App, publicationId: number, id: number): Promise<Delivery> {
  return inTransaction(app, async (inner) => {
    await lockedOn(inner, publicationId, id);
    const deliveryId = await insertEventFor(inner.db, { id, publicationId }, TEST_TYPE);
    await audit(inner, { action: 'webhook.tested', subject: `webhook:${id}` });
    return found(inner, id, deliveryId);
  });
}

/** Sends an event once more, with its id and body of before. @throws NotFound, Conflict while the webhook is off */
export async function replayDelivery(
  app: App,
  publicationId: number,
  webhookId: number,
  id: number,
): Promise<Delivery> {
  return inTransaction(app, async (inner) => {
    await lockedOn(inner, publicationId, webhookId);
    if ((await replayRow(inner.db, webhookId, id)) === 0) throw new NotFound('This delivery');
    const details = { deliveryId: id };
    await audit(inner, { action: 'webhook.replayed', subject: `webhook:${webhookId}`, details });
    return found(inner, webhookId, id);
  });
}

async function locked(app: App, publicationId: number, id: number): Promise<string> {
  const sealed = await lockWebhook(app.db, publicationId, id);
  if (sealed === undefined) throw new NotFound('This webhook');
  return sealed;
}

async function lockedOn(app: App, publicationId: number, id: number): Promise<void> {
  await locked(app, publicationId, id);
  const { isOn } = await getWebhook(app, publicationId, id);
  if (!isOn) throw new Conflict('webhook-off', 'This webhook is off. Switch it on first.');
}

async function found(app: App, webhookId: number, id: number): Promise<Delivery> {
  const delivery = await findDelivery(app.db, webhookId, id);
  if (!delivery) throw new NotFound('This delivery');
  return delivery;
}

/** Addresses of receivers may hold tokens, so the audit log keeps the host only. */
const hostOf = (url: string) => new URL(url).host;
