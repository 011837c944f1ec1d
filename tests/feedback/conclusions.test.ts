import request from 'supertest';
import { beforeEach, describe, expect, test } from 'vitest';
import { takeReturns, type Returned } from '../../src/feedback/index.ts';
import { createSmtpMailer } from '../../src/mailers/smtp/smtp-mailer.ts';
import type { App } from '../../src/platform/app.ts';
import { rows } from '../../src/platform/database.ts';
import { heedReturns } from '../../src/sends/index.ts';
import { unsubscribe } from '../../src/subscribers/index.ts';
import { createServer } from '../../src/web/server.ts';
import { apiAuthorization, createTestApp } from '../support/app/app.ts';
import { startScriptedSmtp } from '../support/mail/scripted-smtp.ts';
import { evidence, statusOf } from '../support/readers/readers.ts';
import { sendScene, startAnew, type SendScene } from '../support/sends/send-scene.ts';
import { makeUser, signInByPage } from '../support/web/admin.ts';
import { deliver, makeArticle, prepareSendOf } from '../support/sends/sends.ts';

const smtp = await startScriptedSmtp({ extensions: ['PIPELINING'] });
const base = await createTestApp();
const app: App = {
  ...base,
  mailer: createSmtpMailer({ smtpUrl: smtp.url, publicUrl: 'https://news.gazette.example' }),
};
const server = createServer(base);
const authorization = await apiAuthorization(base);

beforeEach(() => startAnew(base, smtp));

let keys = 0;
const DAY_MS = 24 * 3600_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);

/** A hard bounce of the scene's send, unless it says otherwise. */
const returned = (
  { publication, sendId }: Pick<SendScene, 'publication' | 'sendId'>,
  subscriberId: number,
  fields: Partial<Returned> = {},
): Returned => ({
  publicationId: publication.id,
  subscriberId,
  sendId,
  type: 'bounce',
  kind: 'hard',
  status: '5.1.1',
  reason: null,
  says: '550 5.1.1 No such user',
  source: 'inbound',
  key: `mail-${(keys += 1)}`,
  at: new Date(),
  ...fields,
});

/** A send of which 500 readers have their mail, and the others wait. */
async function halfSent(readers = 700): Promise<SendScene> {
  const scene = await sendScene(base, readers);
  await base.db.raw(
    `update send_batches set state = 'leased', lease_until = now() + interval '1 hour' where send_id = ? and batch_no > 0`,
    [scene.sendId],
  );
  await deliver(app);
  expect(await scene.show()).toMatchObject({ status: 'sending', counts: { accepted: 500 } });
  return scene;
}

const alertsOf = ({ publication }: SendScene) =>
  rows<{ code: string; params: Record<string, unknown> }>(
    base.db,
    'select code, params from alerts where publication_id = ? order by id',
    [publication.id],
  );
const twoWorkers = () => Promise.all([heedReturns(base), heedReturns(base)]);

