import { COMPLAINT, DELAYED, factOf, nothing, UNSUBSCRIBE, unknown, type Meaning } from '../fact.ts';
import { judgeTold } from '../judge-told.ts';
import { hmac, isSame, isStale } from '../proofs.ts';
import type { HookCall, Provider } from '../provider.ts';
import { jsonIn, momentIn, recordIn, textIn } from '../reading.ts';
import type { MailgunEvent } from './mailgun-event.ts';
import { formEvent } from './mailgun-form.ts';

/** It tries again for eight hours with the signature of the first time. What keeps a replay out is that a token is good for one body. */
const LONGEST_SECONDS = 9 * 3600;

/** HMAC over moment and token, not over the body. https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks */
export const mailgun: Provider = async (call, { keys, now }) => {
  if (keys.length === 0) return { refused: 'needs-signing-key' };
  const event = await eventIn(call);
  if (!event) return { refused: 'unreadable' };
  const { timestamp, token } = event.proof;
  const wanted = keys.map((key) => hmac(key, timestamp + token, 'hex'));
  // Of a subaccount, the account above it signs as well.
  const given = [event.proof.signature, event.proof.parentSignature];
  const fits = wanted.flatMap((one) => given.map((signature) => isSame(signature, one)));
  if (token === '' || !fits.includes(true)) return { refused: 'wrong-signature' };
  if (isStale(timestamp, now, LONGEST_SECONDS)) return { refused: 'stale' };
  return { facts: [read(event, now)], token };
};

async function eventIn(call: HookCall): Promise<MailgunEvent | undefined> {
  const json = jsonIn(call.body);
  return json === undefined ? formEvent(call) : jsonEvent(recordIn(json));
}

function jsonEvent(json: Record<string, unknown>): MailgunEvent {
  const proof = recordIn(json['signature']);
  const event = recordIn(json['event-data']);
  const status = recordIn(event['delivery-status']);
  const headers = recordIn(recordIn(event['message'])['headers']);
  const { id, timestamp } = event;
  return {
    proof: {
      timestamp: textIn(proof['timestamp']),
      token: textIn(proof['token']),
      signature: textIn(proof['signature']),
      parentSignature: textIn(proof['parent-signature']),
    },
    word: textIn(event['event']),
    severity: textIn(event['severity']),
    reason: textIn(event['reason']),
    code: textIn(status['code']),
    message: textIn(status['message']),
    description: textIn(status['description']) || textIn(recordIn(event['reject'])['reason']),
    recipient: event['recipient'] ?? headers['to'],
    messageId: textIn(headers['message-id']),
    at: timestamp,
    // Its ids are unique within a day only.
    id: id === undefined ? undefined : [id, timestamp],
  };
}

function read(event: MailgunEvent, now: Date) {
  const { recipient, messageId, message, description, at, id, word, proof } = event;
  return factOf(meaningOf(event), {
    email: recipient,
    messageId,
    says: message || description,
    at: momentIn(at, now),
    named: [id ?? proof.token, word],
  });
}

const WITHOUT_MEANING = new Set(['accepted', 'delivered', 'opened', 'clicked', 'stored']);

function meaningOf(event: MailgunEvent): Meaning {
  const { word, severity, reason } = event;
  if (WITHOUT_MEANING.has(word)) return nothing(word);
  if (word === 'complained') return COMPLAINT;
  if (word === 'unsubscribed') return UNSUBSCRIBE;
  if (word === 'rejected') return judgeTold('blocked');
  if (word !== 'failed') return unknown(word);
  // The last of several tries is called temporary, too.
  if (severity === 'temporary') return reason === 'old' ? judgeTold('alive', wordsOf(event)) : DELAYED;
  return failedMeaning(event);
}

/** What it remembers of an address has a reason, and in older events a code, of Mailgun's own. */
function failedMeaning(event: MailgunEvent): Meaning {
  const { reason, code } = event;
  if (reason === 'suppress-complaint' || code === '607') return COMPLAINT;
  if (reason === 'suppress-unsubscribe' || code === '606') return UNSUBSCRIBE;
  if (reason === 'suppress-bounce' || code === '605') return judgeTold('dead');
  if (reason === 'bounce') return judgeTold('dead', wordsOf(event));
  return judgeTold(reason === 'old' ? 'alive' : 'refused', wordsOf(event));
}

/** As the server said it: the code stands apart. */
function wordsOf({ code, message, description }: MailgunEvent): string {
  const words = message || description;
  return /^[45]\d\d$/.test(code) && !/^\s*(?:smtp;|[45]\d\d[ -])/i.test(words) ? `${code} ${words}` : words;
}
