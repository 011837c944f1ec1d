import { beforeEach, describe, expect, test } from 'vitest';
import { addFeed, changeFeed, listArticles, pollFeed, type Feed } from '../../src/articles/index.ts';
import { updatePublication, type Publication } from '../../src/publications/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import {
  answers,
  item,
  rss,
  startFeedServer,
  withEtag,
  type FeedItem,
} from '../support/feeds/feed-server.ts';

const app = await createTestApp();
const server = await startFeedServer();
const HOUR = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * HOUR);

let publication: Publication;
let serial = 0;
beforeEach(async () => {
  publication = await makePublication(app);
  serial += 1;
});

type Known = Feed & { path: string };

async function knownFeed(items: FeedItem[], name = 'feed'): Promise<Known> {
  const path = `/${name}-${serial}.xml`;
  const feed = { ...(await addFeed(app, publication.id, server.serve(path, items))), path };
  await pollFeed(app, feed.id);
  return feed;
}

async function pollWith(feed: Known, items: FeedItem[]): Promise<string[]> {
  server.serve(feed.path, items);
  const { articles } = await pollFeed(app, feed.id);
  return articles.map(({ title, verdict }) => `${title}: ${verdict}`).toSorted();
}

/** Newest first, an hour apart. */
const series = (from: number, to: number, fields?: (n: number) => FeedItem): FeedItem[] =>
  Array.from({ length: to - from + 1 }, (_none, index) => {
    const n = from + index;
    return item(n, { published: ago(24 * n + 0.3), ...fields?.(n) });
  });
const count = async (table: string) =>
  Number((await app.db(table).where({ publication_id: publication.id }).count())[0]?.['count']);

describe('What is old is not news', () => {
  test('an older article that slides in because another was deleted', async () => {
    const feed = await knownFeed(series(1, 10));
    expect(await pollWith(feed, [...series(1, 4), ...series(6, 11)])).toEqual(['Article 11: too-old']);
  });

  test('the same in a feed of days without times', async () => {
    const midnight = new Date(Date.UTC(2026, 10, 20));
    const day = (n: number) => ({ published: midnight, link: `https://gazette.example/${n}` });
    const feed = await knownFeed([
      item(0, { published: new Date(Date.UTC(2026, 10, 21)) }),
      ...series(1, 5, day),
    ]);
    expect(
      await pollWith(feed, [item(0, { published: new Date(Date.UTC(2026, 10, 21)) }), ...series(2, 6, day)]),
    ).toEqual(['Article 6: too-old']);
  });

  test('the same in a feed without dates', async () => {
    const undated = () => ({ published: undefined });
    const feed = await knownFeed(series(1, 5, undated));
    expect(await pollWith(feed, [...series(1, 2, undated), ...series(4, 6, undated)])).toEqual([
      'Article 6: too-old',
    ]);
  });

  test.each([14, 100])('a feed that is set from 10 to %i items, beside a new article', async (size) => {
    const feed = await knownFeed(series(1, 10));
    const fresh = item('new', { published: ago(0) });
    const brought = await pollWith(feed, [fresh, ...series(1, size)]);
    expect(brought.filter((line) => !line.endsWith('too-old'))).toEqual(['Article new: new']);
    expect(brought).toHaveLength(size - 9);
  });

  test('what a first reading that broke off did not reach', async () => {
    const whole = rss(series(1, 10));
    const path = `/cut-${serial}.xml`;
    const url = server.answer(path, answers.body(whole.slice(0, whole.indexOf('Article 5'))));
    const feed = { ...(await addFeed(app, publication.id, url)), path };
    expect((await pollFeed(app, feed.id)).articles).toHaveLength(4);
    const brought = await pollWith(feed, [item('new', { published: ago(0) }), ...series(1, 10)]);
    expect(brought.filter((line) => !line.endsWith('baseline'))).toEqual(['Article new: new']);
    expect(brought).toHaveLength(7);
    const both = [item('newer', { published: ago(0) }), item('new', { published: ago(0.1) })];
    expect(await pollWith(feed, [...both, ...series(1, 10)])).toEqual(['Article newer: new']);
  });

  test('a pinned old article at the top hides nothing of the window', async () => {
    const pinned = item('pinned', { published: ago(5000) });
    const feed = await knownFeed([pinned, ...series(1, 5)]);
    expect(await pollWith(feed, [pinned, ...series(1, 2), ...series(4, 6)])).toEqual(['Article 6: too-old']);
  });
});

