import { createVerify, X509Certificate } from 'node:crypto';
import type { Given, HookCall, Refusal } from '../provider.ts';
import { jsonIn, recordIn, textIn } from '../reading.ts';

/** What a message of Amazon SNS holds: an address to visit, so that more of them come, or a text. */
type SnsJudged = { refused: Refusal } | { confirm: string } | { message: string | undefined; id: string };

/** SNS tries again for an hour, or longer where a topic says so. */
const LONGEST_MS = 25 * 3600 * 1000;

/**
 * Believes a message only of the topic that is set, since anybody's topic is signed as well, and only with a certificate at Amazon's.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html
 */
export async function judgeSns({ headers, body }: HookCall, given: Given): Promise<SnsJudged> {
  if (given.topic === null) return { refused: 'needs-topic' };
  const message = recordIn(jsonIn(body));
  const type = textIn(message['Type']);
  if (!Object.hasOwn(SIGNED, type)) return { refused: 'unreadable' };
  if ((headers['x-amz-sns-message-type'] ?? type) !== type) return { refused: 'wrong-signature' };
  if (textIn(message['TopicArn']) !== given.topic) return { refused: 'other-topic' };
  const certificateUrl = textIn(message['SigningCertURL']);
  if (!isOfSns(certificateUrl)) return { refused: 'wrong-signature' };
  const certificate = await given.certificateAt(certificateUrl);
  if (certificate === undefined) return { refused: 'unreachable' };
  if (!isSigned(message, type, certificate, given.now)) return { refused: 'wrong-signature' };
  const at = Date.parse(textIn(message['Timestamp']));
  if (!(Math.abs(given.now.getTime() - at) < LONGEST_MS)) return { refused: 'stale' };
  if (type === 'Notification')
    return { message: textIn(message['Message']), id: textIn(message['MessageId']) };
  const confirm = textIn(message['SubscribeURL']);
  // Somebody ended the subscription: whoever did that meant it.
  if (type === 'UnsubscribeConfirmation') return { message: undefined, id: '' };
  return isOfSns(confirm) ? { confirm } : { refused: 'wrong-signature' };
}

const OF_SUBSCRIPTION = ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];
/** What is signed, in this order; fields that are missing are left out. */
const SIGNED: Record<string, string[]> = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: OF_SUBSCRIPTION,
  UnsubscribeConfirmation: OF_SUBSCRIPTION,
};
const ALGORITHMS: Record<string, string> = { '1': 'RSA-SHA1', '2': 'RSA-SHA256' };

/** https, a host `sns.REGION.amazonaws.com` or the one of China, and its own port. */
function isOfSns(address: string): boolean {
  const url = URL.parse(address);
  return (
    url !== null &&
    url.protocol === 'https:' &&
    url.port === '' &&
    url.username === '' &&
    url.password === '' &&
    /^sns\.[a-z]{2}(?:-[a-z]+)+-\d\.amazonaws\.com(?:\.cn)?$/.test(url.hostname)
  );
}

function isSigned(message: Record<string, unknown>, type: string, certificate: string, now: Date): boolean {
  const algorithm = ALGORITHMS[textIn(message['SignatureVersion'])];
  if (algorithm === undefined) return false;
  const signed = (SIGNED[type] ?? [])
    .filter((field) => typeof message[field] === 'string')
    .map((field) => `${field}\n${String(message[field])}\n`)
    .join('');
  try {
    const { publicKey, validFromDate, validToDate } = new X509Certificate(certificate);
    const isInForce = validFromDate <= now && now <= validToDate;
    const signature = Buffer.from(textIn(message['Signature']), 'base64');
    return isInForce && createVerify(algorithm).update(signed).verify(publicKey, signature);
  } catch {
    return false;
  }
}
