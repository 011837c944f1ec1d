import { beforeEach, describe, expect, test } from 'vitest';
import { recordDecisions } from '../../src/articles/index.ts';
import { explain, viewSendAudience, type Explanation } from '../../src/explain/index.ts';
import { planArticleSends, planDigests, runDigests } from '../../src/planning/index.ts';
import type { Publication } from '../../src/publications/index.ts';
import { cancelSend, listSends, prepareDueSends } from '../../src/sends/index.ts';
import { getSubscriber } from '../../src/subscribers/index.ts';
import { suppress } from '../../src/subscribers/suppressions/suppression-queries.ts';
import { KINDS } from '../../src/kinds.ts';
import { rows } from '../../src/platform/database.ts';
import { answerSays } from '../../src/words/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { startSmtpSink } from '../support/mail/smtp-sink.ts';
import { change, sendAll, sendDigest } from '../support/sends/digests.ts';
import { deliver, makeArticle, makeReaders } from '../support/sends/sends.ts';

const sink = await startSmtpSink();
const app = await createTestApp({ SMTP_URL: sink.url });
let publication: Publication;

const TOPICS = [
  { slug: 'sport', name: 'Sport' },
  { slug: 'arts', name: 'Arts' },
];

async function startWith(fields: Record<string, unknown> = {}, rhythms: Record<string, number> = {}) {
  publication = await makePublication(app, { topics: TOPICS, ...fields });
  const { id } = publication;
  if (Object.keys(rhythms).length > 0) await app.db('publications').where({ id }).update(rhythms);
}

beforeEach(() => startWith());

const write = (title: string, category?: string) =>
  makeArticle(app, publication, { title, categories: category ? [category] : [] });

async function reader(changes: Parameters<typeof change>[3] = {}): Promise<number> {
  const [id = 0] = await makeReaders(app, publication, 1, `${crypto.randomUUID()}.example`);
  await change(app, publication, id, changes);
  return id;
}

async function ask(
  subscriberId: number,
  about: { article: number } | { send: number },
): Promise<Explanation> {
  const { email } = await getSubscriber(app.db, publication.id, subscriberId);
  const asked = 'send' in about ? { ...about, article: undefined } : { ...about, send: undefined };
  return explain(app, publication, { email, ...asked });
}

/** What became of an article for a reader, without moments. */
async function fate(subscriberId: number, article: number) {
  const { fate: found } = await ask(subscriberId, { article });
  expect(found && answerSays(found)).toMatch(/^\p{Lu}.*\.$/u);
  expect(found && answerSays(found, 'de')).toMatch(/^\p{Lu}.*\.$/u);
  return found;
}

const topicIds = async (slug: string) => {
  const found = await app.db('topics').where({ publication_id: publication.id, slug });
  return [Number(found[0]?.id)];
};

const weekOn = () => new Date(Date.now() + 7 * 24 * 3_600_000);