describe('A send that is under way', () => {
  test('stops when more than 5 % of its mail comes back as undeliverable; each reader counts once, however often it is told (THR-04)', async () => {
    const scene = await halfSent();
    const first = scene.readerIds.slice(0, 25).map((id) => returned(scene, id));
    await takeReturns(base, [...first, ...first]);
    await twoWorkers();
    await takeReturns(base, [
      ...first,
      ...scene.readerIds.slice(0, 25).map((id) => returned(scene, id, { source: 'ses' })),
    ]);
    await twoWorkers();
    expect(await scene.show()).toMatchObject({
      status: 'sending',
      warnings: [{ code: 'bounces-high', params: { bounced: 25, answered: 500 } }],
    });
    await takeReturns(base, [returned(scene, scene.readerIds[25] ?? 0)]);
    await twoWorkers();
    expect(await scene.show()).toMatchObject({
      status: 'paused',
      reason: {
        code: 'many-bounces',
        params: { bounced: 26, answered: 500, reply: '550 5.1.1 No such user' },
      },
    });
    expect((await alertsOf(scene)).map(({ code }) => code)).toEqual(['send-bounces', 'send-paused']);
  });

  test('stops when 3 readers of 1,000 call it spam, and warns at 1 of 1,000 (THR-04)', async () => {
    const scene = await halfSent();
    const complaint = (place: number) =>
      returned(scene, scene.readerIds[place] ?? 0, { type: 'complaint', kind: 'complaint' });
    await takeReturns(base, [complaint(0), { ...complaint(1), reason: 'not-spam' }]);
    await heedReturns(base);
    expect(await scene.show()).toMatchObject({ status: 'sending', warnings: [] });
    await base.db.raw('update sends set answered = 1900 where id = ?', [scene.sendId]);
    await takeReturns(base, [complaint(2)]);
    await heedReturns(base);
    expect(await scene.show()).toMatchObject({ status: 'sending', warnings: [{ code: 'complaints-high' }] });
    await takeReturns(base, [complaint(3), complaint(4), complaint(5), complaint(6)]);
    await heedReturns(base);
    expect(await scene.show()).toMatchObject({
      status: 'paused',
      reason: { code: 'many-complaints', params: { complained: 6, answered: 1900 } },
    });
    expect((await alertsOf(scene)).map(({ code }) => code)).toEqual(['send-complaints', 'send-paused']);
  });

  test('warns, with word to the admins once, when its mail comes back as the sender’s fault; no reader is charged (THR-03)', async () => {
    const scene = await halfSent();
    const says = '550 5.7.1 Our block list names you';
    const fault = (place: number) =>
      returned(scene, scene.readerIds[place] ?? 0, { kind: 'sender-fault', says });
    await takeReturns(base, [fault(0)]);
    await heedReturns(base);
    await takeReturns(base, [fault(1)]);
    await heedReturns(base);
    expect(await scene.show()).toMatchObject({
      status: 'sending',
      warnings: [
        {
          code: 'domains-return',
          params: { groups: [{ domain: 'readers.example', count: 2, reply: says }] },
        },
      ],
    });
    expect(await alertsOf(scene)).toMatchObject([
      { code: 'domain-returns', params: { count: 1, reply: says } },
    ]);
    expect(await statusOf(base, scene.readerIds[0] ?? 0)).toBe('active');
    await takeReturns(
      base,
      scene.readerIds.slice(2, 30).map((_id, place) => fault(place + 2)),
    );
    await heedReturns(base);
    expect(await scene.show()).toMatchObject({
      status: 'paused',
      reason: { code: 'many-refusals', params: { refused: 30, domain: 'readers.example', reply: says } },
    });
    expect(await rows(base.db, 'select 1 from suppressions')).toEqual([]);
  });
});

test('What comes back after a send is over is told to the admins, and changes nothing else of it', async () => {
  const scene = await sendScene(base, 300);
  await deliver(app);
  expect((await scene.show()).status).toBe('sent');
  await takeReturns(
    base,
    scene.readerIds.slice(0, 30).map((id) => returned(scene, id)),
  );
  await heedReturns(base);
  expect((await scene.show()).status).toBe('sent');
  expect(await alertsOf(scene)).toMatchObject([
    { code: 'send-met-refusals', params: { cause: { code: 'many-bounces', params: { bounced: 30 } } } },
  ]);
});

test('What came back later stands in the report of a send, and in the answer to why a reader did not get it', async () => {
  const scene = await sendScene(base, 20);
  await deliver(app);
  const { publication, sendId, readerIds } = scene;
  const place = (from: number, to: number, fields: Partial<Returned>) =>
    readerIds.slice(from, to).map((id) => returned(scene, id, fields));
  await takeReturns(base, [
    ...place(0, 6, {}),
    ...place(0, 6, { source: 'ses' }),
    ...place(6, 8, { kind: 'soft', says: '452 4.2.2 Full' }),
    ...place(8, 9, { kind: 'delayed' }),
    ...place(9, 10, { type: 'complaint', kind: 'complaint', says: 'abuse' }),
  ]);
  const get = (path: string) =>
    request(server)
      .get(`/api/v1/publications/${publication.slug}${path}`)
      .set('Authorization', authorization);
  const alike = { reason: null, domain: null, domainCount: 0, says: null };
  expect((await get(`/sends/${sendId}/report`)).body.returns).toEqual([
    {
      ...alike,
      type: 'bounce',
      kind: 'hard',
      count: 6,
      domain: 'readers.example',
      domainCount: 6,
      says: '550 5.1.1 No such user',
    },
    { ...alike, type: 'bounce', kind: 'soft', count: 2, says: '452 4.2.2 Full' },
    { ...alike, type: 'complaint', kind: 'complaint', count: 1 },
  ]);
  const cookie = await signInByPage(server, await makeUser(base, 'editor'));
  const page = await request(server).get(`/admin/${publication.slug}/sends/${sendId}`).set('Cookie', cookie);
  expect(page.text).toContain('What came back later');
  expect(page.text).toContain('<b>6 messages to readers.example: there is no such mailbox');
  expect(page.text).toContain('<b>1 message: called spam');
  const { because, verdict } = (await get(`/explain?email=reader7@readers.example&send=${sendId}`)).body;
  expect(verdict).toBe('accepted');
  expect(because.filter(({ code }: { code: string }) => code === 'not-returned')).toMatchObject([
    {
      holds: false,
      says: expect.stringMatching(/bounced afterwards, which may pass, on .*: “452 4\.2\.2 Full”\.$/),
    },
  ]);
});

