import { KINDS } from '../../src/kinds.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { addFeed, listArticles, pollFeed, promoteDueArticles, type Feed } from '../../src/articles/index.ts';
import { dismissArticles, planArticleSends, releaseArticles } from '../../src/planning/index.ts';
import { prepareDueSends } from '../../src/sends/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { answers, item, rss, startFeedServer, type FeedItem } from '../support/feeds/feed-server.ts';

const app = await createTestApp();
const server = await startFeedServer();
const MINUTE = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE);
/** Not on the half hour, as a moment of publishing is. */
const NOW = new Date(Math.floor(Date.now() / MINUTE) * MINUTE - 23_000);

let publicationId = 0;
let feed: Feed;
let path = '';
let serial = 0;

/** Known before, the newest first. */
const OTHERS = [1, 2, 3, 4].map((n) => item(n, { published: ago(n * 24 * 60) }));

beforeEach(async () => {
  publicationId = (await makePublication(app, { holdMinutes: 5 })).id;
  serial += 1;
  path = `/feed-${serial}.xml`;
  feed = await addFeed(app, publicationId, server.serve(path, OTHERS));
  await pollFeed(app, feed.id);
});

const ferry = (slug = 'fery', fields: FeedItem = {}): FeedItem => ({
  title: 'Ferry times',
  link: `https://site.example/${slug}/`,
  guid: `https://site.example/${slug}/`,
  description: 'The ferry leaves at seven.',
  published: NOW,
  ...fields,
});

async function read(items: FeedItem[]): Promise<void> {
  server.serve(path, items);
  const { feed: polled } = await pollFeed(app, feed.id);
  expect(polled.error).toBeNull();
}

/** The hold is over: what is due is prepared. @returns subject and address of the mails of this publication. */
async function mailed(): Promise<{ subject: string; html: string }[]> {
  await promoteDueArticles(app);
  await planArticleSends(app);
  await app.db.raw(
    `update sends set scheduled_at = now() - interval '1 second' where scheduled_at > now() and publication_id = ?`,
    [publicationId],
  );
  await app.db.raw('update feeds set last_read_at = now() where publication_id = ?', [publicationId]);
  await prepareDueSends(app, KINDS);
  return app
    .db('send_contents')
    .join('sends', 'sends.id', 'send_contents.send_id')
    .where({ publication_id: publicationId })
    .orderBy('sends.id')
    .select('send_contents.subject', 'html');
}

const held = async () =>
  (await listArticles(app.db, publicationId, { verdict: 'held', limit: 20 })).map(({ title, reason }) => [
    title,
    reason?.code,
  ]);
const alerts = () => app.db('alerts').where({ publication_id: publicationId }).orderBy('id');
const days = (count: number) => new Date(Date.now() + count * 24 * 60 * MINUTE);

