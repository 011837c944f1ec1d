import { beforeEach, describe, expect, test } from 'vitest';
import {
  getArticle,
  lookAtPages,
  pushArticle,
  recheckGonePages,
  type Article,
} from '../../src/articles/index.ts';
import { KINDS } from '../../src/kinds.ts';
import { rows } from '../../src/platform/database.ts';
import { planArticleSends, releaseArticles, runDigests } from '../../src/planning/index.ts';
import { updatePublication, type Publication } from '../../src/publications/index.ts';
import { listSends, prepareDueSends, type Send } from '../../src/sends/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { answers, startFeedServer, withEtag } from '../support/feeds/feed-server.ts';
import { change } from '../support/sends/digests.ts';
import { makeReaders } from '../support/sends/sends.ts';

const app = await createTestApp();
const site = await startFeedServer();
const found = answers.body('<p>Here it is.</p>');
const gone = answers.status(404);

let publication: Publication;
let reader = 0;
let serial = 0;

beforeEach(async () => {
  await app.db.raw('delete from jobs.job');
  site.requests.length = 0;
  publication = await makePublication(app, { siteUrl: site.origin });
  publication = await updatePublication(app, publication.slug, { checkPages: true });
  [reader = 0] = await makeReaders(app, publication, 1);
});

/** An article with a page of its own. */
async function write(title: string, answer = found): Promise<{ id: number; path: string }> {
  const path = `/article-${(serial += 1)}`;
  const url = site.answer(path, answer);
  const pushed = await pushArticle(app, publication, { url, title, summary: `<p>${title}</p>` });
  return { id: pushed.id, path };
}

/** One tick of planning and preparing, as the schedule makes them. */
async function tick(): Promise<void> {
  await app.db.raw('update sends set blocked_until = null');
  await planArticleSends(app);
  await prepareDueSends(app, KINDS);
}

/** Does what was put into the queue. */
async function look(): Promise<void> {
  const jobs = await rows<{ data: { articleIds: number[] } }>(
    app.db,
    `delete from jobs.job where name = 'article.pages' returning data`,
  );
  for (const { data } of jobs) await lookAtPages(app, data);
}

async function send(): Promise<void> {
  await tick();
  await look();
  await tick();
}

/** Later, when what was seen before counts no more. */
const age = () =>
  app.db.raw(
    `update article_pages set asked_at = asked_at - interval '20 minutes', checked_at = checked_at - interval '20 minutes'`,
  );

const sends = (): Promise<Send[]> => listSends(app.db, publication.id, { before: 0, limit: 9 });
const subjects = async () =>
  (await sends()).filter(({ status }) => status === 'sending').map(({ subject }) => subject);
const shown = ({ verdict, reason }: Article) => (reason ? reason.code : verdict);
const stateOf = async (id: number) => shown(await getArticle(app.db, id));

describe('Right before a mail, where the publication wants it', () => {
  test('the page is asked for, and an article that is there goes out', async () => {
    const { path } = await write('Here');
    await tick();
    expect(await subjects()).toEqual([]);
    await look();
    await tick();
    expect(await subjects()).toEqual(['Here']);
    expect(site.requests.map((one) => one.path)).toEqual([path]);
    expect((await sends())[0]?.warnings).toEqual([]);
  });

  test.each([404, 410])('an article whose page answers %i waits for an editor', async (status) => {
    await write('Another');
    const { id } = await write('Gone', answers.status(status));
    await send();
    expect(await stateOf(id)).toBe('gone-from-site');
    expect(await subjects()).toEqual(['Another']);
    const withdrawn = (await sends()).find(({ articleId }) => articleId === id);
    expect(withdrawn).toMatchObject({
      status: 'cancelled',
      reason: { code: 'article-held', params: { because: { code: 'gone-from-site' } } },
    });
  });

  test('a redirect on the same site that ends nowhere counts as well', async () => {
    await write('Another');
    const { id } = await write('Moved', answers.redirect(301, '/no-such-page'));
    await send();
    expect(await stateOf(id)).toBe('gone-from-site');
  });

  test.each([
    ['refuses (403)', answers.status(403)],
    ['wants to be left alone (429)', answers.status(429, { 'Retry-After': '3600' })],
    ['is out of order (500)', answers.status(500)],
    ['hangs up', answers.cut('<p>Here')],
    ['leads elsewhere', answers.redirect(302, 'http://127.0.0.2:1/other')],
  ])('a page that %s stops no mail, and the send says so', async (_how, answer) => {
    await write('Another');
    const { id } = await write('Unread', answer);
    await send();
    expect(await stateOf(id)).toBe('new');
    const unread = (await sends()).find(({ articleId }) => articleId === id);
    expect(unread).toMatchObject({
      status: 'sending',
      warnings: [{ code: 'pages-unread', params: { titles: ['Unread'], more: 0 } }],
    });
  });

  test('a look that never ends is waited for a minute, not longer', async () => {
    await write('Here');
    await tick();
    await tick();
    expect(await subjects()).toEqual([]);
    await app.db.raw(`update article_pages set asked_at = asked_at - interval '1 minute'`);
    await tick();
    expect((await sends())[0]).toMatchObject({ status: 'sending', warnings: [{ code: 'pages-unread' }] });
  });

  test('a server that gave its page a version is asked whether that is still so', async () => {
    const { id, path } = await write('Here', withEtag('<p>Here it is.</p>'));
    await lookAtPages(app, { articleIds: [id] });
    await lookAtPages(app, { articleIds: [id] });
    const asked = site.requests.filter((one) => one.path === path);
    expect(asked.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, expect.any(String)]);
    const [row] = await rows(app.db, 'select sight from article_pages where article_id = ?', [id]);
    expect(row).toEqual({ sight: 'found' });
  });

  test('nobody is asked where the publication does not want it', async () => {
    await updatePublication(app, publication.slug, { checkPages: false });
    await write('Gone', gone);
    await tick();
    expect(await subjects()).toEqual(['Gone']);
    expect(site.requests).toEqual([]);
  });
});

