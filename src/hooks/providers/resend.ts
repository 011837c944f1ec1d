import { COMPLAINT, DELAYED, factOf, nothing, UNSUBSCRIBE, unknown, type Meaning } from '../fact.ts';
import { judgeTold } from '../judge-told.ts';
import { hmac, isSame, isStale } from '../proofs.ts';
import type { HookCall, Provider } from '../provider.ts';
import { jsonIn, listIn, momentIn, recordIn, textIn } from '../reading.ts';
import { meaningOfBounceType } from './bounce-types.ts';

/** Each try is signed anew (Standard Webhooks). */
const LONGEST_SECONDS = 300;

/** Signed by Svix: HMAC over id, moment and body. https://resend.com/docs/webhooks/verify-webhooks-requests */
export const resend: Provider = (call, { keys, now }) => {
  const [id, timestamp] = [headerOf(call, 'id'), headerOf(call, 'timestamp')];
  if (keys.length === 0) return { refused: 'needs-signing-key' };
  if (!isSigned(call, keys)) return { refused: 'wrong-signature' };
  if (isStale(timestamp, now, LONGEST_SECONDS)) return { refused: 'stale' };
  const json = jsonIn(call.body);
  return json === undefined ? { refused: 'unreadable' } : { facts: read(recordIn(json), id, now) };
};

const headerOf = ({ headers }: HookCall, name: string) =>
  headers[`svix-${name}`] ?? headers[`webhook-${name}`] ?? '';

function isSigned(call: HookCall, keys: string[]): boolean {
  const [id, timestamp] = [headerOf(call, 'id'), headerOf(call, 'timestamp')];
  const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), call.body]);
  // `v1,…` for each of its own keys, with blanks between them.
  const given = headerOf(call, 'signature')
    .split(' ')
    .slice(0, 10)
    .filter((one) => one.startsWith('v1,'))
    .map((one) => one.slice(3));
  const wanted = keys.map((key) => hmac(secretOf(key), signed, 'base64'));
  return given.flatMap((one) => wanted.map((other) => isSame(one, other))).includes(true);
}

/** `whsec_` and base64. */
export const secretOf = (key: string) => Buffer.from(key.replace(/^whsec_/, ''), 'base64');

/** It does not say which of several readers it is about, but each of our messages has one. */
function read(event: Record<string, unknown>, id: string, now: Date) {
  const data = recordIn(event['data']);
  const email = listIn(data['to'])[0] ?? data['to'] ?? data['email'];
  const bounce = recordIn(data['bounce'] ?? data['suppressed'] ?? data['failed']);
  return [
    factOf(meaningOf(event, data), {
      email,
      messageId: messageIdOf(data),
      says: diagnosticOf(bounce) || textIn(bounce['message']) || textIn(bounce['reason']),
      at: momentIn(event['created_at'], now),
      named: [id],
    }),
  ];
}

function messageIdOf(data: Record<string, unknown>): string {
  const header = listIn(data['headers'])
    .map((one) => recordIn(one))
    .find(({ name }) => textIn(name).toLowerCase() === 'message-id');
  return textIn(header?.['value']) || textIn(data['message_id']);
}

const diagnosticOf = ({ diagnosticCode: codes }: Record<string, unknown>) =>
  textIn(Array.isArray(codes) ? codes[0] : codes);

const WITHOUT_MEANING =
  /^(?:email\.(?:sent|delivered|opened|clicked|scheduled|received)|domain\.\w+|contact\.(?:created|deleted)|suppression\.\w+)$/;

function meaningOf(event: Record<string, unknown>, data: Record<string, unknown>): Meaning {
  const word = textIn(event['type']);
  if (WITHOUT_MEANING.test(word)) return nothing(word);
  if (word === 'email.bounced') return bounceMeaning(recordIn(data['bounce']));
  if (word === 'email.suppressed') return judgeTold('dead');
  if (word === 'email.failed') return judgeTold('blocked');
  if (word === 'email.delivery_delayed') return DELAYED;
  if (word === 'email.complained') return COMPLAINT;
  if (word === 'contact.updated') return data['unsubscribed'] === true ? UNSUBSCRIBE : nothing(word);
  return unknown(word);
}

function bounceMeaning(bounce: Record<string, unknown>): Meaning {
  const type = textIn(bounce['type']);
  if (type !== '') return meaningOfBounceType(type, textIn(bounce['subType']), diagnosticOf(bounce));
  // Older events have a sentence of Resend's own only.
  const sentence = textIn(bounce['message']);
  return judgeTold(/hard bounce|suppressed sending/.test(sentence) ? 'dead' : 'alive');
}