describe('An article is brought', () => {
  test('by a mail of its own to who gets each', async () => {
    const id = await reader();
    const article = await write('Ferry stays');
    await sendAll(app);
    expect(await fate(id, article)).toMatchObject({
      code: 'brought',
      holds: true,
      params: { by: 'single', state: 'accepted' },
    });
  });

  test.each(['daily', 'weekly'] as const)(
    'by the %s digest, which is then also the verdict',
    async (rhythm) => {
      await reader();
      const id = await reader({ rhythm });
      const article = await write('Ferry stays');
      await sendAll(app);
      const [sendId] = await sendDigest(app, publication, rhythm);
      expect(await fate(id, article)).toMatchObject({ code: 'brought', params: { by: rhythm, sendId } });
      expect(await ask(id, { article })).toMatchObject({ verdict: 'accepted', messages: [{ sendId }] });
    },
  );

  test('by the mail that ends a busy day, and until then it is due with that', async () => {
    await startWith({}, { busy_day_cap: 1 });
    const id = await reader();
    await write('First');
    await sendAll(app);
    const second = await write('Second');
    await sendAll(app);
    expect(await fate(id, second)).toMatchObject({
      code: 'already-due',
      params: { by: 'busy-day', why: 'busy-day' },
    });
    await sendDigest(app, publication, 'busy-day');
    expect(await fate(id, second)).toMatchObject({ code: 'brought', params: { by: 'busy-day' } });
  });

  test('by the mail after a break, and during the break it is due with that', async () => {
    const id = await reader();
    const until = weekOn();
    await change(app, publication, id, { pausedUntil: until });
    const article = await write('Meanwhile');
    await sendAll(app);
    expect(await fate(id, article)).toMatchObject({
      code: 'already-due',
      params: { by: 'catch-up', at: until.toISOString() },
    });
    await sendDigest(app, publication, 'catch-up', until);
    expect(await fate(id, article)).toMatchObject({ code: 'brought', params: { by: 'catch-up' } });
  });

  test('or only counted, where the digest was full', async () => {
    await startWith({}, { digest_max_articles: 1 });
    const id = await reader({ rhythm: 'daily' });
    const older = await write('Older');
    const newer = await write('Newer');
    const [sendId] = await sendDigest(app, publication, 'daily');
    const fates = [await fate(id, older), await fate(id, newer)];
    expect(new Set(fates.map((one) => one?.code))).toEqual(new Set(['brought', 'shown']));
    expect(fates.find((one) => one?.code === 'shown')).toMatchObject({
      holds: false,
      params: { by: 'daily', sendId },
    });
  });
});

describe('An article is owed and not yet due', () => {
  test('to who gets each: with its own mail, at its time', async () => {
    await startWith({ holdMinutes: 30 });
    const id = await reader();
    const article = await write('Soon');
    await planArticleSends(app);
    const [send] = await listSends(app.db, publication.id, { before: 0, limit: 1 });
    expect(await fate(id, article)).toMatchObject({
      code: 'already-due',
      params: { by: 'single', sendId: send?.id, at: send?.scheduledAt?.toISOString() },
    });
    expect((await ask(id, { article })).verdict).toBe('not-yet');
  });

  test('to who gets a digest: with the next that is planned', async () => {
    await reader();
    const id = await reader({ rhythm: 'daily' });
    const article = await write('Soon');
    await sendAll(app);
    const planned = (await listSends(app.db, publication.id, { before: 0, limit: 9 })).find(
      ({ kind }) => kind === 'digest',
    );
    expect(planned).toBeDefined();
    expect(await fate(id, article)).toMatchObject({
      code: 'already-due',
      params: { by: 'daily', sendId: planned?.id, at: planned?.scheduledAt?.toISOString() },
    });
    expect((await ask(id, { article })).verdict).toBe('not-yet');
  });

  test('to who has an hour of their own: with the digest of that hour', async () => {
    const id = await reader({ rhythm: 'daily', timeZone: 'Asia/Kathmandu', localHour: 6 });
    const article = await write('Soon');
    const found = await fate(id, article);
    expect(found).toMatchObject({ code: 'already-due', params: { by: 'daily', sendId: null } });
    // 06:00 in Kathmandu.
    expect(found?.params).toHaveProperty('at', expect.stringMatching(/T00:15:00/));
  });

  test('to who changed from a digest to each: with the mail that ends the day', async () => {
    await reader();
    const id = await reader({ rhythm: 'daily' });
    const article = await write('Morning');
    await sendAll(app);
    await change(app, publication, id, { rhythm: 'each' });
    expect(await fate(id, article)).toMatchObject({
      code: 'already-due',
      params: { by: 'busy-day', why: 'rhythm' },
    });
  });
});

