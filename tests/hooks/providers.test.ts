import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Fact } from '../../src/hooks/fact.ts';
import { PROVIDER_NAMES, PROVIDERS, type ProviderName } from '../../src/hooks/hook.ts';
import type { Given, HookCall, Judged } from '../../src/hooks/provider.ts';
import { DOCUMENTED } from '../support/hooks/documented-events.ts';
import {
  basic,
  mailgunCall,
  MAILGUN_KEY,
  plainCall,
  resendCall,
  RESEND_KEY,
  sendgridCall,
  SENDGRID_KEY,
  snsCall,
  SNS_CERTIFICATE,
  SNS_TOPIC,
} from '../support/hooks/signed-calls.ts';
import { SNS_SIGNER } from '../support/hooks/sns-certificate.ts';

const CALLS: Record<ProviderName, (body: never) => HookCall> = {
  postmark: plainCall,
  brevo: plainCall,
  mailjet: plainCall,
  sparkpost: plainCall,
  azure: plainCall,
  sendgrid: (events) => sendgridCall(events),
  resend: (event) => resendCall(event),
  mailgun: (event) => mailgunCall(event),
  ses: (event) => snsCall(event),
};
const KEYS: Partial<Record<ProviderName, string>> = {
  sendgrid: SENDGRID_KEY,
  resend: RESEND_KEY,
  mailgun: MAILGUN_KEY,
};
const asked: string[] = [];
const given = (provider: ProviderName, changes: Partial<Given> = {}): Given => ({
  keys: [KEYS[provider] ?? []].flat(),
  topic: provider === 'ses' ? SNS_TOPIC : null,
  now: new Date(),
  certificateAt: async (url) => {
    asked.push(url);
    return SNS_SIGNER.cert;
  },
  ...changes,
});
const judge = async (provider: ProviderName, call: HookCall, changes: Partial<Given> = {}): Promise<Judged> =>
  PROVIDERS[provider](call, given(provider, changes));
async function factsOf(
  provider: ProviderName,
  call: HookCall,
  changes: Partial<Given> = {},
): Promise<Fact[]> {
  const judged = await judge(provider, call, changes);
  if ('refused' in judged) throw new Error(`refused: ${judged.refused}`);
  return judged.facts;
}
const meaningOf = ({ type, kind, reason }: Fact) => [type, kind, reason].filter(Boolean).join(' ');

describe.each(PROVIDER_NAMES)('Events of %s', (provider) => {
  test.each(DOCUMENTED[provider])('mean what the documentation says: $name', async ({ body, means }) => {
    const facts = await factsOf(provider, CALLS[provider](body as never));
    expect(facts.map(meaningOf)).toEqual(means);
    for (const { type, email } of facts)
      if (type === 'bounce' || type === 'complaint' || type === 'unsubscribe')
        expect(email).toBe('ida@readers.example');
  });

  test('that are told again have the same key, and others have another', async () => {
    const keysOf = async () => {
      const facts = DOCUMENTED[provider].map(async ({ body }) => {
        const call =
          provider === 'resend'
            ? resendCall(body, { id: JSON.stringify(body) })
            : CALLS[provider](body as never);
        const [fact] = await factsOf(provider, call);
        // Of an SNS message without an id of its own, SNS has one, which it keeps.
        return fact && provider !== 'ses' ? fact.key.toString('hex') : undefined;
      });
      return (await Promise.all(facts)).filter((key) => key !== undefined);
    };
    expect(await keysOf()).toEqual(await keysOf());
  });

  test.each([
    ['nothing'],
    ['{'],
    ['7'],
    ['null'],
    ['"words"'],
    ['[]'],
    ['[7, null, [[]]]'],
    ['{"a": {"b": 1}}'],
  ])('that are none (%s) end in no error and change nothing', async (text) => {
    const body = Buffer.from(text);
    const call = provider === 'sendgrid' ? sendgridCall([], { body }) : plainCall(body);
    const judged = await judge(provider, call);
    const facts = 'refused' in judged ? [] : judged.facts;
    expect(facts.filter(({ type }) => type !== 'nothing' && type !== 'unknown')).toEqual([]);
  });
});