describe('An id that holds the date', () => {
  const tagged = (hours: number, fields: FeedItem = {}): FeedItem => ({
    guid: `tag:site.example,${ago(hours).toISOString().slice(0, 10)}:/ferry`,
    link: 'https://site.example/ferry/',
    title: 'Ferry times',
    description: 'The ferry leaves at seven.',
    published: ago(hours),
    ...fields,
  });

  test.each([
    ['its text is no new one', {}, []],
    ['no text is held', { description: '' }, ['Ferry times: held']],
    ['other words is new', { description: 'A bus crosses the bridge since Monday.' }, ['Ferry times: new']],
  ])('an article published again under another day with %s', async (_what, fields, brought) => {
    const before = brought[0] === 'Ferry times: held' ? fields : {};
    const feed = await knownFeed([...series(1, 2), tagged(60, before), ...series(3, 5)]);
    expect(await pollWith(feed, [tagged(0.1, fields), ...series(1, 5)])).toEqual(brought);
  });

  test('and before its mail it is one article that waits for its new date', async () => {
    const feed = await knownFeed(series(1, 5));
    await pollWith(feed, [tagged(0.3), ...series(1, 5)]);
    await pollWith(feed, [tagged(-72), ...series(1, 5)]);
    const [ferry, ...rest] = await listArticles(app.db, publication.id, { limit: 9 });
    expect(ferry).toMatchObject({ title: 'Ferry times', verdict: 'future' });
    expect(new Set(rest.map(({ verdict }) => verdict))).toEqual(new Set(['baseline']));
  });
});

describe('Links without dates and texts', () => {
  const link = (title: string, slug: string): FeedItem => ({
    guid: `https://gazette.example/${slug}/`,
    link: `https://gazette.example/${slug}/`,
    title,
  });
  const others = ['Harbour', 'Bridge', 'Market'].map((title) => link(title, title.toLowerCase()));

  test('one that gets a longer title and address is one article before its mail', async () => {
    const feed = await knownFeed(others);
    await pollWith(feed, [link('Ferry times', 'ferry'), ...others]);
    expect(await pollWith(feed, [link('Winter ferry times', 'ferry-winter'), ...others])).toEqual([]);
    const [ferry, ...rest] = await listArticles(app.db, publication.id, { limit: 9 });
    expect(ferry).toMatchObject({ title: 'Winter ferry times', verdict: 'new' });
    expect(rest.map(({ verdict }) => verdict)).toEqual(['baseline', 'baseline', 'baseline']);
  });

  test('and is held after it', async () => {
    const feed = await knownFeed([link('Ferry times', 'ferry'), ...others]);
    expect(await pollWith(feed, [link('Winter ferry times', 'ferry-winter'), ...others])).toEqual([
      'Winter ferry times: held',
    ]);
  });
});

