import { beforeEach, describe, expect, test } from 'vitest';
import { createUser } from '../../src/accounts/index.ts';
import { KINDS } from '../../src/kinds.ts';
import { asActor } from '../../src/platform/app.ts';
import { rows } from '../../src/platform/database.ts';
import {
  countArticles,
  fateOf,
  findFeedHealth,
  findArticleRow,
  listArticleRows,
  type ArticleFilter,
} from '../../src/reports/index.ts';
import { decideArticles, editArticle, planArticleSends } from '../../src/planning/index.ts';
import type { Publication } from '../../src/publications/index.ts';
import { cancelSend, prepareDueSends } from '../../src/sends/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { deliver, makeArticle, makeReaders } from '../support/sends/sends.ts';

const app = await createTestApp();
let publication: Publication;

beforeEach(async () => {
  publication = await makePublication(app, { holdMinutes: 30 });
});

const now = () => new Date();
const make = (title: string, categories: string[] = []) =>
  makeArticle(app, publication, { title, categories });
const set = (id: number, verdict: string, more = '') =>
  app.db.raw(`update articles set verdict = ?, released_at = null ${more} where id = ?`, [verdict, id]);
async function fate(id: number) {
  const row = await findArticleRow(app.db, publication.id, id);
  if (!row) throw new Error('no such article');
  return fateOf(row, now());
}
const titles = async (filter: ArticleFilter, page = { before: 0, limit: 50 }) =>
  (await listArticleRows(app.db, publication.id, filter, page)).map(({ title }) => title);

describe('The fate of an article', () => {
  test('is when it goes out, planned or not, and how it is mailed', async () => {
    const readers = await makeReaders(app, publication, 3, 'fate.example');
    const id = await make('Ferry');
    expect(await fate(id)).toMatchObject({ is: 'goes-out', at: expect.any(Date), sendId: null });
    await planArticleSends(app);
    expect(await fate(id)).toMatchObject({ is: 'goes-out', sendId: expect.any(Number) });
    await decideArticles(app, publication.id, { sendNow: [id] });
    await prepareDueSends(app, KINDS);
    expect(await fate(id)).toMatchObject({ is: 'being-mailed', readers: readers.length, accepted: 0 });
    await deliver(app);
    await app.db.raw('update articles set seen_hash = ? where id = ?', [Buffer.from('other'), id]);
    expect(await fate(id)).toMatchObject({ is: 'mailed', readers: 3, accepted: 3, edited: 'since' });
  });

  test('is why it is not mailed, and who decided so', async () => {
    const { user } = await createUser(app, { email: 'mira@gazette.example', role: 'editor' });
    const mira = asActor(app, `user:${user.id}`);
    const [dropped, held, future, old, same, known, cancelled] = await Promise.all(
      ['dropped', 'held', 'future', 'old', 'same', 'known', 'cancelled'].map((title) => make(title)),
    );
    await decideArticles(mira, publication.id, { dismiss: [dropped ?? 0], hold: [held ?? 0] });
    await set(future ?? 0, 'future');
    await set(old ?? 0, 'too-old');
    await set(same ?? 0, 'duplicate', `, duplicate_of = ${known}`);
    await set(known ?? 0, 'baseline');
    await planArticleSends(app);
    const row = await findArticleRow(app.db, publication.id, cancelled ?? 0);
    await cancelSend(app, publication.id, row?.send?.id ?? 0);
    expect(
      await Promise.all([dropped, held, future, old, same, known, cancelled].map((id) => fate(id ?? 0))),
    ).toMatchObject([
      { is: 'dismissed', by: 'mira@gazette.example', at: expect.any(Date) },
      { is: 'held', reason: { code: 'held-by-editor' }, by: 'mira@gazette.example' },
      { is: 'waits-for-date' },
      { is: 'too-old' },
      { is: 'same-as', article: { id: known, title: 'known' } },
      { is: 'baseline' },
      { is: 'send-cancelled', accepted: 0 },
    ]);
  });

  test('is that it lapsed after a month of standstill', async () => {
    const id = await make('Old news');
    await app.db.raw(`update articles set released_at = now() - interval '31 days' where id = ?`, [id]);
    expect(await fate(id)).toEqual({ is: 'lapsed' });
  });
});

describe('The list of articles', () => {
  test('is filtered by what became of them, and counts each', async () => {
    await makeReaders(app, publication, 1, 'filter.example');
    const [mailed, waiting, held, dropped, old, future] = await Promise.all(
      ['mailed', 'waiting', 'held', 'dropped', 'old', 'future'].map((title) => make(title)),
    );
    await decideArticles(app, publication.id, {
      sendNow: [mailed ?? 0],
      hold: [held ?? 0],
      dismiss: [dropped ?? 0],
    });
    await prepareDueSends(app, KINDS);
    await set(old ?? 0, 'too-old');
    await set(future ?? 0, 'future');
    expect(await titles({ state: 'mailed' })).toEqual(['mailed']);
    expect(new Set(await titles({ state: 'waiting' }))).toEqual(new Set(['waiting', 'future']));
    expect(await titles({ state: 'held' })).toEqual(['held']);
    expect(await titles({ state: 'not-mailed' })).toEqual(['old']);
    expect(await titles({ state: 'dismissed' })).toEqual(['dropped']);
    expect(await titles({})).toHaveLength(6);
    expect(waiting).toBeGreaterThan(0);
    expect(await countArticles(app.db, publication.id)).toEqual({
      waiting: 2,
      held: 1,
      'not-mailed': 1,
      dismissed: 1,
    });
  });

  test('is found by part of a title, also of the one for the mail, by topic and page by page', async () => {
    const ids = [
      await make('Ferry 100% late', [' Harbour ']),
      await make('Market', ['Town']),
      await make('Mill'),
    ];
    await editArticle(app, publication.id, ids[2] ?? 0, { title: 'The old ferry mill' });
    expect(await titles({ search: 'FERRY' })).toEqual(['The old ferry mill', 'Ferry 100% late']);
    expect(await titles({ search: '100%' })).toEqual(['Ferry 100% late']);
    expect(await titles({ search: '_' })).toEqual([]);
    expect(await titles({ categories: ['harbour'] })).toEqual(['Ferry 100% late']);
    expect(await titles({}, { before: ids[2] ?? 0, limit: 1 })).toEqual(['Market']);
    expect(await titles({ feedId: 999_999 })).toEqual([]);
  });

  test('shows nothing of another publication', async () => {
    const id = await make('Mine');
    const other = await makePublication(app);
    expect(await listArticleRows(app.db, other.id, {}, { before: 0, limit: 5 })).toEqual([]);
    expect(await findArticleRow(app.db, other.id, id)).toBeUndefined();
  });
});

test('The health of a feed compares this week with the four before, once the feed is that old', async () => {
  const [feed] = await rows<{ id: number }>(
    app.db,
    `insert into feeds (publication_id, url, host, created_at) values (?, 'https://gazette.example/f', 'gazette.example', now() - interval '22 days') returning id`,
    [publication.id],
  );
  const id = feed?.id ?? 0;
  for (const days of [1, 2, 8, 9, 10, 15, 40]) {
    const article = await make(`Of ${days} days ago`);
    await app.db.raw(
      'update articles set feed_id = ?, first_seen_at = now() - make_interval(days => ?) where id = ?',
      [id, days, article],
    );
  }
  expect(await findFeedHealth(app.db, id)).toMatchObject({
    thisWeek: 2,
    usual: { least: 1, most: 3 },
    waiting: 7,
  });
});
