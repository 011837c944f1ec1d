import { describe, expect, test } from 'vitest';
import { CONDITIONS, purgeAudienceCounts, viewAudience, type AskedSend } from '../../src/audiences/index.ts';
import { viewDraftAudience, viewSendAudience } from '../../src/explain/index.ts';
import { getSendDetails } from '../../src/letters/index.ts';
import { inTransaction } from '../../src/platform/app.ts';
import { firstRow, rows } from '../../src/platform/database.ts';
import { planArticleSends } from '../../src/planning/index.ts';
import type { Publication } from '../../src/publications/index.ts';
import { listSends } from '../../src/sends/index.ts';
import { suppress } from '../../src/subscribers/suppressions/suppression-queries.ts';
import { createSegment } from '../../src/segments/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { makeLetter, prepareLetter } from '../support/sends/letters.ts';
import { makeArticle, makeReaders } from '../support/sends/sends.ts';

const app = await createTestApp();
const TOPICS = ['sport', 'arts', 'council'];

const make = () => makePublication(app, { topics: TOPICS.map((slug) => ({ slug, name: slug })) });

/** Readers of every kind, told by a seed. */
async function makeCrowd(publication: Publication, count: number, seed: number) {
  const ids = await makeReaders(app, publication, count, `crowd${seed}.example`);
  await app.db.transaction(async (db) => {
    await db.raw('select setseed(?)', [seed / 1000]);
    await db.raw(
      `update subscribers s
        set status = (array['active', 'active', 'active', 'active', 'pending', 'unsubscribed', 'bounced', 'complained'])[1 + floor(random() * 8)],
            rhythm = (array['each', 'daily', 'weekly'])[1 + floor(random() * 3)],
            delivery_address = 'r' || s.id || '@' || (array['gmail.example', 'web.example', 'gmx.example'])[1 + floor(random() * random() * 3)],
            topic_ids = array(select t.id from topics t where t.publication_id = s.publication_id and random() < 0.3 and s.id > 0)
      where s.publication_id = ?`,
      [publication.id],
    );
  });
  const suppressed = await rows<{ email: string }>(
    app.db,
    'select email from subscribers where publication_id = ? order by id limit ?',
    [publication.id, Math.floor(count / 10)],
  );
  for (const { email } of suppressed)
    await suppress(app.db, app.keys.addressHashes(email), publication.id, 'operator', 'test');
  return ids;
}

const sum = (groups: { count: number }[]) => groups.reduce((all, { count }) => all + count, 0);

/** As if statistics had been made of a much larger table, so that a guess looks at a part of it. */
async function makeLarge(): Promise<{ publication: Publication; asked: AskedSend }> {
  const publication = await make();
  await app.db.raw(
    `insert into subscribers (publication_id, status, email, delivery_address, address_hash)
     select ?, case when n % 4 = 0 then 'pending' else 'active' end, 'n' || n || '@' || (n % 2000) || '.example',
            'n' || n || '@' || (n % 2000) || '.example', sha256(cast('n' || n as bytea))
       from generate_series(1, 60000) n`,
    [publication.id],
  );
  await app.db.raw('analyze subscribers');
  return {
    publication,
    asked: { publicationId: publication.id, isForAll: true, topicIds: [], rhythm: null },
  };
}

