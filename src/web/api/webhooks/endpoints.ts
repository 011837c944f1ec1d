import { z } from 'zod';
import { getPublication } from '../../../publications/index.ts';
import {
  CALL_FAULTS,
  changeWebhook,
  createWebhook,
  DELIVERY_STATES,
  getDelivery,
  getWebhook,
  listDeliveries,
  listWebhooks,
  newWebhook,
  removeWebhook,
  replayDelivery,
  rotateWebhookSecret,
  testWebhook,
  webhookChanges,
  type Delivery,
  type Webhook,
} from '../../../webhooks/index.ts';
import { endpoint, slugParams } from '../endpoint.ts';
import { listAnswer, listQuery, page, readCursor } from '../list.ts';

const path = '/publications/:slug/webhooks';
const idParam = z.coerce.number().int().positive().catch(0);
const webhookParams = slugParams.extend({ id: idParam });
const deliveryParams = webhookParams.extend({ delivery: idParam });

const webhookAnswer = z.object({
  id: z.int(),
  url: z.url(),
  events: z.array(z.string()),
  isOn: z.boolean(),
  offReason: z
    .enum(['failing', 'gone'])
    .nullable()
    .describe('Why Paperround switched it off: nothing was accepted for three days, or the answer was 410'),
  offAt: z.iso.datetime().nullable(),
  failingSince: z.iso.datetime().nullable(),
  lastAcceptedAt: z.iso.datetime().nullable().describe('To ten seconds'),
  createdAt: z.iso.datetime(),
});
const secretAnswer = webhookAnswer.extend({
  secret: z.string().describe('For the receiver to verify calls with: `whsec_…`. Never shown again'),
});
const deliveryAnswer = z.object({
  id: z.int(),
  eventId: z.string().describe('The webhook-id of every try: by it, a receiver knows an event again'),
  type: z.string(),
  at: z.iso.datetime().describe('When it happened'),
  state: z
    .enum(DELIVERY_STATES)
    .describe('waiting: it is tried, or tried again; failed: it is not tried any more by itself'),
  nextAt: z.iso.datetime().nullable().describe('When it is tried next'),
  tries: z
    .array(
      z.object({
        at: z.iso.datetime(),
        ms: z.int(),
        status: z.int().nullable(),
        fault: z.enum(CALL_FAULTS).nullable().describe('Why there was no answer'),
      }),
    )
    .describe('The latest 20'),
  payload: z.string().nullable().describe('The body of the call, as it is signed; null before the first try'),
  answer: z.string().nullable().describe('What the receiver answered last, its first 2,000 bytes'),
});

const shown = (webhook: Webhook) => ({
  id: webhook.id,
  url: webhook.url,
  events: webhook.events,
  isOn: webhook.isOn,
  offReason: webhook.offReason,
  offAt: webhook.offAt?.toISOString() ?? null,
  failingSince: webhook.failingSince?.toISOString() ?? null,
  lastAcceptedAt: webhook.lastAcceptedAt?.toISOString() ?? null,
  createdAt: webhook.createdAt.toISOString(),
});
const shownDelivery = (delivery: Delivery) => ({
  id: delivery.id,
  eventId: delivery.eventId,
  type: delivery.type,
  state: delivery.state,
  tries: delivery.tries,
  payload: delivery.payload,
  answer: delivery.answer,
  at: delivery.at.toISOString(),
  nextAt: delivery.nextAt?.toISOString() ?? null,
});

