import { beforeEach, describe, expect, test } from 'vitest';
import { rows } from '../../../src/platform/database.ts';
import type { Publication } from '../../../src/publications/index.ts';
import { purgeCappedKinds } from '../../../src/rhythms/index.ts';
import { listSends } from '../../../src/sends/index.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { startSmtpSink } from '../../support/mail/smtp-sink.ts';
import { change, gotBy, sendAll, sendDigest } from '../../support/sends/digests.ts';
import { makeArticle, makeReaders } from '../../support/sends/sends.ts';

const sink = await startSmtpSink();
const app = await createTestApp({ SMTP_URL: sink.url });
let publication: Publication;

beforeEach(async () => {
  publication = await makePublication(app, {
    topics: [
      { slug: 'sport', name: 'Sport' },
      { slug: 'arts', name: 'Arts' },
    ],
  });
});

const write = (title: string, category?: string) =>
  makeArticle(app, publication, { title, categories: category ? [category] : [] });

describe('A reader of the daily digest', () => {
  test('gets what appeared since in one mail, in no mail before, and once', async () => {
    const [each = 0, daily = 0] = await makeReaders(app, publication, 2);
    await change(app, publication, daily, { rhythm: 'daily' });
    await write('Ferry stays');
    await write('Market moves');
    await sendAll(app);
    await sendDigest(app, publication, 'daily');
    await sendDigest(app, publication, 'daily');
    expect(await gotBy(app, each)).toEqual(['article: Ferry stays', 'article: Market moves']);
    expect(await gotBy(app, daily)).toEqual(['digest: Ferry stays, Market moves']);
    await write('Pool opens');
    await sendDigest(app, publication, 'daily');
    expect((await gotBy(app, daily)).at(-1)).toBe('digest: Pool opens');
  });

  test('gets what they follow only, and what no topic has when they follow everything', async () => {
    const [all = 0, sport = 0] = await makeReaders(app, publication, 2);
    const { topicIds } = await sportOf();
    await change(app, publication, all, { rhythm: 'daily' });
    await change(app, publication, sport, { rhythm: 'daily', topicIds });
    await write('Cup won', 'Sport');
    await write('Opera sings', 'Arts');
    await write('Weather');
    await sendDigest(app, publication, 'daily');
    expect(await gotBy(app, all)).toEqual(['digest: Cup won, Opera sings, Weather']);
    expect(await gotBy(app, sport)).toEqual(['digest: Cup won']);
  });

  test('gets no mail when there is nothing new, and no trace of one is left', async () => {
    const [daily = 0] = await makeReaders(app, publication, 1);
    await change(app, publication, daily, { rhythm: 'daily' });
    const [id] = await sendDigest(app, publication, 'daily');
    expect(id).toBeDefined();
    const sends = await listSends(app.db, publication.id, { before: 0, limit: 9 });
    expect(sends.map(({ id: one }) => one)).not.toContain(id);
  });

  test('who joined after an article was decided about is not owed it', async () => {
    const [first = 0] = await makeReaders(app, publication, 1);
    await change(app, publication, first, { rhythm: 'daily' });
    await write('Ferry stays');
    await sendAll(app);
    const [later = 0] = await makeReaders(app, publication, 1, 'later.example');
    await change(app, publication, later, { rhythm: 'daily' });
    await write('Market moves');
    await sendDigest(app, publication, 'daily');
    expect(await gotBy(app, first)).toEqual(['digest: Ferry stays, Market moves']);
    expect(await gotBy(app, later)).toEqual(['digest: Market moves']);
  });
});

async function sportOf() {
  const found = await app.db('topics').where({ publication_id: publication.id, slug: 'sport' });
  return { topicIds: [Number(found[0]?.id)] };
}