describe('A mailbox that is full', () => {
  /** A reader of a newsletter of their own, and its sends, which went out so many days ago. */
  async function sendsTo(publication: Record<string, unknown>, daysBack: number[]) {
    const scene = await sendScene(base, 1, { publication });
    const sendIds = [scene.sendId];
    await deliver(app);
    for (const _day of daysBack.slice(1)) {
      sendIds.push(await prepareSendOf(base, await makeArticle(base, scene.publication)));
      await deliver(app);
    }
    for (const [place, days] of daysBack.entries())
      await base.db.raw(
        `with d as (update sends set started_at = started_at - make_interval(days => :days) where id = :id)
         update messages set at = at - make_interval(days => :days) where send_id = :id`,
        { id: sendIds[place] ?? 0, days },
      );
    const reader = scene.readerIds[0] ?? 0;
    return {
      reader,
      /** The mail of so many days ago comes back. */
      comesBack: (days: number, fields: Partial<Returned> = {}) =>
        takeReturns(base, [
          returned({ ...scene, sendId: sendIds[daysBack.indexOf(days)] ?? 0 }, reader, {
            kind: 'soft',
            status: '4.2.2',
            says: '452 4.2.2 Mailbox full',
            at: daysAgo(days),
            ...fields,
          }),
        ]),
    };
  }

  test('for three sends in a row over two weeks gets no more mail; fewer, or closer together, change nothing (THR-02)', async () => {
    const { reader, comesBack } = await sendsTo({}, [22, 20, 14, 7]);
    for (const days of [20, 14]) await comesBack(days);
    await comesBack(14, { source: 'ses' });
    // Three sends, and thirteen days.
    await comesBack(7);
    expect(await statusOf(base, reader)).toBe('active');
    await comesBack(22);
    expect(await statusOf(base, reader)).toBe('bounced');
  });

  test('starts anew with each mail that arrives and does not come back later (THR-02)', async () => {
    const { reader, comesBack } = await sendsTo({}, [40, 30, 20, 10, 1]);
    for (const days of [40, 20, 10]) await comesBack(days);
    expect(await statusOf(base, reader)).toBe('active');
    // The one in between comes back after all.
    await comesBack(30);
    expect(await statusOf(base, reader)).toBe('bounced');
  });

  test('is not ended by old bounces when mail has arrived since, nor by what blames the message', async () => {
    const { reader, comesBack } = await sendsTo({}, [60, 50, 40, 20]);
    for (const days of [60, 50, 40]) await comesBack(days);
    expect(await statusOf(base, reader)).toBe('active');
    const other = await sendsTo({}, [40, 30, 20]);
    for (const days of [40, 30, 20]) await other.comesBack(days, { reason: 'content' });
    expect(await statusOf(base, other.reader)).toBe('active');
  });

  test('is judged by what the publication says, and where no send is known by days', async () => {
    const { reader, comesBack } = await sendsTo({ softBounceSends: 2, softBounceDays: 0 }, [3]);
    await comesBack(3, { sendId: null });
    await comesBack(3, { sendId: null });
    expect(await statusOf(base, reader)).toBe('active');
    await comesBack(3, { sendId: null, at: daysAgo(1) });
    expect(await statusOf(base, reader)).toBe('bounced');
  });

  test('and says so while the mail is sent counts the same (THR-02)', async () => {
    const { reader, comesBack } = await sendsTo({}, [30, 20]);
    for (const days of [30, 20]) await comesBack(days);
    smtp.script = (step) => (step === 'rcpt' ? '552 5.2.2 Mailbox full' : undefined);
    const [{ publication_id: publicationId } = { publication_id: 0 }] = await rows<{
      publication_id: number;
    }>(base.db, 'select publication_id from subscribers where id = ?', [reader]);
    await prepareSendOf(base, await makeArticle(base, { id: publicationId } as SendScene['publication']));
    await deliver(app);
    expect(await statusOf(base, reader)).toBe('bounced');
  });
});