describe('Nothing is missed in silence', () => {
  test('notes without guid and date that share a link are told apart by title and text (FED-20)', async () => {
    const note = (title: string, description: string): FeedItem => ({
      title,
      description,
      link: 'https://gazette.example/notes/',
    });
    const feed = await knownFeed([note('One', 'The first note.'), note('Two', 'The second note.')]);
    expect(await listArticles(app.db, publication.id, { limit: 9 })).toHaveLength(2);
    const more = [note('Three', 'The third note.'), note('One', 'Another first note, of today.')];
    expect(
      await pollWith(feed, [...more, note('One', 'The first note.'), note('Two', 'The second note.')]),
    ).toEqual(['One: new', 'Three: new']);
  });

  test('"Morning briefing": a new guid with a new date is a new article, though title and link are the same', async () => {
    const briefing = (day: number): FeedItem => ({
      guid: `briefing-${day}`,
      title: 'Morning briefing',
      link: 'https://gazette.example/briefing/',
      description: 'The news of the day.',
      published: ago(24 * (6 - day) + 0.3),
    });
    const feed = await knownFeed([briefing(2), briefing(1)]);
    expect(await pollWith(feed, [briefing(3), briefing(2), briefing(1)])).toEqual(['Morning briefing: new']);
    expect(await pollWith(feed, [briefing(4), briefing(3)])).toEqual(['Morning briefing: new']);
    expect(await pollWith(feed, [briefing(5)])).toEqual(['Morning briefing: new']);
    expect(await pollWith(feed, [briefing(6)])).toEqual(['Morning briefing: new']);
    const evening = (day: number) => ({
      ...briefing(day),
      title: 'Evening',
      link: 'https://gazette.example/evening/',
    });
    const others = await knownFeed([evening(4), ...series(7, 12)], 'others');
    expect(await pollWith(others, [evening(5), ...series(7, 12)])).toEqual(['Evening: new']);
  });

  test('articles of two feeds with one title and day are two if their texts differ, and one if they do not', async () => {
    const weather = (region: string, description: string): FeedItem => ({
      guid: `${region}-weather`,
      title: 'Weather',
      link: `https://gazette.example/${region}/weather`,
      description,
      published: new Date(new Date().setUTCHours(0, 0, 0, 0)),
    });
    const north = await knownFeed(series(1, 4), 'north');
    const south = await knownFeed(series(11, 14), 'south');
    const rain = 'Rain from the west, ten degrees and a strong wind at the coast.';
    expect(await pollWith(north, [weather('north', rain), ...series(1, 4)])).toEqual(['Weather: new']);
    const sun = 'Sunny all day long, twenty degrees, hardly any wind in the valleys.';
    expect(await pollWith(south, [weather('south', sun), ...series(11, 14)])).toEqual(['Weather: new']);
    const east = await knownFeed(series(21, 24), 'east');
    expect(await pollWith(east, [weather('east', rain), ...series(21, 24)])).toEqual(['Weather: duplicate']);
  });

  test('a draft that is published under its old date is held, wherever it stands, and the admins are told', async () => {
    const feed = await knownFeed(series(1, 30));
    const draft = item('draft', { published: ago(24 * 21) });
    expect(await pollWith(feed, [...series(1, 20), draft, ...series(21, 30)])).toEqual([
      'Article draft: held',
    ]);
    const oldest = item('oldest', { published: ago(24 * 90) });
    expect(await pollWith(feed, [...series(1, 20), draft, ...series(21, 30), oldest])).toEqual([
      'Article oldest: held',
    ]);
    expect(await count('alerts')).toBe(2);
  });

  test('a page with the date of year 1, and a post for members only, are held', async () => {
    const feed = await knownFeed(series(1, 5));
    const imprint = item('imprint', { published: 'Mon, 01 Jan 0001 00:00:00 +0000' });
    const members = item('members', {
      published: ago(0),
      content: '<form class="post-password-form"><input name="post_password"></form>',
    });
    expect(await pollWith(feed, [imprint, members, ...series(1, 5)])).toEqual([
      'Article imprint: held',
      'Article members: held',
    ]);
    expect(await count('alerts')).toBe(1);
    expect(await pollWith(feed, [imprint, item('members', { published: ago(0) }), ...series(1, 5)])).toEqual(
      [],
    );
    const [open] = await listArticles(app.db, publication.id, { verdict: 'new', limit: 5 });
    expect(open?.title).toBe('Article members');
  });

  test('of an oldest-first feed beyond a thousand items the newest are seen', async () => {
    const oldestFirst = (to: number) => series(1, to, (n) => ({ published: ago(1020.3 - n) }));
    const feed = await knownFeed(oldestFirst(1010));
    expect(await pollWith(feed, oldestFirst(1011))).toEqual(['Article 1011: new']);
    const hidden = app.logged.filter((line) => line.includes('"hidden":11'));
    expect(hidden).toHaveLength(1);
  });
});

describe('What is usual (FED-22)', () => {
  test('six pieces on an ordinary morning are new where six a day are usual', async () => {
    const daily = (day: number) =>
      Array.from({ length: 6 }, (_none, n) => item(`${day}-${n}`, { published: ago(24 * day + n / 10) }));
    const feed = await knownFeed([...daily(1), ...daily(2)]);
    const today = await pollWith(feed, [...daily(0), ...daily(1)]);
    expect(new Set(today.map((line) => line.split(': ')[1]))).toEqual(new Set(['new']));
  });

  test('a publication may say how many', async () => {
    publication = await updatePublication(app, publication.slug, { floodLimit: 20 });
    const feed = await knownFeed(series(1, 3));
    const many = Array.from({ length: 20 }, (_none, n) => item(`n${n}`, { published: ago(0) }));
    expect(new Set((await pollWith(feed, many)).map((line) => line.split(': ')[1]))).toEqual(
      new Set(['new']),
    );
    await updatePublication(app, publication.slug, { floodLimit: 1 });
    const two = [item('x1', { published: ago(0) }), item('x2', { published: ago(0) })];
    expect(await pollWith(feed, [...two, ...many])).toEqual(['Article x1: held', 'Article x2: held']);
  });

  test('many that are held at once make one alert', async () => {
    const feed = await knownFeed(series(1, 10));
    await pollWith(feed, [...series(21, 28, () => ({ published: ago(0) })), ...series(1, 2)]);
    const alerts = await app.db('alerts').where({ publication_id: publication.id });
    expect(alerts).toMatchObject([
      {
        code: 'articles-held',
        params: { count: 8, title: 'Article 28', groups: [{ more: 3, reason: { code: 'flood' } }] },
      },
    ]);
  });

  test('guids that change at each reading do not grow the table', async () => {
    const odd = (turn: number) => (n: number) => ({ guid: `${turn}-${n}` });
    const feed = await knownFeed(series(1, 10, odd(0)));
    for (let turn = 1; turn <= 12; turn += 1)
      expect(await pollWith(feed, series(1, 10, odd(turn)))).toEqual([]);
    expect(await count('articles')).toBe(10);
    const { former_keys: formerKeys } = await app.db('articles').where({ feed_id: feed.id }).first();
    expect(formerKeys).toHaveLength(8);
  });
});