interface Recorded {
  id: string;
  signing_key?: string;
  request: { content_type: string; headers?: Record<string, string>; body: Record<string, unknown> };
  events: Record<string, unknown>[];
  expect_status?: number;
}
const recorded = (file: string): Recorded[] =>
  readFileSync(`tests/fixtures/webhooks/${file}`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Recorded);

/** What others call it. */
const NEUTRAL: Record<string, string> = {
  Delivery: 'delivered',
  Send: 'sent',
  Open: 'opened',
  Click: 'clicked',
};
/** A provider that refuses by itself is told apart by them alone. */
const REFUSED_BY_PROVIDER = /reject|dropped/;
function neutral({ type, kind }: Fact, id: string): string {
  if (type === 'nothing') return NEUTRAL[kind] ?? kind;
  if (type === 'complaint' && !REFUSED_BY_PROVIDER.test(id)) return 'complained';
  if (type === 'unsubscribe') return 'unsubscribed';
  if (kind === 'delayed') return 'deferred';
  if (id.includes('rendering')) return 'failed';
  return REFUSED_BY_PROVIDER.test(id) ? 'rejected' : 'bounced';
}
const sameAs = (
  fact: Fact,
  id: string,
  { event_type: type, recipient, mta_response: response, message_id: messageId }: Record<string, unknown>,
) => {
  if (type !== undefined) expect(neutral(fact, id)).toBe(type);
  if (recipient !== undefined) expect(fact.email).toBe(recipient);
  if (typeof response === 'string' && fact.type === 'bounce')
    expect(response.replace(/^smtp; */, '').trim()).toBe(fact.says);
  if (typeof messageId === 'string' && fact.messageId !== null && id.includes('mailgun'))
    expect(messageId).toContain(fact.messageId);
};

describe('Recorded calls', () => {
  test.each(recorded('ses.jsonl'))(
    'of Amazon SES say what others found in them: $id',
    async ({ id, request, events }) => {
      const { Message } = request.body;
      const facts = await factsOf('ses', snsCall(String(Message)));
      expect(facts).toHaveLength(events.length);
      for (const [at, event] of events.entries()) sameAs(facts[at] as Fact, id, event);
    },
  );

  test.each(recorded('mailgun.jsonl'))('of Mailgun say what others found in them: $id', async (one) => {
    const { id, request, events, signing_key: key = '', expect_status: status } = one;
    const form = request.content_type === 'multipart/form-data';
    const call = form ? await formCall(request.body) : plainCall(request.body);
    const signed = (form ? request.body : request.body['signature']) as { timestamp?: string } | undefined;
    const now = new Date((Number(signed?.timestamp ?? 0) + 60) * 1000);
    const judged = await judge('mailgun', call, { keys: [key], now });
    if (status !== undefined) {
      expect(judged).toEqual({ refused: 'wrong-signature' });
      return;
    }
    if ('refused' in judged) throw new Error(judged.refused);
    expect(judged.facts).toHaveLength(events.length);
    for (const [at, event] of events.entries()) sameAs(judged.facts[at] as Fact, id, event);
  });
});

async function formCall(fields: Record<string, unknown>): Promise<HookCall> {
  const form = new FormData();
  for (const [name, values] of Object.entries(fields))
    for (const value of [values].flat()) form.append(name, String(value));
  const sent = new Response(form);
  return {
    headers: { 'content-type': sent.headers.get('content-type') ?? '' },
    body: Buffer.from(await sent.arrayBuffer()),
  };
}

const AGO = (hours: number) => Math.floor(Date.now() / 1000 - hours * 3600);
const tampered = (call: HookCall): HookCall => ({
  ...call,
  body: Buffer.from(call.body.toString().replace('ida@', 'eve@')),
});
const SENDGRID_EVENT = DOCUMENTED.sendgrid[0]?.body;
const RESEND_EVENT = DOCUMENTED.resend[0]?.body;
const MAILGUN_EVENT = DOCUMENTED.mailgun[0]?.body as object;
const SES_EVENT = DOCUMENTED.ses[0]?.body;