describe('A reader who changes how often', () => {
  test('from each to daily gets the rest of the day in the digest, and nothing twice', async () => {
    const [reader = 0] = await makeReaders(app, publication, 1);
    await write('Morning');
    await sendAll(app);
    await change(app, publication, reader, { rhythm: 'daily' });
    await write('Noon');
    await sendAll(app);
    await sendDigest(app, publication, 'daily');
    expect(await gotBy(app, reader)).toEqual(['article: Morning', 'digest: Noon']);
  });

  test('from daily to each gets what is over in the mail that ends the day, and what comes by itself', async () => {
    const [reader = 0] = await makeReaders(app, publication, 1);
    await change(app, publication, reader, { rhythm: 'daily' });
    await write('Morning');
    await sendAll(app);
    await change(app, publication, reader, { rhythm: 'each' });
    await write('Noon');
    await sendAll(app);
    await sendDigest(app, publication, 'busy-day');
    await sendDigest(app, publication, 'daily');
    expect(await gotBy(app, reader)).toEqual(['article: Noon', 'digest: Morning']);
  });

  test('from weekly to daily and back gets each article once', async () => {
    const [reader = 0, other = 0] = await makeReaders(app, publication, 2);
    await change(app, publication, reader, { rhythm: 'weekly' });
    await change(app, publication, other, { rhythm: 'daily' });
    await write('Monday');
    await sendDigest(app, publication, 'daily');
    await change(app, publication, reader, { rhythm: 'daily' });
    await write('Tuesday');
    await sendDigest(app, publication, 'daily');
    await change(app, publication, reader, { rhythm: 'weekly' });
    await write('Wednesday');
    await sendDigest(app, publication, 'weekly');
    expect(await gotBy(app, reader)).toEqual(['digest: Monday, Tuesday', 'digest: Wednesday']);
    expect(await gotBy(app, other)).toEqual(['digest: Monday', 'digest: Tuesday']);
  });
});

describe('A reader who takes a break', () => {
  test.each(['each', 'daily'] as const)(
    '(%s) is told what they missed in one mail, and nothing twice',
    async (rhythm) => {
      const [reader = 0] = await makeReaders(app, publication, 1);
      await change(app, publication, reader, { rhythm });
      await write('Before');
      await sendAll(app);
      if (rhythm === 'daily') await sendDigest(app, publication, 'daily');
      const until = new Date(Date.now() + 7 * 24 * 3_600_000);
      await change(app, publication, reader, { pausedUntil: until });
      await write('Meanwhile');
      await sendAll(app);
      await sendDigest(app, publication, 'daily');
      expect(await gotBy(app, reader)).toHaveLength(1);
      await sendDigest(app, publication, 'catch-up', until);
      await write('After');
      await sendAll(app);
      await sendDigest(app, publication, 'daily');
      expect(await gotBy(app, reader)).toEqual([
        rhythm === 'each' ? 'article: Before' : 'digest: Before',
        'digest: Meanwhile',
        rhythm === 'each' ? 'article: After' : 'digest: After',
      ]);
    },
  );
});

describe('A busy day', () => {
  test('brings so many single mails as the cap allows, and the rest in one at its end', async () => {
    const [reader = 0, free = 0] = await makeReaders(app, publication, 2);
    await change(app, publication, reader, { busyDayCap: 2 });
    await change(app, publication, free, { busyDayCap: 0 });
    for (const title of ['One', 'Two', 'Three', 'Four']) {
      await write(title);
      await sendAll(app);
    }
    expect(await gotBy(app, reader)).toEqual(['article: One', 'article: Two']);
    await sendDigest(app, publication, 'busy-day');
    await sendDigest(app, publication, 'busy-day');
    expect(await gotBy(app, reader)).toEqual(['article: One', 'article: Two', 'digest: Four, Three']);
    expect(await gotBy(app, free)).toHaveLength(4);
  });

  test('counts readers who changed nothing today by their kind', async () => {
    const readers = await makeReaders(app, publication, 3);
    await app.db.raw(`update publications set busy_day_cap = 1 where id = ?`, [publication.id]);
    await app.db.raw(`update subscribers set ways_changed_at = now() - interval '3 days'`);
    for (const title of ['One', 'Two']) {
      await write(title);
      await sendAll(app);
    }
    const [reader = 0] = readers;
    await change(app, publication, reader, { name: 'Ada', busyDayCap: 5 });
    await sendDigest(app, publication, 'busy-day');
    for (const id of readers) expect(await gotBy(app, id)).toEqual(['article: One', 'digest: Two']);
  });

  test('is forgotten after 30 days, but not before its digest is out', async () => {
    await makeReaders(app, publication, 1);
    await app.db.raw(`update publications set busy_day_cap = 1 where id = ?`, [publication.id]);
    await app.db.raw(`update subscribers set ways_changed_at = now() - interval '3 days'`);
    for (const title of ['One', 'Two']) {
      await write(title);
      await sendAll(app);
    }
    const kept = () => rows(app.db, 'select from capped_kinds where publication_id = ?', [publication.id]);
    const age = (days: number) =>
      app.db.raw(`update capped_kinds set day_began_at = now() - make_interval(days => ?)`, [days]);
    const keptAfter = async (days: number) => {
      await age(days);
      await purgeCappedKinds(app.db);
      return (await kept()).length;
    };
    expect(await keptAfter(31)).toBe(1);
    await age(0);
    await sendDigest(app, publication, 'busy-day');
    expect(await keptAfter(29)).toBe(1);
    expect(await keptAfter(31)).toBe(0);
  });
});
