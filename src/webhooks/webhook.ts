import type { EventChoice } from './event-types.ts';

/** An address of somebody else's program that is told what happens. */
export interface Webhook {
  id: number;
  publicationId: number;
  url: string;
  events: EventChoice[];
  isOn: boolean;
  /** Why Paperround switched it off; null when it is on, or somebody did. */
  offReason: 'failing' | 'gone' | null;
  offAt: Date | null;
  /** Since when no call was accepted. */
  failingSince: Date | null;
  /** When a call was accepted last, to ten seconds. */
  lastAcceptedAt: Date | null;
  createdAt: Date;
}

export const DELIVERY_STATES = ['waiting', 'accepted', 'failed'] as const;
/** `waiting`: it is tried, or tried again; `failed`: it is not tried any more by itself. */
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Why a call failed when no answer tells: the guarded fetch says it; `no-secret`: it can no longer be read. */
export const CALL_FAULTS = [
  'bad-url',
  'forbidden-address',
  'dns',
  'connection',
  'timeout',
  'bad-response',
  'no-secret',
] as const;
export type CallFault = (typeof CALL_FAULTS)[number];

/** One call and what came of it. */
export interface Try {
  at: string;
  ms: number;
  /** Null when there was no answer. */
  status: number | null;
  fault: CallFault | null;
}

/** One event on its way to one webhook. */
export interface Delivery {
  id: number;
  webhookId: number;
  /** The `webhook-id` of every try. */
  eventId: string;
  type: string;
  at: Date;
  state: DeliveryState;
  /** When it is tried next; null when it is not. */
  nextAt: Date | null;
  tries: Try[];
  /** The body of the call; null until the first try. */
  payload: string | null;
  /** What the receiver answered last, its first 2,000 bytes. */
  answer: string | null;
}

/** What is remembered of tries, the latest ones. */
export const MOST_TRIES = 20;