describe('Inside the hold', () => {
  test.each<[string, FeedItem, string, string]>([
    ['its address is mended', ferry('ferry'), '/ferry/', 'at seven'],
    [
      'address and text are mended',
      ferry('ferry', { description: 'The ferry leaves at eight, not seven.' }),
      '/ferry/',
      'at eight, not seven',
    ],
    [
      'title and address are changed',
      ferry('ferry-winter', { title: 'Winter ferry times' }),
      '/ferry-winter/',
      'at seven',
    ],
    [
      'title, address and text are changed',
      ferry('winter', { title: 'Winter ferry times', description: 'From Monday on: eight o’clock sharp.' }),
      '/winter/',
      'eight o’clock',
    ],
    [
      'date and the date in its address are changed',
      ferry('2026/11/29/ferry', { published: new Date(NOW.getTime() - 60 * MINUTE) }),
      '/2026/11/29/ferry/',
      'at seven',
    ],
    [
      'only its text is changed',
      ferry('fery', { description: 'The ferry does not leave at all.' }),
      '/fery/',
      'not leave at all',
    ],
    ['it gets another guid', ferry('fery', { guid: 'urn:uuid:1234' }), '/fery/', 'at seven'],
    [
      'it gets another guid, title and text',
      ferry('fery', { guid: 'x', title: 'Ships', description: 'No ships.' }),
      '/fery/',
      'No ships.',
    ],
  ])('an article is mailed once, as it is when %s', async (_what, changed, address, words) => {
    await read([ferry(), ...OTHERS]);
    await read([changed, ...OTHERS]);
    const mails = await mailed();
    expect(mails.map(({ subject }) => subject)).toEqual([changed.title]);
    expect(mails[0]?.html).toContain(`https://site.example${address}`);
    expect(mails[0]?.html).toContain(words);
    expect(await alerts()).toEqual([]);
    await read([changed, ...OTHERS]);
    expect(await mailed()).toHaveLength(1);
  });

  test('an article that is taken out is not mailed before an editor says so, and the admins are told once', async () => {
    await read([ferry(), ...OTHERS]);
    await read(OTHERS);
    expect(await mailed()).toEqual([]);
    expect(await held()).toEqual([['Ferry times', 'gone-from-feed']]);
    expect(await alerts()).toMatchObject([
      { code: 'articles-held', params: { count: 1, title: 'Ferry times' } },
    ]);
    await read(OTHERS.slice(0, 3));
    expect(await alerts()).toHaveLength(1);
    await releaseArticles(app, publicationId);
    await read(OTHERS);
    expect(await mailed()).toHaveLength(1);
    await releaseArticles(app, publicationId);
    expect(await mailed()).toHaveLength(1);
  });

  test('one that comes back goes on by itself, under another address, too', async () => {
    for (const back of [ferry(), ferry('ferry')]) {
      await read([ferry(), ...OTHERS]);
      await read(OTHERS);
      expect(await mailed()).toEqual([]);
      await read([back, ...OTHERS]);
      const mails = await mailed();
      expect(mails).toHaveLength(1);
      publicationId = (await makePublication(app, { holdMinutes: 5 })).id;
      path = `${path}-again`;
      feed = await addFeed(app, publicationId, server.serve(path, OTHERS));
      await pollFeed(app, feed.id);
    }
  });

  test('one that is dismissed is never mailed, under another address neither', async () => {
    await read([ferry(), ...OTHERS]);
    await read(OTHERS);
    await dismissArticles(app, publicationId);
    await read([ferry(), ...OTHERS]);
    await read([ferry('ferry'), ...OTHERS]);
    expect(await mailed()).toEqual([]);
  });

  test('a date that is moved ahead is waited for, and a dismissed article’s send is withdrawn at once', async () => {
    await read([ferry(), ...OTHERS]);
    await planArticleSends(app);
    await read([ferry('fery', { published: days(3) }), ...OTHERS]);
    expect(await mailed()).toEqual([]);
    expect(await listArticles(app.db, publicationId, { verdict: 'future', limit: 5 })).toHaveLength(1);
    await app.db.raw(
      `update articles set published_at = now() - interval '1 second' where verdict = 'future'`,
    );
    expect(await mailed()).toHaveLength(1);
  });

  test('a future article that is taken out before its date is not mailed', async () => {
    await read([ferry('fery', { published: new Date(Date.now() + 11 * MINUTE) }), ...OTHERS]);
    await read(OTHERS);
    await app.db.raw(
      `update articles set published_at = now() where url like '%/fery/' and publication_id = ?`,
      [publicationId],
    );
    expect(await mailed()).toEqual([]);
    expect(await held()).toEqual([['Ferry times', 'gone-from-feed']]);
  });

  test('one that newer ones push out of a busy feed is still mailed', async () => {
    await read([ferry(), ...OTHERS]);
    const newer = [11, 12, 13].map((n) => item(n, { published: new Date(NOW.getTime() + n * 1000) }));
    await read(newer);
    expect((await mailed()).map(({ subject }) => subject)).toContain('Ferry times');
    expect((await held()).map(([title]) => title)).not.toContain('Ferry times');
  });

  test('a feed that fails, breaks off or says "not modified" is no evidence that anything is gone', async () => {
    await read([ferry(), ...OTHERS]);
    server.answer(path, answers.status(500));
    await pollFeed(app, feed.id);
    const whole = rss([...OTHERS, ferry()]);
    server.answer(path, answers.body(whole.slice(0, whole.indexOf('Ferry'))));
    await pollFeed(app, feed.id);
    server.answer(path, answers.status(304));
    await pollFeed(app, feed.id);
    expect(await mailed()).toHaveLength(1);
  });
});