describe('An article is not owed', () => {
  test('to who joined after it was decided who gets it', async () => {
    await reader({ rhythm: 'daily' });
    const article = await write('Before');
    await sendDigest(app, publication, 'daily');
    const later = await reader({ rhythm: 'daily' });
    expect(await fate(later, article)).toMatchObject({ code: 'joined-before', holds: false });
  });

  test('to who follows other topics, before and after it went out', async () => {
    const id = await reader({ rhythm: 'daily', topicIds: await topicIds('arts') });
    await reader({ rhythm: 'daily' });
    const article = await write('Cup won', 'Sport');
    expect(await fate(id, article)).toMatchObject({ code: 'follows', holds: false });
    await sendDigest(app, publication, 'daily');
    expect(await fate(id, article)).toMatchObject({ code: 'follows', holds: false });
  });

  test.each([
    ['confirmed', { status: 'pending' }],
    ['not-unsubscribed', { status: 'unsubscribed' }],
    ['not-bounced', { status: 'bounced' }],
    ['not-complained', { status: 'complained' }],
  ])('to a reader who is not %s', async (code, columns) => {
    const id = await reader({ rhythm: 'daily' });
    await app.db('subscribers').where({ id }).update(columns);
    const article = await write('Ferry stays');
    expect(await fate(id, article)).toMatchObject({ code, holds: false });
  });

  test('to a suppressed address', async () => {
    const id = await reader();
    const { email } = await getSubscriber(app.db, publication.id, id);
    await suppress(app.db, app.keys.addressHashes(email), 0, 'operator', 'test');
    expect(await fate(id, await write('Ferry stays'))).toMatchObject({
      code: 'not-suppressed',
      holds: false,
    });
  });

  test('after a break when it lies beyond the fifty that are kept', async () => {
    const id = await reader();
    await change(app, publication, id, { pausedUntil: weekOn() });
    const articles: number[] = [];
    for (let count = 0; count < 51; count += 1) articles.push(await write(`Story ${count}`));
    await planArticleSends(app);
    await prepareDueSends(app, KINDS);
    await runDigests(app, publication.id, { rhythm: 'catch-up', at: weekOn().toISOString() });
    const codes = await Promise.all(articles.map(async (article) => (await fate(id, article))?.code));
    expect(codes.filter((code) => code === 'kept-after-pause')).toHaveLength(1);
    expect(codes.filter((code) => code === 'already-due')).toHaveLength(50);
  });

  test('when an editor dismissed it', async () => {
    await startWith({ holdMinutes: 30 });
    const id = await reader({ rhythm: 'daily' });
    const article = await write('Wrong');
    await recordDecisions(app, publication.id, { dismiss: [article] });
    expect(await fate(id, article)).toMatchObject({ code: 'article-may-go', holds: false });
  });

  test('when an editor dropped it from the digest', async () => {
    const id = await reader({ rhythm: 'daily' });
    const kept = await write('Kept');
    const dropped = await write('Dropped');
    await planDigests(app);
    await rows(
      app.db,
      `insert into digest_editions (publication_id, rhythm, day, dropped_ids)
       select publication_id, rhythm, (due_at at time zone :zone)::date, array[cast(:dropped as bigint)] from digest_runs
        where publication_id = :id and state = 'planned'`,
      { id: publication.id, dropped, zone: publication.timeZone },
    );
    expect(await fate(id, dropped)).toMatchObject({ code: 'not-dropped', holds: false });
    const [planned] = await listSends(app.db, publication.id, { before: 0, limit: 1 });
    const at = planned?.scheduledAt?.toISOString();
    await runDigests(app, publication.id, { rhythm: 'daily', ...(at && { at }) });
    await prepareDueSends(app, KINDS);
    await deliver(app);
    expect(await fate(id, kept)).toMatchObject({ code: 'brought' });
    expect(await fate(id, dropped)).toMatchObject({ code: 'not-dropped', holds: false });
  });

  test('when the digest that had it was cancelled', async () => {
    const id = await reader({ rhythm: 'daily' });
    const article = await write('Ferry stays');
    const [sendId = 0] = await runDigests(app, publication.id, { rhythm: 'daily' });
    await prepareDueSends(app, KINDS);
    await cancelSend(app, publication.id, sendId);
    expect(await fate(id, article)).toMatchObject({
      code: 'brought',
      holds: false,
      params: { sendId, state: 'cancelled' },
    });
  });
});

