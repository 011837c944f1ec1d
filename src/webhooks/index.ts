// Webhooks: programs of others that are told what happens to readers, sends and articles, by signed calls.
// Owns the tables webhooks, webhook_events and webhook_deliveries; triggers of the database note the events.
// Knows how to call, when to try again and when to stop; what happened is for the other rooms to say.
export {
  changeWebhook,
  createWebhook,
  newWebhook,
  removeWebhook,
  replayDelivery,
  rotateWebhookSecret,
  testWebhook,
  webhookChanges,
} from './change-webhooks.ts';
export { purgeWebhookEvents } from './delivery-queries.ts';
export { EVENT_CHOICES, EVENT_FAMILIES, EVENT_TYPES, type EventChoice } from './event-types.ts';
export { sendDueDeliveries } from './send-due-deliveries.ts';
export { getDelivery, getWebhook, listDeliveries, listWebhooks } from './view-webhooks.ts';
export { CALL_FAULTS, DELIVERY_STATES, type Delivery, type Webhook } from './webhook.ts';