export const webhookEndpoints = [
  endpoint({
    method: 'get',
    path,
    scope: ['settings'],
    summary: 'List the webhooks: programs that are told what happens',
    params: slugParams,
    answer: z.object({ data: z.array(webhookAnswer) }),
    async handle({ app, params: { slug } }) {
      const { id } = await getPublication(app.db, slug);
      return { data: (await listWebhooks(app, id)).map(shown) };
    },
  }),
  endpoint({
    method: 'post',
    path,
    scope: ['settings'],
    summary: 'Add a webhook. The answer has its secret, this once',
    status: 201,
    creates: true,
    isSecret: true,
    params: slugParams,
    body: newWebhook,
    answer: secretAnswer,
    async handle({ app, params: { slug }, body }) {
      const { id } = await getPublication(app.db, slug);
      const { webhook, secret } = await createWebhook(app, id, body);
      return { ...shown(webhook), secret };
    },
  }),
  endpoint({
    method: 'get',
    path: `${path}/:id`,
    scope: ['settings'],
    summary: 'Show a webhook',
    params: webhookParams,
    answer: webhookAnswer,
    async handle({ app, params: { slug, id } }) {
      const publication = await getPublication(app.db, slug);
      return shown(await getWebhook(app, publication.id, id));
    },
  }),
  endpoint({
    method: 'patch',
    path: `${path}/:id`,
    scope: ['settings'],
    summary: 'Change a webhook, or switch it off and on',
    params: webhookParams,
    body: webhookChanges,
    answer: webhookAnswer,
    async handle({ app, params: { slug, id }, body }) {
      const publication = await getPublication(app.db, slug);
      return shown(await changeWebhook(app, publication.id, id, body));
    },
  }),
  endpoint({
    method: 'delete',
    path: `${path}/:id`,
    scope: ['settings'],
    summary: 'Remove a webhook with its deliveries',
    status: 204,
    params: webhookParams,
    async handle({ app, params: { slug, id } }) {
      const publication = await getPublication(app.db, slug);
      await removeWebhook(app, publication.id, id);
    },
  }),
  endpoint({
    method: 'post',
    path: `${path}/:id/rotate-secret`,
    scope: ['settings'],
    summary: 'Make a new secret. For a day, calls are signed with both',
    status: 201,
    creates: true,
    isSecret: true,
    params: webhookParams,
    answer: secretAnswer,
    async handle({ app, params: { slug, id } }) {
      const publication = await getPublication(app.db, slug);
      const { webhook, secret } = await rotateWebhookSecret(app, publication.id, id);
      return { ...shown(webhook), secret };
    },
  }),
  endpoint({
    method: 'post',
    path: `${path}/:id/test`,
    scope: ['settings'],
    summary: 'Send the event webhook.test to this webhook',
    status: 202,
    creates: true,
    params: webhookParams,
    answer: deliveryAnswer,
    async handle({ app, params: { slug, id } }) {
      const publication = await getPublication(app.db, slug);
      return shownDelivery(await testWebhook(app, publication.id, id));
    },
  }),
  endpoint({
    method: 'get',
    path: `${path}/:id/deliveries`,
    scope: ['settings'],
    summary: 'List what a webhook was told in the last 30 days, newest first',
    params: webhookParams,
    query: listQuery.extend({
      state: z.enum(DELIVERY_STATES, `state must be one of ${DELIVERY_STATES.join(', ')}.`).optional(),
      type: z.string().max(100).optional(),
    }),
    answer: listAnswer(deliveryAnswer),
    async handle({ app, params: { slug, id }, query: { cursor, limit, state, type } }) {
      const publication = await getPublication(app.db, slug);
      const filter = { state, type, before: readCursor(cursor), limit };
      const found = await listDeliveries(app, publication.id, id, filter);
      return page(found, limit, (delivery) => delivery.id, shownDelivery);
    },
  }),
  endpoint({
    method: 'get',
    path: `${path}/:id/deliveries/:delivery`,
    scope: ['settings'],
    summary: 'Show one delivery',
    params: deliveryParams,
    answer: deliveryAnswer,
    async handle({ app, params: { slug, id, delivery } }) {
      const publication = await getPublication(app.db, slug);
      return shownDelivery(await getDelivery(app, publication.id, id, delivery));
    },
  }),
  endpoint({
    method: 'post',
    path: `${path}/:id/deliveries/:delivery/replay`,
    scope: ['settings'],
    summary: 'Send an event once more, with the id and the body of before',
    status: 202,
    creates: true,
    params: deliveryParams,
    answer: deliveryAnswer,
    async handle({ app, params: { slug, id, delivery } }) {
      const publication = await getPublication(app.db, slug);
      return shownDelivery(await replayDelivery(app, publication.id, id, delivery));
    },
  }),
];
