import { createPublicKey, verify } from 'node:crypto';
import { COMPLAINT, DELAYED, factOf, nothing, UNSUBSCRIBE, unknown, type Meaning } from '../fact.ts';
import { judgeTold, type Told } from '../judge-told.ts';
import { isStale } from '../proofs.ts';
import type { HookCall, Provider } from '../provider.ts';
import { jsonIn, momentIn, recordsIn, textIn } from '../reading.ts';

const SIGNATURE = 'x-twilio-email-event-webhook-signature';
const TIMESTAMP = 'x-twilio-email-event-webhook-timestamp';
/** It tries again for a day, and nobody says whether it signs anew; the signature covers the body, so a replay changes nothing. */
const LONGEST_SECONDS = 25 * 3600;

/** Signed Event Webhook: ECDSA over moment and body. https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event */
export const sendgrid: Provider = (call, { keys, now }) => {
  if (keys.length === 0) return { refused: 'needs-signing-key' };
  if (!keys.some((key) => isSigned(call, key))) return { refused: 'wrong-signature' };
  if (isStale(call.headers[TIMESTAMP] ?? '', now, LONGEST_SECONDS)) return { refused: 'stale' };
  const json = jsonIn(call.body);
  if (json === undefined) return { refused: 'unreadable' };
  return { facts: recordsIn(json).map((event) => read(event, now)) };
};

function isSigned({ headers, body }: HookCall, key: string): boolean {
  const signature = Buffer.from(headers[SIGNATURE] ?? '', 'base64');
  const signed = Buffer.concat([Buffer.from(headers[TIMESTAMP] ?? ''), body]);
  return signature.length > 0 && verify('sha256', signed, publicKey(key), signature);
}

/** SendGrid shows the key as base64 of DER. @throws when it is none */
export const publicKey = (key: string) =>
  createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });

function read(event: Record<string, unknown>, now: Date) {
  const { email, timestamp, sg_event_id: id, status } = event;
  return factOf(meaningOf(event), {
    email,
    messageId: textIn(event['smtp-id']),
    status: textIn(status),
    says: textIn(event['reason']) || textIn(event['response']),
    at: momentIn(timestamp, now),
    named: [id ?? [event['sg_message_id'], event['event'], timestamp]],
  });
}

const WITHOUT_MEANING = new Set([
  'processed',
  'delivered',
  'open',
  'click',
  'group_resubscribe',
  'account_status_change',
]);

function meaningOf(event: Record<string, unknown>): Meaning {
  const word = textIn(event['event']);
  if (WITHOUT_MEANING.has(word)) return nothing(word);
  if (word === 'bounce') return judgeTold(toldOf(event), textIn(event['reason']), textIn(event['status']));
  if (word === 'dropped') return droppedMeaning(textIn(event['reason']));
  if (word === 'deferred') return DELAYED;
  if (word === 'spamreport') return COMPLAINT;
  if (word === 'unsubscribe' || word === 'group_unsubscribe') return UNSUBSCRIBE;
  return unknown(word);
}

/** `type` is bounce or blocked, the latter “usually temporary”; the classification says more where there is one. */
function toldOf(event: Record<string, unknown>): Told {
  const classified = textIn(event['bounce_classification']).toLowerCase();
  if (classified === 'reputation') return 'blocked';
  if (classified === 'content') return 'content';
  const isBlock = textIn(event['type']) !== 'bounce';
  if (isBlock) return 'alive';
  return ['', 'invalid address', 'unclassified'].includes(classified) ? 'dead' : 'refused';
}

/** It did not even try: mostly for what it remembers of the address. */
function droppedMeaning(reason: string): Meaning {
  const because = reason.toLowerCase();
  if (because.startsWith('bounced address') || because === 'invalid') return judgeTold('dead');
  if (because.startsWith('spam reporting')) return COMPLAINT;
  if (because.startsWith('unsubscribed')) return UNSUBSCRIBE;
  return judgeTold(because.startsWith('spam content') ? 'content' : 'blocked');
}
