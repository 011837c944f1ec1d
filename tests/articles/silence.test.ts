import { beforeAll, expect, test } from 'vitest';
import { tellOfSilentFeeds } from '../../src/articles/index.ts';
import { isSilent } from '../../src/articles/feeds/silence.ts';
import { firstRow, rows } from '../../src/platform/database.ts';
import type { Publication } from '../../src/publications/index.ts';
import { countDecisions } from '../../src/reports/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';

const app = await createTestApp();
let publication: Publication;
let feedId = 0;

const HOUR_MS = 3_600_000;
const now = new Date('2026-12-01T12:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * HOUR_MS);
const habit = (silentHours: number, longestGapHours: number, more = {}) => ({
  count: 40,
  first: hoursAgo(60 * 24),
  last: hoursAgo(silentHours),
  longestGapMs: longestGapHours * HOUR_MS,
  ...more,
});

test.each([
  ['with one article a day is silent after two days and more', habit(49, 24), true],
  ['is not, before', habit(47, 24), false],
  ['that rests on weekends is not, on a long one', habit(100, 66), false],
  ['of many articles an hour is not, within a day', habit(23, 1), false],
  ['of many articles an hour is, after a day', habit(25, 1), true],
  ['with few articles has no habit', habit(500, 24, { count: 9 }), false],
  ['that is new has no habit', habit(49, 10, { first: hoursAgo(10 * 24) }), false],
])('A feed %s', (_name, arrivals, isIt) => {
  expect(isSilent(arrivals, now)).toBe(isIt);
});

const alerts = () =>
  rows(app.db, `select code, params from alerts where publication_id = ?`, [publication.id]);
const needs = async () => (await countDecisions(app.db, publication.id)).today;
const arrive = (hoursBefore: number) =>
  app.db.raw(
    `insert into articles (publication_id, feed_id, key, title, verdict, content_hash, first_seen_at)
     values (?, ?, ?, 'News', 'new', '', now() - make_interval(hours => ?))`,
    [publication.id, feedId, `at-${hoursBefore}`, hoursBefore],
  );

beforeAll(async () => {
  publication = await makePublication(app);
  const feed = await firstRow<{ id: number }>(
    app.db,
    `insert into feeds (publication_id, url, host, status, next_poll_at, last_read_at)
     values (?, 'https://gazette.example/feed', 'gazette.example', 'active', now(), now()) returning id`,
    [publication.id],
  );
  feedId = feed?.id ?? 0;
});

test('A feed that is silent against its habit is told of once, stands on Today, and ends by itself', async () => {
  for (let day = 3; day < 25; day += 1) await arrive(day * 24);
  await tellOfSilentFeeds(app);
  await tellOfSilentFeeds(app);
  expect(await alerts()).toEqual([
    {
      code: 'feed-silent',
      params: { feed: 'https://gazette.example/feed', url: 'https://gazette.example/feed' },
    },
  ]);
  expect(await needs()).toBe(1);
  await arrive(1);
  await tellOfSilentFeeds(app);
  expect([await needs(), (await alerts()).length]).toEqual([0, 1]);
});
