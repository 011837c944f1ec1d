/** Everything that a webhook can be told. Stable: receivers compare these words. */
export const EVENT_TYPES = [
  'subscriber.confirmed',
  'subscriber.changed',
  'subscriber.unsubscribed',
  'subscriber.bounced',
  'subscriber.complained',
  'subscriber.erased',
  'subscriber.imported',
  'subscriber.import-undone',
  'subscriber.bulk-changed',
  'subscriber.bulk-undone',
  'send.scheduled',
  'send.held',
  'send.started',
  'send.paused',
  'send.resumed',
  'send.sent',
  'send.cancelled',
  'article.new',
  'article.changed',
  'article.held',
  'article.dismissed',
] as const;

/** All of one family, those of later versions included; and all there are. */
export const EVENT_FAMILIES = ['subscriber.*', 'send.*', 'article.*', '*'] as const;

/** What somebody sends to see whether the receiver works. */
export const TEST_TYPE = 'webhook.test';

/** What a webhook can be made for. */
export const EVENT_CHOICES = [...EVENT_TYPES, ...EVENT_FAMILIES] as const;
export type EventChoice = (typeof EVENT_CHOICES)[number];