describe('An article that is held because its page is gone', () => {
  async function held(): Promise<{ id: number; path: string }> {
    await write('Another');
    const one = await write('Back again', gone);
    await send();
    expect(await stateOf(one.id)).toBe('gone-from-site');
    return one;
  }

  test('goes on by itself when the page is back', async () => {
    const { id, path } = await held();
    site.answer(path, found);
    await recheckGonePages(app);
    await look();
    expect(await stateOf(id)).toBe('gone-from-site');
    await age();
    await recheckGonePages(app);
    await look();
    await tick();
    expect(await subjects()).toEqual(['Back again', 'Another']);
  });

  test('goes out when an editor releases it, whatever the page answers', async () => {
    const { id } = await held();
    await releaseArticles(app, publication.id, [id]);
    await age();
    await send();
    expect(await subjects()).toEqual(['Back again', 'Another']);
  });
});

describe('A site that is broken', () => {
  test('shows none of its pages, and empties no digest', async () => {
    await change(app, publication, reader, { rhythm: 'daily' });
    site.answer('/', found);
    const ids = [await write('One', gone), await write('Two', gone)].map(({ id }) => id);
    await runDigests(app, publication.id, { rhythm: 'daily' });
    await send();
    const digests = (await sends()).filter(({ kind }) => kind === 'digest');
    expect(digests).toMatchObject([
      {
        status: 'sending',
        warnings: [{ code: 'pages-unread', params: { titles: ['Two', 'One'], more: 0 } }],
      },
    ]);
    expect(await Promise.all(ids.map(stateOf))).toEqual(['new', 'new']);
  });

  test('does not take away a single article, either', async () => {
    const older = await write('Older');
    await send();
    await age();
    site.answer('/', found);
    site.answer(older.path, gone);
    const { id } = await write('Newer', gone);
    await send();
    expect(await stateOf(id)).toBe('new');
    expect(await subjects()).toEqual(['Newer', 'Older']);
  });

  test('is believed where its home page stands, and it has shown no other article', async () => {
    site.answer('/', found);
    const { id } = await write('First', gone);
    await send();
    expect(await stateOf(id)).toBe('gone-from-site');
    site.answer('/', gone);
    await age();
    const { id: second } = await write('Second', gone);
    await send();
    expect(await stateOf(second)).toBe('new');
  });
});

test('A digest leaves out an article that was mailed before and whose page is gone by then, and says so', async () => {
  await change(app, publication, reader, { rhythm: 'daily' });
  const { path } = await write('Taken down');
  await send();
  site.answer(path, gone);
  await write('Still there');
  await age();
  await runDigests(app, publication.id, { rhythm: 'daily' });
  await send();
  const digest = (await sends()).find(({ kind }) => kind === 'digest');
  expect(digest).toMatchObject({
    status: 'sending',
    subject: expect.stringContaining('Still there'),
    warnings: [{ code: 'articles-left-out', params: { titles: ['Taken down'], more: 0 } }],
  });
});

test('At most four pages of a digest are asked for at once', async () => {
  let open = 0;
  let most = 0;
  const slow: Parameters<typeof site.answer>[1] = (_request, response) => {
    open += 1;
    most = Math.max(most, open);
    setImmediate(() => {
      open -= 1;
      response.writeHead(200).end('<p>Here it is.</p>');
    });
  };
  const made: number[] = [];
  for (let count = 0; count < 12; count += 1) made.push((await write(`Article ${count}`, slow)).id);
  await lookAtPages(app, { articleIds: made });
  expect(site.requests).toHaveLength(12);
  expect(most).toBeLessThanOrEqual(4);
});
