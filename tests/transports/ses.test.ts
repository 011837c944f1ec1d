import { simpleParser } from 'mailparser';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import {
  changeLimit,
  changeTransport,
  checkTransport,
  createTransport,
  limitOf,
  openThrottle,
} from '../../src/transports/index.ts';
import { getSend } from '../../src/sends/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import {
  deliver,
  makeArticle,
  makeReaders,
  mendTransports,
  prepareSendOf,
  statesOf,
} from '../support/sends/sends.ts';
import { SES_KEYS, startFakeSes } from '../support/mail/ses.ts';
import { transportRow } from '../support/sends/transports.ts';
import { sendScene } from '../support/sends/send-scene.ts';

const ses = await startFakeSes();
const app = await createTestApp();
await createTransport(app, {
  name: 'ses',
  kind: 'ses',
  region: 'eu-central-1',
  endpoint: ses.endpoint,
  configurationSet: 'news',
  ...SES_KEYS,
});

beforeEach(async () => {
  ses.taken.length = 0;
  ses.requests.length = 0;
  ses.act = () => undefined;
  ses.rate = 500;
  await mendTransports(app);
});

test('Every reader’s message is handed to SES whole, to that one address', async () => {
  const { show } = await sendScene(app, 40, { publication: { transports: ['ses'] } });
  await deliver(app);
  expect(await show()).toMatchObject({ status: 'sent', counts: { accepted: 40 } });
  expect(new Set(ses.taken.map(({ to }) => to.join())).size).toBe(40);
  for (const { from, to, source, configurationSet } of ses.taken) {
    expect([from, configurationSet]).toEqual(['news@gazette.example', 'news']);
    const { to: header } = await simpleParser(source);
    expect([header].flat()[0]?.text).toBe(to[0]);
  }
});

test('SES signs by itself and changes Date and Message-ID: no signature of ours is in the message', async () => {
  await sendScene(app, 1, { publication: { transports: ['ses'] } });
  await deliver(app);
  expect(ses.taken[0]?.source).not.toMatch(/^DKIM-Signature/im);
});

describe('An exception of SES means what SMTP-01 says', () => {
  const fault = (status: number, name: string, message = 'No') => ({ status, name, message });
  test.each([
    [fault(400, 'MessageRejected', 'Your message contains a virus'), 'rejected'],
    [fault(400, 'BadRequestException', 'Domain contains illegal character'), 'rejected'],
  ])('%j rejects the one message; nobody is suppressed', async (act, state) => {
    const { readerIds: ids, sendId } = await sendScene(app, 2, { publication: { transports: ['ses'] } });
    ses.act = (to) => (to.startsWith('reader1@') ? act : undefined);
    await deliver(app);
    expect(await statesOf(app, sendId)).toEqual({ [ids[0] ?? 0]: state, [ids[1] ?? 0]: 'accepted' });
    const { rows } = await app.db.raw('select count(*)::int as count from suppressions');
    expect(rows[0].count).toBe(0);
  });

  test.each([
    fault(429, 'TooManyRequestsException', 'Maximum sending rate exceeded.'),
    fault(400, 'LimitExceededException', 'Daily message quota exceeded.'),
    fault(400, 'AccountSuspendedException'),
    fault(400, 'SendingPausedException'),
    fault(400, 'MailFromDomainNotVerifiedException'),
    fault(400, 'MessageRejected', 'Email address is not verified.'),
    fault(404, 'NotFoundException', 'Configuration set does not exist.'),
    fault(500, 'InternalFailure'),
    fault(503, 'ServiceUnavailable'),
  ])('%j charges nobody; the send waits, says why and goes on by itself', async (act) => {
    const { show, sendId } = await sendScene(app, 3, { publication: { transports: ['ses'] } });
    ses.act = () => act;
    await deliver(app);
    const { status, reason, counts } = await show();
    expect({ status, queued: counts.queued }).toEqual({ status: 'sending', queued: 3 });
    expect(reason?.params).toMatchObject({ reply: expect.stringContaining(act.message) });
    expect(await statesOf(app, sendId)).toEqual({});
    ses.act = () => undefined;
    await vi.waitFor(
      async () => {
        await deliver(app);
        expect(await show()).toMatchObject({ status: 'sent', reason: null });
      },
      { timeout: 100_000 },
    );
    expect(ses.taken).toHaveLength(3);
  });
});

test('An answer that is lost leaves the message in doubt, asked once and not again at once (SMTP-07)', async () => {
  const { show } = await sendScene(app, 1, { publication: { transports: ['ses'] } });
  ses.act = () => 'close-after-reading';
  await deliver(app);
  expect((await show()).counts).toMatchObject({ unknown: 1, possiblyTwice: 1 });
  expect(ses.requests).toEqual(['POST /v2/email/outbound-emails']);
});