describe('The count of an audience', () => {
  test.each([1, 2, 3])(
    'is the one that the freeze makes, whatever readers there are and whatever is chosen (seed %i)',
    async (seed) => {
      const publication = await make();
      await makeCrowd(publication, 400, seed);
      const rules = [{ field: 'rhythm', op: 'is-not', value: 'weekly' }];
      const segment = await createSegment(app, publication, { name: 'Not weekly', rules });
      for (const [topics, rhythm, only] of [
        [[], null, null],
        [['sport'], null, null],
        [['arts', 'council'], 'daily', null],
        [[], 'weekly', null],
        [['sport'], null, segment.id],
      ] as const) {
        const audience = { topics: [...topics], rhythm, segment: only };
        const draft = await makeLetter(app, publication, { audience });
        const seen = await viewSendAudience(app, publication.id, draft, {});
        expect(await viewDraftAudience(app, publication.id, audience, {})).toEqual({
          ...seen,
          countedAt: expect.any(Date),
        });
        const frozen = await prepareLetter(app, publication, { audience });
        const { counts } = await getSendDetails(app.db, publication.id, frozen);
        expect(seen).toMatchObject({ count: counts.audience, isExact: true });
        expect(seen.count).toBeGreaterThan(0);
        expect(seen.count + sum(seen.leftOut)).toBe(400);
        expect(sum(seen.byDomain)).toBe(seen.count);
        expect(await viewSendAudience(app, publication.id, frozen, {})).toMatchObject({
          count: seen.count,
          leftOut: [],
        });
      }
    },
  );

  test('names each person once: under the first condition that is not met, in the order of the list', async () => {
    const publication = await make();
    const [pending = 0, left = 0, daily = 0] = await makeReaders(app, publication, 4, 'order.example');
    const change = (id: number, what: string) =>
      app.db.raw(`update subscribers set ${what} where id = ?`, [id]);
    await change(pending, `status = 'pending', rhythm = 'weekly'`);
    await change(left, `status = 'unsubscribed', topic_ids = '{0}'`);
    await change(daily, `rhythm = 'daily'`);
    await suppress(app.db, app.keys.addressHashes('reader3@order.example'), 0, 'operator', 'test');
    const { count, leftOut } = await viewDraftAudience(
      app,
      publication.id,
      { topics: [], rhythm: 'each', segment: null },
      {},
    );
    expect(count).toBe(1);
    expect(leftOut).toEqual([
      { code: 'confirmed', count: 1 },
      { code: 'not-unsubscribed', count: 1 },
      { code: 'not-suppressed', count: 1 },
    ]);
    const order = Object.keys(CONDITIONS);
    expect(leftOut.map(({ code }) => order.indexOf(code))).toEqual(
      leftOut.map(({ code }) => order.indexOf(code)).toSorted((one, other) => one - other),
    );
  });

  test('of an article that waits is asked for the topics of its categories', async () => {
    const publication = await make();
    const [fan = 0, other = 0] = await makeReaders(app, publication, 3, 'article.example');
    const follow = (id: number, slug: string) =>
      app.db.raw(
        'update subscribers set topic_ids = array(select id from topics where publication_id = ? and slug = ?) where id = ?',
        [publication.id, slug, id],
      );
    await follow(fan, 'sport');
    await follow(other, 'arts');
    await makeArticle(app, publication, { categories: ['Sport'] });
    await planArticleSends(app);
    const [send] = await listSends(app.db, publication.id, { before: 0, limit: 1 });
    expect(await viewSendAudience(app, publication.id, send?.id ?? 0, {})).toMatchObject({
      count: 2,
      leftOut: [{ code: 'follows', count: 1 }],
    });
  });

  test('says how long it takes where the mail server has a rate', async () => {
    const publication = await make();
    await makeReaders(app, publication, 100, 'rate.example');
    const ask = () => viewDraftAudience(app, publication.id, { topics: [], rhythm: null, segment: null }, {});
    expect((await ask()).seconds).toBeNull();
    await app.db.raw(`insert into send_limits (scope, per_second) values ('transport:default', 10)`);
    expect((await ask()).seconds).toBe(11);
    await app.db.raw(`update transports set warm_up = '{5, 10}', warm_up_since = current_date`);
    expect((await ask()).seconds).toBeNull();
    await app.db.raw(`update transports set warm_up = null, warm_up_since = null; delete from send_limits`);
  });
});

describe('A very large audience', () => {
  test('is told about at once, and exactly to who asks again', async () => {
    const { publication, asked } = await makeLarge();
    const about = await viewAudience(app.db, asked, { patienceMs: 1 });
    expect(about.isExact).toBe(false);
    expect(about.count).toBe(Number(about.count.toPrecision(3)));
    expect(Math.abs(about.count - 45_000)).toBeLessThan(4_500);
    expect(Math.abs(sum(about.leftOut) - 15_000)).toBeLessThan(1_500);
    // It is remembered: a page that is opened again does not wait again.
    expect(await viewAudience(app.db, asked)).toEqual({ ...about, countedAt: expect.any(Date) });
    expect(about.byDomain.every(({ count }) => Number.isInteger(count))).toBe(true);
    const exact = await viewAudience(app.db, asked, { isExact: true });
    expect(exact).toMatchObject({
      count: 45_000,
      isExact: true,
      leftOut: [{ code: 'confirmed', count: 15_000 }],
    });
    expect(exact.byDomain).toHaveLength(10);
    const draft = await makeLetter(app, publication);
    expect((await getSendDetails(app.db, publication.id, draft)).audienceEstimate).toBe(45_000);
  });

  test('that took long to count is remembered for five minutes, and then counted anew', async () => {
    const { asked } = await makeLarge();
    const age = () => app.db.raw(`update audience_counts set counted_at = counted_at - interval '6 minutes'`);
    const look = async () => (await viewAudience(app.db, asked, { patienceMs: 1 })).count;
    const about = await look();
    await app.db.raw(`update subscribers set status = 'pending' where publication_id = ?`, [
      asked.publicationId,
    ]);
    expect(await look()).toBe(about);
    await age();
    expect(await look()).toBe(0);
    await age();
    await purgeAudienceCounts(app.db);
    expect(await firstRow(app.db, 'select 1 from audience_counts')).toBeUndefined();
  });

  test('is counted by one at a time: who asks meanwhile gets the guess', async () => {
    const { asked } = await makeLarge();
    const audience = JSON.stringify([true, [], null]);
    await app.db.transaction(async (busy) => {
      await busy.raw('select pg_advisory_xact_lock(cast(? as int), hashtext(?))', [
        asked.publicationId,
        audience,
      ]);
      expect((await viewAudience(app.db, asked, { isExact: true })).isExact).toBe(false);
    });
    expect((await viewAudience(app.db, asked, { isExact: true })).isExact).toBe(true);
  });

  test('that takes too long does not break the transaction of its caller', async () => {
    const { asked } = await makeLarge();
    await inTransaction(app, async ({ db }) => {
      expect((await viewAudience(db, asked, { patienceMs: 1 })).isExact).toBe(false);
      expect(await firstRow(db, 'select 1 as one')).toEqual({ one: 1 });
      expect(await firstRow(db, 'show statement_timeout')).toEqual({ statement_timeout: '0' });
    });
  });
});
