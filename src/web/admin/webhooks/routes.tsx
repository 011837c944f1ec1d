import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { App } from '../../../platform/app.ts';
import type { Publication } from '../../../publications/index.ts';
import {
  changeWebhook,
  createWebhook,
  DELIVERY_STATES,
  EVENT_CHOICES,
  getDelivery,
  getWebhook,
  listDeliveries,
  listWebhooks,
  removeWebhook,
  replayDelivery,
  rotateWebhookSecret,
  testWebhook,
} from '../../../webhooks/index.ts';
import type { Desk } from '../../../words/index.ts';
import { idText, ofPublication } from '../admin-route.ts';
import type { FormState } from '../components/Field.tsx';
import { onceByForm } from '../once-by-form.ts';
import type { View } from '../view.ts';
import { DeliveryPage } from './DeliveryPage.tsx';
import { eventField } from './EventChoices.tsx';
import { WebhookPage } from './WebhookPage.tsx';
import { WebhooksPage } from './WebhooksPage.tsx';

const PAGE_ROWS = 50;
const path = '/settings/webhooks';
const params = z.object({ id: idText });
const deliveryParams = params.extend({ deliveryId: idText });
const fields = z.record(z.string(), z.string());

const baseOf = ({ slug }: Publication) => `/admin/${slug}${path}`;
const chosenIn = (typed: Record<string, string>) =>
  EVENT_CHOICES.filter((name) => typed[eventField(name)] !== undefined);

interface Here {
  app: App;
  desk: Desk;
  publication: Publication;
}

/** Programs that are told what happens: adding one, its log, and the end of it. */
export const webhookRoutes = [
  ...ofPublication.formPage({
    path,
    role: 'admin',
    fields,
    start: () => ({ request: randomUUID() }),
    view: (call, form) => listView(call, form),
    // The secret is in the answer itself, not behind a redirect, because it is not shown a second time.
    async act({ app, desk, publication, fields: typed }) {
      const { request = randomUUID(), url = '' } = typed;
      let secret: string | undefined;
      await onceByForm(app, `webhook ${publication.id} ${request}`, async () => {
        const input = { url, events: chosenIn(typed) };
        const made = await createWebhook(app, publication.id, input);
        ({ secret } = made);
        return made.webhook.id;
      });
      if (secret === undefined) return { to: baseOf(publication), notice: 'webhook-was-made' };
      const form = { values: { request: randomUUID() }, errors: [] };
      return { ...(await listView({ app, desk, publication }, form, secret)), status: 201 };
    },
  }),
  ...ofPublication.formPage({
    path: `${path}/:id`,
    role: 'admin',
    params,
    fields,
    async start({ app, publication, params: { id } }) {
      const { url, events } = await getWebhook(app, publication.id, id);
      return { url, ...Object.fromEntries(events.map((name) => [eventField(name), '1'])) };
    },
    view: ({ params: { id }, ...call }, form) => webhookView(call, id, call.query, form),
    async act({ app, publication, params: { id }, fields: typed }) {
      await changeWebhook(app, publication.id, id, { url: typed['url'] ?? '', events: chosenIn(typed) });
      return { to: `${baseOf(publication)}/${id}`, notice: 'saved' };
    },
  }),
  ofPublication.button({
    path: `${path}/:id/test`,
    role: 'admin',
    params,
    async act({ app, publication, params: { id } }) {
      await testWebhook(app, publication.id, id);
      return { to: `${baseOf(publication)}/${id}`, notice: 'webhook-tested' };
    },
  }),
  ofPublication.button({
    path: `${path}/:id/switch`,
    role: 'admin',
    params,
    fields: z.object({ to: z.enum(['on', 'off']) }),
    async act({ app, publication, params: { id }, fields: { to } }) {
      await changeWebhook(app, publication.id, id, { isOn: to === 'on' });
      return { to: `${baseOf(publication)}/${id}`, notice: `webhook-${to}` };
    },
  }),
  ofPublication.button({
    path: `${path}/:id/secret`,
    role: 'admin',
    params,
    async act({ params: { id }, ...call }) {
      const { secret } = await rotateWebhookSecret(call.app, call.publication.id, id);
      return { ...(await webhookView(call, id, {}, undefined, secret)), status: 201 };
    },
  }),
  ofPublication.button({
    path: `${path}/:id/remove`,
    role: 'admin',
    params,
    async act({ app, publication, params: { id } }) {
      await removeWebhook(app, publication.id, id);
      return { to: baseOf(publication), notice: 'webhook-removed' };
    },
  }),
  ofPublication.page({
    path: `${path}/:id/deliveries/:deliveryId`,
    role: 'admin',
    params: deliveryParams,
    async view({ app, desk, publication, params: { id, deliveryId } }) {
      const { words } = desk;
      const [webhook, delivery] = await Promise.all([
        getWebhook(app, publication.id, id),
        getDelivery(app, publication.id, id, deliveryId),
      ]);
      const base = `${baseOf(publication)}/${id}`;
      const { timeZone } = publication;
      return {
        title: words.webhooks.delivery,
        current: 'settings',
        layout: 'narrow',
        crumbs: <a href={base}>{words.webhooks.backToLog}</a>,
        content: <DeliveryPage webhook={webhook} delivery={delivery} base={base} timeZone={timeZone} />,
      };
    },
  }),
  ofPublication.button({
    path: `${path}/:id/deliveries/:deliveryId/replay`,
    role: 'admin',
    params: deliveryParams,
    async act({ app, publication, params: { id, deliveryId } }) {
      await replayDelivery(app, publication.id, id, deliveryId);
      return { to: `${baseOf(publication)}/${id}/deliveries/${deliveryId}`, notice: 'webhook-replayed' };
    },
  }),
];

async function listView({ app, desk, publication }: Here, form: FormState, secret?: string): Promise<View> {
  const { frame, webhooks } = desk.words;
  const found = await listWebhooks(app, publication.id);
  return {
    title: webhooks.title,
    current: 'settings',
    layout: 'narrow',
    crumbs: <a href={`/admin/${publication.slug}/settings/hooks`}>{frame.settings}</a>,
    content: (
      <WebhooksPage
        webhooks={found}
        base={baseOf(publication)}
        form={form}
        secret={secret}
        timeZone={publication.timeZone}
      />
    ),
  };
}

const query = z.object({
  state: z.enum(DELIVERY_STATES).optional().catch(undefined),
  before: z.coerce.number().int().min(0).default(0).catch(0),
});

async function webhookView(
  { app, desk, publication }: Here,
  id: number,
  asked: Record<string, unknown>,
  form?: FormState,
  secret?: string,
): Promise<View> {
  const filter = query.parse(asked);
  const [webhook, found] = await Promise.all([
    getWebhook(app, publication.id, id),
    listDeliveries(app, publication.id, id, { ...filter, limit: PAGE_ROWS }),
  ]);
  const values = {
    url: webhook.url,
    ...Object.fromEntries(webhook.events.map((name) => [eventField(name), '1'])),
  };
  const base = baseOf(publication);
  return {
    title: new URL(webhook.url).host,
    current: 'settings',
    layout: 'narrow',
    crumbs: <a href={base}>{desk.words.webhooks.back}</a>,
    content: (
      <WebhookPage
        webhook={webhook}
        deliveries={found.slice(0, PAGE_ROWS)}
        hasMore={found.length > PAGE_ROWS}
        filter={filter}
        base={`${base}/${id}`}
        form={form ?? { values, errors: [] }}
        secret={secret}
        timeZone={publication.timeZone}
      />
    ),
  };
}