test('An SES that cannot be reached charges nobody', async () => {
  await createTransport(app, {
    name: 'away',
    kind: 'ses',
    region: 'eu-central-1',
    endpoint: 'http://127.0.0.1:9',
    ...SES_KEYS,
  });
  const publication = await makePublication(app, { transports: ['away'] });
  await makeReaders(app, publication, 1);
  const sendId = await prepareSendOf(app, await makeArticle(app, publication));
  await deliver(app);
  const { counts, reason } = await getSend(app.db, publication.id, sendId);
  expect(counts).toMatchObject({ queued: 1, unknown: 0 });
  expect(reason?.params).toMatchObject({ reply: expect.stringContaining('SES did not answer') });
});

test('A check tells of keys that are wrong and of an account that is paused, and sends nothing', async () => {
  expect(await checkTransport(app, 'ses')).toBe(null);
  ses.isPaused = true;
  expect(await checkTransport(app, 'ses')).toBe('SES has paused sending for this account.');
  ses.isPaused = false;
  await changeTransport(app, 'ses', { secretAccessKey: 'another-key' });
  expect(await checkTransport(app, 'ses')).toContain('signature');
  await changeTransport(app, 'ses', { secretAccessKey: SES_KEYS.secretAccessKey });
  expect(await checkTransport(app, 'ses')).toBe(null);
  expect(ses.taken).toEqual([]);
});

describe('The rate that the account allows (SMTP-05)', () => {
  const SES = { transport: 'ses' };
  /** As after a start of the process: a mailer asks once an hour. */
  async function withRate(rate: number | undefined) {
    ses.rate = rate;
    await changeTransport(app, 'ses', { configurationSet: `news-${rate}` });
  }

  test('is kept from the first message on, where nobody has set another', async () => {
    const taken: number[] = [];
    ses.act = () => void taken.push(performance.now());
    await withRate(10);
    const { show } = await sendScene(app, 25, { publication: { transports: ['ses'] } });
    // Limits that were read a moment ago are not read again at once.
    await openThrottle(app.db, { transport: 'ses', freshMs: 0 });
    await deliver(app);
    expect(await show()).toMatchObject({ status: 'sent', counts: { accepted: 25 } });
    expect(await limitOf(app, SES)).toMatchObject({ perSecond: 10, perHour: null, fromAccount: true });
    const inSecond = taken.map((start) => taken.filter((at) => at >= start && at < start + 1000).length);
    expect(Math.max(...inSecond)).toBeLessThanOrEqual(12);
  });

  test('is followed when it changes, also by a check, and yields to what somebody sets', async () => {
    await withRate(12);
    await checkTransport(app, 'ses');
    expect(await limitOf(app, SES)).toMatchObject({ perSecond: 12, fromAccount: true });
    await changeLimit(app, SES, { perSecond: 700 });
    await withRate(14);
    await checkTransport(app, 'ses');
    expect(await limitOf(app, SES)).toMatchObject({ perSecond: 700, fromAccount: false });
  });

  test('is not known to keys that may not ask; mail goes all the same', async () => {
    await changeLimit(app, SES, {});
    await withRate(undefined);
    const { show } = await sendScene(app, 2, { publication: { transports: ['ses'] } });
    await deliver(app);
    expect(await show()).toMatchObject({ status: 'sent', counts: { accepted: 2 } });
    expect(await limitOf(app, SES)).toMatchObject({ perSecond: null, fromAccount: false });
    expect(app.logged.join()).toContain('transport.account-rate-unknown');
  });
});

test('An SES that cannot prove who it is gets nothing: mail goes over the next transport, and nobody is in doubt', async () => {
  const forged = await startFakeSes({ isTls: true });
  await createTransport(app, {
    name: 'forged',
    kind: 'ses',
    region: 'eu-central-1',
    endpoint: forged.endpoint,
    ...SES_KEYS,
  });
  const publication = await makePublication(app, { transports: ['forged', 'ses'] });
  await makeReaders(app, publication, 120);
  const sendId = await prepareSendOf(app, await makeArticle(app, publication));
  await vi.waitFor(
    async () => {
      await deliver(app);
      expect(await getSend(app.db, publication.id, sendId)).toMatchObject({
        status: 'sent',
        counts: { accepted: 120, unknown: 0, possiblyTwice: 0 },
      });
    },
    { timeout: 100_000 },
  );
  expect(forged.requests).toEqual([]);
  expect(ses.taken).toHaveLength(120);
  expect(await transportRow(app, 'forged')).toMatchObject({ isCircuitOpen: true });
});