describe('The list of what came back', () => {
  const list = (slug: string, query: object) =>
    request(server)
      .get(`/api/v1/publications/${slug}/events`)
      .query(query)
      .set('Authorization', authorization);

  test('holds bounces, refusals while it was sent, complaints, replies and who left, the newest first and page by page', async () => {
    const scene = await sendScene(base, 8);
    smtp.script = (step, _line, to) =>
      step !== 'rcpt'
        ? undefined
        : to.startsWith('reader1@')
          ? '550 5.1.1 No such user'
          : to.startsWith('reader2@')
            ? '552 5.2.2 Full'
            : undefined;
    await deliver(app);
    const reader = (number: number) => scene.readerIds[number - 1] ?? 0;
    await unsubscribe(
      base,
      { subscriberId: reader(3), sendId: scene.sendId },
      { ...evidence, channel: 'one-click' },
    );
    await takeReturns(base, [
      returned(scene, reader(4), { type: 'unsubscribe', kind: 'mail', says: 'please stop', at: daysAgo(1) }),
      returned(scene, reader(5), {
        type: 'complaint',
        kind: 'complaint',
        says: 'abuse',
        source: 'ses',
        at: daysAgo(2),
      }),
      returned(scene, reader(6), {
        type: 'reply',
        kind: 'reply',
        says: 'Write to reader6@readers.example',
        at: daysAgo(3),
      }),
    ]);
    const { slug } = scene.publication;
    const all = (await list(slug, {})).body.data;
    expect(
      all.map(({ type, kind, email, source }: Record<string, string>) => [type, kind, email, source]),
    ).toEqual([
      ['unsubscribe', 'one-click', 'reader3@readers.example', 'web'],
      ...[
        ['bounce', 'hard', 'reader1@readers.example', 'smtp'],
        ['bounce', 'soft', 'reader2@readers.example', 'smtp'],
      ].toSorted((one) => (one[2] === all[1].email ? -1 : 1)),
      ['unsubscribe', 'mail', 'reader4@readers.example', 'inbound'],
      ['complaint', 'complaint', 'reader5@readers.example', 'ses'],
      ['reply', 'reply', 'reader6@readers.example', 'inbound'],
    ]);
    expect(all[5]).toEqual({
      type: 'reply',
      kind: 'reply',
      email: 'reader6@readers.example',
      sendId: scene.sendId,
      at: expect.stringMatching(/Z$/),
      says: expect.not.stringContaining('reader6@'),
      status: '5.1.1',
      source: 'inbound',
    });
    const paged: unknown[] = [];
    let cursor: string | null = null;
    do {
      const answer: { body: { data: unknown[]; nextCursor: string | null } } = await list(slug, {
        limit: 2,
        ...(cursor && { cursor }),
      });
      paged.push(...answer.body.data);
      cursor = answer.body.nextCursor;
    } while (cursor !== null);
    expect(paged).toEqual(all);
    const kinds = async (query: object) =>
      (await list(slug, query)).body.data.map(({ kind }: { kind: string }) => kind);
    expect((await kinds({ type: 'bounce' })).toSorted()).toEqual(['hard', 'soft']);
    expect(await kinds({ type: 'unsubscribe' })).toEqual(['one-click', 'mail']);
    expect(await kinds({ email: 'Reader5@readers.example' })).toEqual(['complaint']);
    expect(await kinds({ email: 'nobody@readers.example' })).toEqual([]);
  });

  test('refuses what it does not know', async () => {
    const { publication } = await sendScene(base, 1);
    for (const query of [
      { type: 'click' },
      { cursor: 'MTI' },
      { cursor: Buffer.from('2026-99-99T00:00:00.000000Z 0 1').toString('base64url') },
    ])
      expect((await list(publication.slug, query)).status).toBe(422);
  });
});