describe('A call is refused (WHK-01)', () => {
  const refused: [string, ProviderName, () => HookCall, string, Partial<Given>?][] = [
    [
      'of SendGrid, with another body',
      'sendgrid',
      () => tampered(sendgridCall(SENDGRID_EVENT)),
      'wrong-signature',
    ],
    ['of SendGrid, without a signature', 'sendgrid', () => plainCall(SENDGRID_EVENT), 'wrong-signature'],
    ['of SendGrid, two days old', 'sendgrid', () => sendgridCall(SENDGRID_EVENT, { at: AGO(48) }), 'stale'],
    [
      'of SendGrid, before its key is set',
      'sendgrid',
      () => sendgridCall(SENDGRID_EVENT),
      'needs-signing-key',
      { keys: [] },
    ],
    ['of Resend, with another body', 'resend', () => tampered(resendCall(RESEND_EVENT)), 'wrong-signature'],
    [
      'of Resend, with another key',
      'resend',
      () => resendCall(RESEND_EVENT, { key: `whsec_${Buffer.alloc(24).toString('base64')}` }),
      'wrong-signature',
    ],
    ['of Resend, ten minutes old', 'resend', () => resendCall(RESEND_EVENT, { at: AGO(1 / 6) }), 'stale'],
    ['of Resend, of an hour to come', 'resend', () => resendCall(RESEND_EVENT, { at: AGO(-1) }), 'stale'],
    ['of Resend, without a signature', 'resend', () => plainCall(RESEND_EVENT), 'wrong-signature'],
    [
      'of Mailgun, with another key',
      'mailgun',
      () => mailgunCall(MAILGUN_EVENT, { key: 'another' }),
      'wrong-signature',
    ],
    ['of Mailgun, ten hours old', 'mailgun', () => mailgunCall(MAILGUN_EVENT, { at: AGO(10) }), 'stale'],
    [
      'of Mailgun, without a signature',
      'mailgun',
      () => plainCall({ 'event-data': MAILGUN_EVENT }),
      'wrong-signature',
    ],
    ['of SNS, with another body', 'ses', () => tampered(snsCall(SES_EVENT)), 'wrong-signature'],
    [
      'of SNS, for another topic',
      'ses',
      () => snsCall(SES_EVENT, { TopicArn: `${SNS_TOPIC}-of-eve` }),
      'other-topic',
    ],
    ['of SNS, before a topic is set', 'ses', () => snsCall(SES_EVENT), 'needs-topic', { topic: null }],
    [
      'of SNS, two days old',
      'ses',
      () => snsCall(SES_EVENT, { Timestamp: new Date(AGO(48) * 1000).toISOString() }),
      'stale',
    ],
    [
      'of SNS, with a signature of its own kind',
      'ses',
      () => snsCall(SES_EVENT, { version: '3' }),
      'wrong-signature',
    ],
    [
      'of SNS, while the certificate cannot be had',
      'ses',
      () => snsCall(SES_EVENT),
      'unreachable',
      { certificateAt: async () => undefined },
    ],
    [
      'of SNS, with a broken certificate',
      'ses',
      () => snsCall(SES_EVENT),
      'wrong-signature',
      { certificateAt: async () => 'no certificate' },
    ],
    [
      'of SNS, with a certificate that has run out',
      'ses',
      () => snsCall(SES_EVENT),
      'wrong-signature',
      { now: new Date('2121-01-01') },
    ],
    [
      'of SNS, whose head says something else',
      'ses',
      () => ({ ...snsCall(SES_EVENT), headers: { 'x-amz-sns-message-type': 'SubscriptionConfirmation' } }),
      'wrong-signature',
    ],
    [
      'of SNS, to confirm at another host',
      'ses',
      () =>
        snsCall('Confirm', {
          Type: 'SubscriptionConfirmation',
          Token: 't',
          SubscribeURL: 'https://sns.eve.example/?Action=ConfirmSubscription',
        }),
      'wrong-signature',
    ],
  ];
  test.each(refused)('%s', async (_what, provider, call, refusal, changes = {}) => {
    expect(await judge(provider, call(), changes)).toEqual({ refused: refusal });
  });

  test.each([
    'http://sns.eu-central-1.amazonaws.com/a.pem',
    'https://sns.eu-central-1.amazonaws.com.eve.example/a.pem',
    'https://eve.example/sns.eu-central-1.amazonaws.com/a.pem',
    'https://sns.eu-central-1.amazonaws.com:8443/a.pem',
    'https://ida@sns.eu-central-1.amazonaws.com/a.pem',
    'https://sns.amazonaws.com/a.pem',
    'https://s3.eu-central-1.amazonaws.com/a.pem',
    'file:///etc/passwd',
    '',
  ])('of SNS, with its certificate at %s, which nobody visits', async (SigningCertURL) => {
    asked.length = 0;
    expect(await judge('ses', snsCall(SES_EVENT, { SigningCertURL }))).toEqual({
      refused: 'wrong-signature',
    });
    expect(asked).toEqual([]);
  });

  test.each<ProviderName>(['postmark', 'brevo', 'mailjet', 'sparkpost', 'azure'])(
    'of %s, when it has a key, without the same password or token',
    async (provider) => {
      const body = DOCUMENTED[provider][0]?.body;
      const keys = ['paper:round-the-clock'];
      const tried = async (headers: Record<string, string>, known = keys) =>
        judge(provider, plainCall(body, headers), { keys: known });
      const no = { refused: 'wrong-credentials' };
      expect(await tried({})).toEqual(no);
      expect(await tried(basic('paper:round-the-cloc'))).toEqual(no);
      expect(await tried({ authorization: 'Basic' })).toEqual(no);
      expect(await tried(basic('paper:round-the-clock'))).toHaveProperty('facts');
      expect(await tried({ authorization: 'Bearer paper:round-the-clock' })).toHaveProperty('facts');
      expect(await tried(basic('paper:round-the-clock'), ['newer-one', ...keys])).toHaveProperty('facts');
    },
  );
});

