import type { App } from '../platform/app.ts';
import { NotFound } from '../platform/errors.ts';
import { findDelivery, listDeliveryRows, type DeliveryFilter } from './delivery-queries.ts';
import type { Delivery, Webhook } from './webhook.ts';
import { findWebhook, listWebhookRows } from './webhook-queries.ts';

export const listWebhooks = (app: Pick<App, 'db'>, publicationId: number): Promise<Webhook[]> =>
  listWebhookRows(app.db, publicationId);

/** @throws NotFound, also when it belongs to another publication */
export async function getWebhook(app: Pick<App, 'db'>, publicationId: number, id: number): Promise<Webhook> {
  const webhook = await findWebhook(app.db, publicationId, id);
  if (!webhook) throw new NotFound('This webhook');
  return webhook;
}

/** Newest first, one more than the limit when there are more. @throws NotFound */
export async function listDeliveries(
  app: Pick<App, 'db'>,
  publicationId: number,
  webhookId: number,
  filter: DeliveryFilter,
): Promise<Delivery[]> {
  await getWebhook(app, publicationId, webhookId);
  return listDeliveryRows(app.db, webhookId, { ...filter, limit: filter.limit + 1 });
}

/** @throws NotFound */
export async function getDelivery(
  app: Pick<App, 'db'>,
  publicationId: number,
  webhookId: number,
  id: number,
): Promise<Delivery> {
  await getWebhook(app, publicationId, webhookId);
  const delivery = await findDelivery(app.db, webhookId, id);
  if (!delivery) throw new NotFound('This delivery');
  return delivery;
}
