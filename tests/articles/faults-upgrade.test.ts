import { beforeAll, expect, test } from 'vitest';
import { rows } from '../../src/platform/database.ts';
import { says, type FeedFault } from '../../src/words/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { beforeMigration } from '../support/database/before-migration.ts';

const app = await createTestApp();
const FIRST_AFTER = '0040-feed-faults';

/** What versions before wrote, word for word, and what becomes of it. */
const OLD: [text: string, code: string, params: object][] = [
  [
    'This is not a web address that can be fetched: it must begin with https:// or http:// and hold no password.',
    'address-unusable',
    {},
  ],
  [
    'This address may not be fetched: only public servers on the usual web ports are.',
    'address-forbidden',
    {},
  ],
  [
    'This address may not be fetched: only public servers on the usual web ports are. If it is yours, name its host in FETCH_ALLOW.',
    'address-forbidden',
    {},
  ],
  ['The name of the server is not known.', 'server-unknown', {}],
  ['The server could not be reached, or it closed the connection.', 'server-unreachable', {}],
  ['The server took too long to answer.', 'server-too-slow', {}],
  ['The feed is larger than 10 MB.', 'feed-too-large', { megabytes: 10 }],
  ['The address redirects too many times.', 'endless-redirects', {}],
  ['The answer of the server could not be read.', 'answer-unreadable', {}],
  ['The server says that this feed is gone for good (HTTP 410).', 'feed-refused', { status: 410 }],
  ['There is no feed at this address (HTTP 404).', 'feed-refused', { status: 404 }],
  ['The server does not let us read the feed (HTTP 403).', 'feed-refused', { status: 403 }],
  ['The server asks us to read the feed less often (HTTP 429).', 'feed-refused', { status: 429 }],
  ['The server has a fault at the moment (HTTP 503).', 'feed-refused', { status: 503 }],
  ['The server answered with HTTP 418 instead of a feed.', 'feed-refused', { status: 418 }],
  ['The address answered with an empty document.', 'empty-document', {}],
  ['The feed breaks off before the end of its first article.', 'feed-cut-off', {}],
  ['The feed is broken and could not be read.', 'feed-broken', {}],
  ['The feed could not be read: it takes too much time or memory.', 'feed-too-hard', {}],
  ['This is not a feed: neither RSS, Atom nor JSON Feed.', 'no-feed', {}],
  ['This is a PDF file, not a feed.', 'other-file', { kind: 'pdf' }],
  ['This is a picture, not a feed.', 'other-file', { kind: 'picture' }],
  ['This is an archive, not a feed.', 'other-file', { kind: 'archive' }],
  ['This is a sound or a film, not a feed.', 'other-file', { kind: 'recording' }],
  ['The server sends the program that makes the feed (PHP) instead of running it.', 'php-source', {}],
  ['This is JSON, not a feed: it has no version and no items of a JSON Feed.', 'other-json', {}],
  ['This is JSON, but not a JSON Feed: it has no version and no items of one.', 'other-json', {}],
  ['The JSON Feed is broken: it breaks off in the middle.', 'broken-json', { isFeed: true, isCut: true }],
  ['The JSON is broken and could not be read.', 'broken-json', { isFeed: false, isCut: false }],
  [
    'The site answers with a page that keeps robots out, not with the feed. Whoever runs the site must let Paperround pass.',
    'robot-check',
    {},
  ],
  ['The site answers with a page to sign in, not with a feed.', 'sign-in-page', {}],
  [
    'This is a web page, not a feed. It points to these feeds: https://a.example/1 https://a.example/2',
    'web-page',
    { isShownFeed: false, feeds: ['https://a.example/1', 'https://a.example/2'] },
  ],
  ['This is a web page, not a feed. It points to no feed.', 'web-page', { isShownFeed: false, feeds: [] }],
  [
    'This is a web page that shows a feed, not the feed itself.',
    'web-page',
    { isShownFeed: true, feeds: [] },
  ],
  [
    'This is a list of feeds (OPML), not a feed. It names these: https://a.example/1',
    'feed-list',
    { feeds: ['https://a.example/1'] },
  ],
  ['This is a site map, not a feed.', 'site-map', {}],
  [
    'The server answers with an error instead of the feed: AccessDenied.',
    'error-document',
    { said: 'AccessDenied' },
  ],
  ['The server answers with an error instead of the feed.', 'error-document', { said: null }],
  ['This is XML, not a feed: a document of the kind “svg”.', 'other-xml', { root: 'svg' }],
  ['This is XML, but no feed: it is a document of the kind “svg”.', 'other-xml', { root: 'svg' }],
  ['As somebody wrote it by hand.', 'legacy', { text: 'As somebody wrote it by hand.' }],
];

beforeAll(async () => {
  const { db } = app;
  const upgrade = await beforeMigration(db, FIRST_AFTER);
  await db.raw(
    `insert into publications (slug, name, site_url, from_name, from_address, time_zone, language)
     values ('gazette', 'Gazette', 'https://gazette.example', 'Gazette', 'news@gazette.example', 'Europe/Berlin', 'en')`,
  );
  for (const [index, [text]] of OLD.entries()) {
    await db.raw(
      `insert into feeds (publication_id, url, host, status, error) values (1, ?, 'gazette.example', 'failing', ?)`,
      [`https://gazette.example/${index}`, text],
    );
    await db.raw(
      `insert into alerts (publication_id, code, params, since)
       values (1, 'feed-failing', jsonb_build_object('feed', 'News', 'url', 'u', 'error', ?::text), now())`,
      [text],
    );
  }
  await db.raw(
    `insert into feeds (publication_id, url, host) values (1, 'https://gazette.example/well', 'gazette.example');
     insert into alerts (publication_id, code, params, since)
     values (1, 'feed-gone', '{"feed": "News", "url": "u", "error": null}', now())`,
  );
  await upgrade();
});

const feedsNow = () => rows<{ error: FeedFault | null }>(app.db, 'select error from feeds order by id');

test('What kept a feed from being read has a code after the upgrade; what nobody knows keeps every word', async () => {
  expect((await feedsNow()).map(({ error }) => error)).toEqual([
    ...OLD.map(([, code, params]) => ({ code, params })),
    null,
  ]);
});

test('So has an alert about it that is not mailed yet', async () => {
  const found = await rows(app.db, `select params->'error' as error from alerts order by id`);
  expect(found).toEqual(await feedsNow());
});

test('Each is told in whole sentences after the upgrade', async () => {
  for (const { error } of await feedsNow()) if (error) expect(says(error)).toMatch(/^[A-Z].*\.$/);
});