describe('After the mail', () => {
  const sent = async (first: FeedItem) => {
    await read([first, ...OTHERS]);
    expect(await mailed()).toHaveLength(1);
  };

  test.each<[string, FeedItem]>([
    ['its address is mended', ferry('ferry')],
    ['title and address are mended together', ferry('ferry-winter', { title: 'Winter ferry times' })],
    [
      'title, address and some words are changed',
      ferry('ferry-winter', {
        title: 'Winter ferry times',
        description: 'The ferry leaves at seven. Every day but Sunday.',
      }),
    ],
    ['it is published again under today’s date', ferry('2026/11/30/fery', { published: new Date() })],
    [
      'the site moves',
      ferry('fery', { link: 'https://new.example/fery/', guid: 'https://new.example/fery/' }),
    ],
    ['its guid changes', ferry('fery', { guid: 'urn:uuid:1' })],
  ])('an article is not mailed again when %s; it takes over the new address', async (_what, changed) => {
    await sent(ferry());
    await read([changed, ...OTHERS]);
    await read([changed, ...OTHERS]);
    expect(await mailed()).toHaveLength(1);
    expect(await held()).toEqual([]);
    const known = await listArticles(app.db, publicationId, { verdict: 'new', limit: 9 });
    // Its words, too: a correction says so to those who got others.
    expect(known).toMatchObject([{ title: changed.title, url: changed.link, key: changed.guid }]);
  });

  test('what was unpublished and comes back on another day is not mailed again', async () => {
    await sent(ferry());
    await read(OTHERS);
    await read(OTHERS.slice(0, 3));
    await read([ferry('2026/12/01/fery', { published: new Date() }), ...OTHERS]);
    expect(await mailed()).toHaveLength(1);
  });

  test('in doubt it is held and says what it may be', async () => {
    await sent(ferry());
    await read([
      ferry('dock', { title: 'A new dock', description: 'Boats may land from May on.' }),
      ...OTHERS,
    ]);
    expect(await mailed()).toHaveLength(1);
    expect(await held()).toEqual([['A new dock', 'maybe-known']]);
    expect(await alerts()).toHaveLength(1);
  });

  test('later changes of address and text go to the article that was mailed', async () => {
    await sent(ferry());
    await read([ferry('ferry', { description: 'The ferry leaves at nine.' }), ...OTHERS]);
    await read([
      ferry('ferries', { title: 'All ferries', description: 'The ferry leaves at nine.' }),
      ...OTHERS,
    ]);
    expect(await mailed()).toHaveLength(1);
    expect(await held()).toEqual([]);
    // An old copy of the feed comes from a cache.
    await read([ferry(), ...OTHERS]);
    expect(await mailed()).toHaveLength(1);
  });

  test('a running story, whose guid counts up behind the #, is one article', async () => {
    const story = (n: number, title: string) =>
      ferry('fire', {
        guid: `https://site.example/fire/#${n}`,
        title,
        description: `Report ${n}: ${'and then '.repeat(n)}`,
        published: new Date(NOW.getTime() + n * 3 * MINUTE),
      });
    await sent(story(0, 'Fire at the docks'));
    await read([story(1, 'Fire: two boats lost'), ...OTHERS]);
    await read([story(2, 'Fire is out'), ...OTHERS]);
    expect(await mailed()).toHaveLength(1);
  });
});