describe('Reading a feed', () => {
  const age = (feed: Feed, column: string, minutes: number) =>
    app.db.raw(`update feeds set ${column} = ${column} - make_interval(mins => ?) where id = ?`, [
      minutes,
      feed.id,
    ]);

  test('once an hour the whole feed is asked for, whatever a 304 says', async () => {
    const known = series(1, 3);
    const feed = await knownFeed(known);
    expect(await pollFeed(app, feed.id)).toMatchObject({ notModified: true });
    // As WordPress does: the same validators although a scheduled post came out.
    const stale = withEtag(rss(known));
    const body = rss([item('scheduled', { published: ago(0) }), ...known]);
    server.answer(feed.path, (request, response) =>
      request.headers['if-none-match'] ? stale(request, response) : response.writeHead(200).end(body),
    );
    expect(await pollFeed(app, feed.id)).toMatchObject({ notModified: true });
    await age(feed, 'last_whole_at', 61);
    expect((await pollFeed(app, feed.id)).articles).toMatchObject([{ verdict: 'new' }]);
  });

  test('an interval that an editor set beats the ttl of the feed, never Retry-After (FED-04)', async () => {
    const feed = await knownFeed(series(1, 3));
    const next = async (headers: Record<string, string> = {}) => {
      server.answer(feed.path, answers.body(rss(series(1, 3), { extra: '<ttl>60</ttl>' }), headers));
      return ((await pollFeed(app, feed.id)).feed.nextPollAt.getTime() - Date.now()) / 60_000;
    };
    expect(await next()).toBeGreaterThan(59);
    await changeFeed(app, publication.id, feed.id, { pollMinutes: 5 });
    expect(await next()).toBeLessThan(6);
    expect(await next({ 'Retry-After': '7200' })).toBeGreaterThan(119);
  });

  test('a feed that fails for long is told once for each time, and one that is gone at once', async () => {
    const feed = await knownFeed(series(1, 3));
    const codes = async () =>
      (await app.db('alerts').where({ publication_id: publication.id }).orderBy('id')).map(
        ({ code }: { code: string }) => code,
      );
    server.answer(feed.path, answers.status(500));
    for (let turn = 0; turn < 2; turn += 1) await pollFeed(app, feed.id);
    expect(await codes()).toEqual([]);
    await age(feed, 'failing_since', 61);
    for (let turn = 0; turn < 3; turn += 1) await pollFeed(app, feed.id);
    expect(await codes()).toEqual(['feed-failing']);
    await pollWith(feed, series(1, 3));
    server.answer(feed.path, answers.status(410));
    await pollFeed(app, feed.id);
    expect(await codes()).toEqual(['feed-failing', 'feed-gone']);
  });

  test('at another address it is the same feed if most of it is known, else what it holds counts as known', async () => {
    const feed = await knownFeed(series(1, 5));
    await pollWith(feed, [item('pending', { published: ago(0) }), ...series(1, 5)]);
    await changeFeed(app, publication.id, feed.id, { url: `${server.origin}/moved-${serial}.xml` });
    const moved = { ...feed, path: `/moved-${serial}.xml` };
    const both = [item('later', { published: ago(0) }), item('pending', { published: ago(0) })];
    expect(await pollWith(moved, [...both, ...series(1, 5)])).toEqual(['Article later: new']);
    await changeFeed(app, publication.id, feed.id, { url: `${server.origin}/other-${serial}.xml` });
    const other = { ...feed, path: `/other-${serial}.xml` };
    const brought = await pollWith(other, series(31, 35));
    expect(new Set(brought.map((line) => line.split(': ')[1]))).toEqual(new Set(['baseline']));
    const held = await listArticles(app.db, publication.id, { verdict: 'held', limit: 9 });
    expect(held.map(({ reason }) => reason?.code)).toEqual(['gone-from-feed', 'gone-from-feed']);
  });
});