test('Words without an end cost no more than others (SEC-16)', async () => {
  const long = (unit: string) => unit.repeat(Math.ceil(900_000 / unit.length));
  for (const Details of [long('550 5.1.1 '), long('a ; '), long('<'), long('could not '), long('user ')]) {
    const call = plainCall({ RecordType: 'Bounce', Type: 'HardBounce', Email: `${long('<')}@`, Details });
    const [fact] = await factsOf('postmark', call);
    expect(fact?.says.length).toBeLessThan(2000);
  }
});

describe('A call is taken', () => {
  test.each(['1', '2'])('of SNS, with signature version %s, of its own topic', async (version) => {
    asked.length = 0;
    const facts = await factsOf(
      'ses',
      snsCall(SES_EVENT, { version, Subject: 'Amazon SES Email Event Notification' }),
    );
    expect(facts[0]).toMatchObject({ type: 'bounce', kind: 'hard', messageId: '<ours@gazette.example>' });
    expect(asked).toEqual([SNS_CERTIFICATE]);
  });

  test('of SNS, to be confirmed, with the address that does it', async () => {
    const SubscribeURL = 'https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&Token=t';
    const call = snsCall('You have chosen to subscribe', {
      Type: 'SubscriptionConfirmation',
      Token: 't',
      SubscribeURL,
    });
    expect(await judge('ses', call)).toEqual({ facts: [], confirm: SubscribeURL });
    const end = snsCall('You have left', { Type: 'UnsubscribeConfirmation', Token: 't', SubscribeURL });
    expect(await judge('ses', end)).toEqual({ facts: [] });
  });

  test('of SES, with a sentence that only tries whether somebody is there', async () => {
    expect(
      await factsOf('ses', snsCall('Successfully validated SNS topic for Amazon SES event publishing.')),
    ).toEqual([]);
  });

  test('of Mailgun, of hours ago: it tries again with the same signature', async () => {
    expect(await factsOf('mailgun', mailgunCall(MAILGUN_EVENT, { at: AGO(8) }))).toHaveLength(1);
  });

  test('of Azure, to be validated: the answer is the code', async () => {
    const event = {
      id: 'v',
      eventType: 'Microsoft.EventGrid.SubscriptionValidationEvent',
      data: { validationCode: '512d38b6', validationUrl: 'https://rp.eventgrid.azure.example/validate' },
    };
    expect(await judge('azure', plainCall([event]))).toMatchObject({
      answer: { validationResponse: '512d38b6' },
    });
  });
});
