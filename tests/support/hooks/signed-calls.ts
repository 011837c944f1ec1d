import { createHmac, createSign, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { HookCall } from '../../../src/hooks/provider.ts';
import { SNS_SIGNER } from './sns-certificate.ts';

/** A call as a provider makes it. */
export type MadeCall = HookCall;

const json = (body: unknown): Buffer => Buffer.from(JSON.stringify(body));
const JSON_TYPE = { 'content-type': 'application/json' };

export const plainCall = (body: unknown, headers: Record<string, string> = {}): MadeCall => ({
  headers: { ...JSON_TYPE, ...headers },
  body: Buffer.isBuffer(body) ? body : json(body),
});

export const MAILGUN_KEY = 'key-that-only-tests-know';

/** @param at seconds since 1970 */
export function mailgunCall(
  event: object,
  { key = MAILGUN_KEY, at = seconds(), token = randomBytes(25).toString('hex') } = {},
): MadeCall {
  const signature = createHmac('sha256', key).update(`${at}${token}`).digest('hex');
  return plainCall({ signature: { timestamp: String(at), token, signature }, 'event-data': event });
}

const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
export const SENDGRID_KEY = pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');

export function sendgridCall(
  events: unknown,
  { at = seconds(), key = pair.privateKey, body = json(events) } = {},
): MadeCall {
  const signed = Buffer.concat([Buffer.from(String(at)), body]);
  return plainCall(body, {
    'x-twilio-email-event-webhook-timestamp': String(at),
    'x-twilio-email-event-webhook-signature': sign('sha256', signed, key).toString('base64'),
  });
}

export const RESEND_KEY = `whsec_${Buffer.from('a secret of twenty-four.').toString('base64')}`;

export function resendCall(
  event: unknown,
  { key = RESEND_KEY, at = seconds(), id = `msg_${randomBytes(9).toString('hex')}` } = {},
): MadeCall {
  const body = json(event);
  const signature = createHmac('sha256', Buffer.from(key.slice(6), 'base64'))
    .update(`${id}.${at}.${body.toString()}`)
    .digest('base64');
  return plainCall(body, {
    'svix-id': id,
    'svix-timestamp': String(at),
    'svix-signature': `v1,${Buffer.from('of another key').toString('base64')} v1,${signature}`,
  });
}

export const SNS_TOPIC = 'arn:aws:sns:eu-central-1:123456789012:bounces';
export const SNS_CERTIFICATE = 'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-1.pem';

/** @param fields in place of the usual ones; they are signed, too */
export function snsCall(
  message: unknown,
  { version = '2', ...fields }: Record<string, string | undefined> = {},
): MadeCall {
  const type = fields['Type'] ?? 'Notification';
  const content: Record<string, string | undefined> = {
    Type: type,
    MessageId: randomBytes(8).toString('hex'),
    TopicArn: SNS_TOPIC,
    Message: typeof message === 'string' ? message : JSON.stringify(message),
    Timestamp: new Date().toISOString(),
    SigningCertURL: SNS_CERTIFICATE,
    ...fields,
  };
  const names =
    type === 'Notification'
      ? ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type']
      : ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];
  const text = names
    .filter((name) => content[name] !== undefined)
    .map((name) => `${name}\n${content[name]}\n`)
    .join('');
  const Signature = createSign(version === '1' ? 'RSA-SHA1' : 'RSA-SHA256')
    .update(text)
    .sign(SNS_SIGNER.key, 'base64');
  return plainCall(
    { ...content, SignatureVersion: version, Signature },
    { 'content-type': 'text/plain; charset=UTF-8', 'x-amz-sns-message-type': type },
  );
}

export const basic = (userAndPassword: string) => ({
  authorization: `Basic ${Buffer.from(userAndPassword).toString('base64')}`,
});

const seconds = () => Math.floor(Date.now() / 1000);