describe('About a digest that is planned', () => {
  async function planned(): Promise<number> {
    await planDigests(app);
    const send = (await listSends(app.db, publication.id, { before: 0, limit: 9 })).find(
      ({ subject, status }) => subject.startsWith('Daily') && status === 'scheduled',
    );
    return send?.id ?? 0;
  }

  const inDigest = async (id: number, send: number) =>
    (await ask(id, { send })).because.find(({ code }) => code === 'in-digest');

  test('everybody is told what it has for them, or why nothing, and the count says the same', async () => {
    await startWith({}, { digest_min_articles: 2 });
    const all = await reader({ rhythm: 'daily' });
    const arts = await reader({ rhythm: 'daily', topicIds: await topicIds('arts') });
    const sport = await reader({ rhythm: 'daily', topicIds: await topicIds('sport') });
    const early = await reader({ rhythm: 'daily', timeZone: 'Asia/Kathmandu', localHour: 6 });
    const weekly = await reader({ rhythm: 'weekly' });
    await write('Cup won', 'Sport');
    await write('Weather');
    const send = await planned();
    expect(await inDigest(all, send)).toMatchObject({
      holds: true,
      params: { titles: expect.arrayContaining(['Cup won', 'Weather']), counted: 0 },
    });
    expect(await inDigest(sport, send)).toMatchObject({ holds: false, params: { why: 'waits-for-more' } });
    expect(await inDigest(arts, send)).toMatchObject({ holds: false, params: { why: 'nothing-new' } });
    expect(await inDigest(early, send)).toMatchObject({ holds: false, params: { why: 'other-hour' } });
    expect(await inDigest(weekly, send)).toBeUndefined();
    const audience = await viewSendAudience(app, publication.id, send, {});
    expect(audience).toMatchObject({ count: 1, isExact: true, byDomain: [{ count: 1 }] });
    expect(audience.leftOut).toEqual([
      { code: 'rhythm', count: 1 },
      { code: 'other-hour', count: 1 },
      { code: 'nothing-new', count: 1 },
      { code: 'waits-for-more', count: 1 },
    ]);
  });

  test('the count is the audience that is frozen a moment later', async () => {
    const [first = 0] = await makeReaders(app, publication, 5);
    for (let id = first; id < first + 4; id += 1)
      await change(app, publication, id, {
        rhythm: 'daily',
        topicIds: id % 2 === 0 ? await topicIds('sport') : [],
      });
    await write('Cup won', 'Sport');
    await sendAll(app);
    await write('Opera sings', 'Arts');
    const send = await planned();
    const { count } = await viewSendAudience(app, publication.id, send, { isExact: true });
    const [row] = await listSends(app.db, publication.id, { before: 0, limit: 1 });
    const at = row?.scheduledAt?.toISOString();
    await runDigests(app, publication.id, { rhythm: 'daily', ...(at && { at }) });
    await prepareDueSends(app, KINDS);
    expect(await viewSendAudience(app, publication.id, send, {})).toMatchObject({ count });
    expect(count).toBe(4);
  });

  test('after it went out everybody is told what it had for them', async () => {
    const all = await reader({ rhythm: 'daily' });
    const arts = await reader({ rhythm: 'daily', topicIds: await topicIds('arts') });
    await write('Cup won', 'Sport');
    const [send = 0] = await sendDigest(app, publication, 'daily');
    expect(await inDigest(all, send)).toMatchObject({ holds: true, params: { titles: ['Cup won'] } });
    expect(await inDigest(arts, send)).toMatchObject({ holds: false, params: { why: 'left-out' } });
    expect((await ask(arts, { send })).because.map(({ code }) => code)).not.toContain('same-as-then');
  });
});
