import { beforeEach, describe, expect, test } from 'vitest';
import {
  addFeed,
  getArticle,
  listArticles,
  pollFeed,
  promoteDueArticles,
  pushArticle,
  relatedArticles,
  type Feed,
} from '../../src/articles/index.ts';
import { dismissArticles, releaseArticles } from '../../src/planning/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { item, rss, startFeedServer, type FeedItem } from '../support/feeds/feed-server.ts';

const app = await createTestApp();
const server = await startFeedServer();
const DAY = 24 * 3_600_000;
const ago = (days: number) => new Date(Date.now() - days * DAY);

let publicationId = 0;
let serial = 0;
beforeEach(async () => {
  publicationId = (await makePublication(app)).id;
  serial += 1;
});

/** A feed whose first poll has been, with these items. */
async function knownFeed(items: FeedItem[], name = 'feed'): Promise<Feed & { path: string }> {
  const path = `/${name}-${serial}.xml`;
  const feed = await addFeed(app, publicationId, server.serve(path, items));
  await pollFeed(app, feed.id);
  return { ...feed, path };
}

/** Polls the feed with these items. @returns `title: verdict` of those seen for the first time. */
async function pollWith(feed: { id: number; path: string }, items: FeedItem[]): Promise<string[]> {
  server.serve(feed.path, items);
  const { articles } = await pollFeed(app, feed.id);
  return articles.map(({ title, verdict }) => `${title}: ${verdict}`).sort();
}

const some = (from: number, to: number, fields?: (n: number) => FeedItem) =>
  Array.from({ length: to - from + 1 }, (_none, index) => item(from + index, fields?.(from + index)));
const verdicts = async () =>
  (await listArticles(app.db, publicationId, { limit: 100 }))
    .map(({ title, verdict }) => `${title}: ${verdict}`)
    .sort();

describe('First poll and news', () => {
  test('the first poll is the baseline and lets nothing be sent (FED-21)', async () => {
    await knownFeed(some(1, 12));
    const articles = await listArticles(app.db, publicationId, { limit: 100 });
    expect(articles).toHaveLength(12);
    expect(new Set(articles.map(({ verdict }) => verdict))).toEqual(new Set(['baseline']));
    expect(articles.every(({ releasedAt }) => releasedAt === null)).toBe(true);
  });

  test('a feed that was empty at first has its first article sent', async () => {
    const feed = await knownFeed([]);
    expect(await pollWith(feed, some(1, 1))).toEqual(['Article 1: new']);
  });

  test('an article that appears later is new and may be sent from that moment', async () => {
    const feed = await knownFeed(some(1, 3));
    expect(await pollWith(feed, some(1, 4))).toEqual(['Article 4: new']);
    const [article] = await listArticles(app.db, publicationId, { verdict: 'new', limit: 5 });
    expect(article).toMatchObject({
      title: 'Article 4',
      url: 'https://gazette.example/articles/4',
      summary: '<p>About article 4.</p>',
      releasedAt: expect.any(Date),
    });
  });

  test('an article without a title is called by the beginning of its text, one without anything is left out', async () => {
    const feed = await knownFeed(some(1, 3));
    const untitled = {
      guid: 'note',
      description: '<p>A short note &amp; nothing more.</p>',
      published: new Date(),
    };
    expect(await pollWith(feed, [...some(1, 3), untitled, {}])).toEqual([
      'A short note & nothing more.: new',
    ]);
  });

  test('ids are kept byte by byte: 007 and 7 are two articles (FED-20)', async () => {
    const feed = await knownFeed([item('x', { guid: '7' })]);
    const other = item('y', { guid: '007' });
    expect(await pollWith(feed, [item('x', { guid: '7' }), other])).toEqual(['Article y: new']);
  });

  test('one id on every item tells nothing: the links do, and no article is missed (FED-20)', async () => {
    const same = (n: number) => item(n, { guid: 'always-the-same' });
    const feed = await knownFeed([same(2), same(1)]);
    expect(await pollWith(feed, [same(3), same(2), same(1)])).toEqual(['Article 3: new']);
    expect(await pollWith(feed, [same(4), same(3)])).toEqual(['Article 4: new']);
    expect(await pollWith(feed, [same(4)])).toEqual([]);
  });

  test('ids and links of any length are kept (FED-20)', async () => {
    const long = item(1, { guid: 'x'.repeat(5000), link: `https://gazette.example/${'y'.repeat(1500)}` });
    const feed = await knownFeed([long]);
    expect(await pollWith(feed, [long, item(2)])).toEqual(['Article 2: new']);
  });
});

describe('What is known is never sent again (FED-23, FED-24)', () => {
  test('a feed that shrinks, empties, is cut and grows back brings nothing new', async () => {
    const feed = await knownFeed(some(1, 8));
    expect(await pollWith(feed, some(1, 2))).toEqual([]);
    expect(await pollWith(feed, [])).toEqual([]);
    expect(await pollWith(feed, some(1, 8))).toEqual([]);
  });

  test('a document that ends in the middle of an item brings its whole items only', async () => {
    const feed = await knownFeed(some(1, 3));
    const body =
      '<rss version="2.0"><channel><title>G</title><item><guid>guid-9</guid><title>Article 9</title></item><item><guid>gui';
    server.answer(feed.path, (_request, response) => response.end(body));
    const { articles } = await pollFeed(app, feed.id);
    expect(articles.map(({ key }) => key)).toEqual(['guid-9']);
  });

  test('one that is renamed, moved and edited is recognised in a document that broke off, too, by its exact moment', async () => {
    const published = new Date(Date.UTC(2026, 10, 1, 9, 7, 23));
    const text = 'Since Monday the ferry leaves at seven, at noon and at eight in the evening';
    const feed = await knownFeed([
      { guid: 'https://site.example/ferry', title: 'Ferry times', description: `${text}.`, published },
      ...some(1, 3),
    ]);
    const edited = { title: 'Boats of winter', description: `${text} from now on.`, published };
    const whole = rss([{ guid: 'https://site.example/boats', ...edited }, ...some(1, 3)]);
    const cut = whole.slice(0, whole.lastIndexOf('<item>') + 20);
    server.answer(feed.path, (_request, response) => response.end(cut));
    expect((await pollFeed(app, feed.id)).articles).toEqual([]);
  });

  test('an edit changes the stored text and never the verdict', async () => {
    const feed = await knownFeed(some(1, 3));
    await pollWith(feed, some(1, 4));
    const edited = item(4, {
      title: 'Article 4, corrected',
      description: '<p>Better.</p>',
      published: new Date(),
    });
    expect(await pollWith(feed, [...some(1, 3), edited])).toEqual([]);
    const [article] = await listArticles(app.db, publicationId, { verdict: 'new', limit: 5 });
    expect(article).toMatchObject({
      title: 'Article 4, corrected',
      summary: '<p>Better.</p>',
      editedAt: expect.any(Date),
    });
  });

  test('an edit after the send was prepared changes the text for later mails, and what went out is kept beside', async () => {
    const feed = await knownFeed(some(1, 3));
    await pollWith(feed, some(1, 4));
    const [article] = await listArticles(app.db, publicationId, { verdict: 'new', limit: 1 });
    await app.db('sends').insert({
      publication_id: publicationId,
      kind: 'article',
      status: 'sending',
      article_id: article?.id,
      prepared_at: app.db.fn.now(),
      message_key: Buffer.alloc(16),
    });
    await pollWith(feed, [...some(1, 3), item(4, { title: 'Too late' })]);
    expect(await getArticle(app.db, article?.id ?? 0)).toMatchObject({
      title: 'Too late',
      verdict: 'new',
      editedAt: expect.any(Date),
    });
    await pollWith(feed, [...some(1, 3), item(4, { title: 'Later still' })]);
    const row = await app.db('articles').where({ id: article?.id }).first();
    expect(row.mailed_text).toMatchObject({ title: 'Article 4' });
  });

  test('an unchanged article is not written again', async () => {
    const published = ago(1);
    const feed = await knownFeed(some(1, 3, () => ({ published })));
    await pollWith(
      feed,
      some(1, 4, () => ({ published })),
    );
    const articles = await listArticles(app.db, publicationId, { limit: 9 });
    expect(articles.filter(({ editedAt }) => editedAt !== null)).toEqual([]);
  });
});

describe('The flood guard (FED-22)', () => {
  test('more than five new articles at once are held', async () => {
    const feed = await knownFeed(some(1, 20));
    expect(await pollWith(feed, some(1, 25))).toHaveLength(5);
    expect(await verdicts()).toContain('Article 25: new');
    expect(new Set((await pollWith(feed, some(1, 31))).map((line) => line.split(': ')[1]))).toEqual(
      new Set(['held']),
    );
  });

  test('more than half of a known feed is held, with three known articles or more', async () => {
    const feed = await knownFeed(some(1, 3));
    expect(await pollWith(feed, [...some(1, 1), ...some(11, 12)])).toEqual([
      'Article 11: held',
      'Article 12: held',
    ]);
    const small = await knownFeed(some(21, 22), 'small');
    expect(await pollWith(small, some(31, 33))).toEqual([
      'Article 31: new',
      'Article 32: new',
      'Article 33: new',
    ]);
  });

  test('a single new article is never held', async () => {
    const feed = await knownFeed(some(1, 3));
    expect(await pollWith(feed, [item(4)])).toEqual(['Article 4: new']);
  });

  test.each([
    [
      'ids and scheme',
      (n: number) => ({ guid: `new-${n}`, link: `http://www.gazette.example/articles/${n}/` }),
    ],
    [
      'ids and campaign tags',
      (n: number) => ({
        guid: `new-${n}`,
        link: `https://gazette.example/articles/${n}?utm_source=rss&utm_medium=feed`,
      }),
    ],
    [
      'ids and permalinks',
      (n: number) => ({ guid: `new-${n}`, link: `https://gazette.example/2026/article-${n}` }),
    ],
  ])('a feed that changes its %s brings nothing new: everything is recognised', async (_what, change) => {
    const dated = (n: number) => ({ published: new Date(Date.UTC(2026, 10, 1, n)) });
    const feed = await knownFeed(some(1, 9, dated));
    const brought = await pollWith(
      feed,
      some(1, 9, (n) => ({ ...dated(n), ...change(n) })),
    );
    expect(brought).toEqual([]);
    const known = await listArticles(app.db, publicationId, { limit: 20 });
    expect(known.map(({ key, url, verdict }) => ({ key, url, verdict }))).toEqual(
      some(1, 9, change)
        .toReversed()
        .map(({ guid, link }) => ({ key: guid, url: link, verdict: 'baseline' }))
        .toReversed(),
    );
  });

  test('a feed that changes everything about old articles is held; truly new ones of that poll are not', async () => {
    const feed = await knownFeed(some(1, 9, () => ({ published: ago(3) })));
    const moved = some(1, 9, (n) => ({
      guid: `new-${n}`,
      link: `https://other.example/${n}`,
      title: `Renamed ${n}`,
      description: `<p>Other words: ${n}.</p>`,
      published: new Date(ago(3).getTime() + n * 1000),
    }));
    const brought = await pollWith(feed, moved);
    expect(new Set(brought.map((line) => line.split(': ')[1]))).toEqual(new Set(['held']));
  });

  test('a new article beside a feed that changes its ids is sent', async () => {
    const dated = (n: number) => ({ published: new Date(Date.UTC(2026, 10, 1, n)) });
    const feed = await knownFeed(some(1, 9, dated));
    const fresh = item(10, { published: new Date(Date.now() + 1000) });
    const brought = await pollWith(feed, [fresh, ...some(1, 9, (n) => ({ ...dated(n), guid: `new-${n}` }))]);
    expect(brought).toEqual(['Article 10: new']);
  });

  test.each([
    ['that was dated some minutes before it was put out', () => new Date(Date.now() - 20 * 60_000)],
    ['that bears today as its day', () => new Date(new Date().setUTCHours(0, 0, 0, 0))],
  ])('and so is one %s, beside a site that moves', async (_what, published) => {
    const dated = (n: number) => ({ published: new Date(Date.UTC(2026, 10, 1, n)) });
    const at = (host: string) => (n: number) => ({
      ...dated(n),
      guid: `https://${host}/${n}`,
      link: `https://${host}/${n}`,
    });
    const feed = await knownFeed(some(1, 9, at('old.example')));
    const fresh = item(10, { published: published() });
    expect(await pollWith(feed, [fresh, ...some(1, 9, at('new.example'))])).toEqual(['Article 10: new']);
  });

  test('a site without dates that moves brings nothing new, though its texts are short', async () => {
    const at = (host: string) => (n: number) => ({
      guid: `https://${host}/note-${n}/`,
      link: `https://${host}/note-${n}/`,
      description: `Note ${n} is short.`,
    });
    const feed = await knownFeed(some(1, 6, at('old.example')));
    expect(await pollWith(feed, some(1, 6, at('new.example')))).toEqual([]);
  });

  test('a feed that is told in another form, with fractions of seconds, other ids and addresses, brings nothing new', async () => {
    const form = (suffix: string, milliseconds: number) => (n: number) => ({
      guid: `https://site.example/note-${n}${suffix}`,
      link: `https://site.example/note-${n}${suffix}`,
      description: `Note ${n} is short.`,
      published: new Date(Date.UTC(2026, 10, 1, n, 7, 9, milliseconds)),
    });
    const feed = await knownFeed(some(1, 6, form('/', 0)));
    const entries = some(1, 6, form('.html', 345)).map(
      ({ guid, link, title, description, published }) =>
        `<entry><id>${guid}</id><link href="${link}"/><title>${title}</title><published>${new Date(published ?? '').toISOString()}</published><summary>${description}</summary></entry>`,
    );
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>G</title>${entries.join('')}</feed>`;
    server.answer(feed.path, (_request, response) => response.end(atom));
    expect((await pollFeed(app, feed.id)).articles).toEqual([]);
  });

  test.each([
    ['dates that are those of the build', (n: number) => ({ published: new Date(Date.now() + n) })],
    [
      'addresses, without dates and texts',
      (n: number) => ({
        guid: `https://site.example/blog/note-${n}`,
        link: `https://site.example/blog/note-${n}`,
      }),
    ],
  ])('a feed made anew with other %s brings nothing new', async (what, change) => {
    const plain = (n: number) =>
      what.startsWith('dates')
        ? { guid: undefined, link: undefined, description: `Note ${n} is short.`, published: ago(1) }
        : { guid: `https://site.example/note-${n}`, link: `https://site.example/note-${n}`, description: '' };
    const feed = await knownFeed(some(1, 6, plain));
    const anew = some(1, 6, (n) => ({ ...plain(n), ...change(n) }));
    expect(await pollWith(feed, anew)).toEqual([]);
  });

  test('held articles wait until they are released, once, or dismissed', async () => {
    const feed = await knownFeed(some(1, 9));
    await pollWith(feed, some(1, 17));
    const held = await listArticles(app.db, publicationId, { verdict: 'held', limit: 20 });
    expect(held).toHaveLength(8);
    const [one, two] = held.map(({ id }) => id) as [number, number];
    expect(await releaseArticles(app, publicationId, [one])).toMatchObject([
      { id: one, verdict: 'new', releasedAt: expect.any(Date) },
    ]);
    expect(await releaseArticles(app, publicationId, [one])).toEqual([]);
    expect(await dismissArticles(app, publicationId, [two])).toMatchObject([
      { id: two, verdict: 'dismissed' },
    ]);
    expect(await releaseArticles(app, publicationId)).toHaveLength(6);
    expect(await dismissArticles(app, publicationId)).toEqual([]);
    expect(await pollWith(feed, some(1, 17))).toEqual([]);
    const audits = await app
      .db('audit_log')
      .where({ subject: `publication:${publicationId}` })
      .whereLike('action', 'article.%')
      .orderBy('id');
    expect(audits.map(({ action }) => action)).toEqual([
      'article.released',
      'article.dismissed',
      'article.released',
    ]);
  });

  test('releasing leaves other publications and duplicates alone', async () => {
    const feed = await knownFeed(some(1, 3));
    await pollWith(
      feed,
      some(1, 3, (n) => ({ guid: `new-${n}` })),
    );
    const all = await listArticles(app.db, publicationId, { limit: 20 });
    const duplicate = all.find(({ verdict }) => verdict === 'duplicate');
    expect(await releaseArticles(app, publicationId, [duplicate?.id ?? 0])).toEqual([]);
    const other = (await makePublication(app)).id;
    expect(
      await releaseArticles(
        app,
        other,
        all.map(({ id }) => id),
      ),
    ).toEqual([]);
  });
});

describe('Dates (FED-14)', () => {
  test('a future-dated article waits for its time, a far one for an editor', async () => {
    const feed = await knownFeed(some(1, 4));
    const soon = item(5, { published: new Date(Date.now() + DAY) });
    const far = item(6, { published: new Date(Date.now() + 31 * DAY) });
    expect(await pollWith(feed, [...some(1, 4), soon])).toEqual(['Article 5: future']);
    expect(await pollWith(feed, [...some(1, 4), soon, far])).toEqual(['Article 6: held']);
    await promoteDueArticles(app);
    expect(await verdicts()).toContain('Article 5: future');
    expect(
      await pollWith(feed, [...some(1, 4), { ...soon, published: new Date(Date.now() - 60_000) }, far]),
    ).toEqual([]);
    await Promise.all([promoteDueArticles(app), promoteDueArticles(app)]);
    expect(await verdicts()).toContain('Article 5: new');
    expect(app.logged.filter((line) => line.includes('article.promoted'))).toHaveLength(1);
  });

  test('what is older than the window that was known is too old; what is inside it and dated long ago is held', async () => {
    const known = some(1, 5, (n) => ({ published: ago(20 + n) }));
    const feed = await knownFeed(known);
    const slidIn = [item(6, { published: ago(26) }), item(7, { published: ago(27) })];
    expect(await pollWith(feed, [...known, ...slidIn])).toEqual(['Article 6: too-old', 'Article 7: too-old']);
    const draft = item(8, { published: ago(8) });
    expect(await pollWith(feed, [draft, ...known])).toEqual(['Article 8: held']);
    const [held] = await listArticles(app.db, publicationId, { verdict: 'held', limit: 5 });
    expect(held?.reason).toEqual({ code: 'dated-long-ago', params: {} });
    expect(await pollWith(feed, [item(9, { published: ago(6) }), draft, ...known])).toEqual([
      'Article 9: new',
    ]);
  });

  test('an article from the time of an outage is sent, however long that was', async () => {
    const known = some(1, 5, (n) => ({ published: ago(20 + n) }));
    const feed = await knownFeed(known);
    await app.db.raw(`update feeds set last_read_at = now() - interval '20 days' where id = ?`, [feed.id]);
    expect(await pollWith(feed, [item(8, { published: ago(15) }), ...known])).toEqual(['Article 8: new']);
  });

  test('a date that is there and cannot be read, and none where all others have one, are held (FED-14)', async () => {
    const feed = await knownFeed(some(1, 5));
    const undated = item(6, { published: undefined });
    const impossible = item(7, { published: '32 Foo 2026' });
    expect(await pollWith(feed, [undated, impossible, ...some(1, 5)])).toEqual([
      'Article 6: held',
      'Article 7: held',
    ]);
    const held = await listArticles(app.db, publicationId, { verdict: 'held', limit: 5 });
    expect(new Set(held.map(({ reason }) => reason?.code))).toEqual(new Set(['date-missing', 'date-unread']));
    const mended = [item(6, { published: new Date() }), item(7, { published: new Date() })];
    expect(await pollWith(feed, [...mended, ...some(1, 5)])).toEqual([]);
    expect(await verdicts()).toEqual(expect.arrayContaining(['Article 6: new', 'Article 7: new']));
  });

  test('in a feed without dates an article is new when it is first seen', async () => {
    const undated = (from: number, to: number) => some(from, to, () => ({ published: undefined }));
    const feed = await knownFeed(undated(1, 5));
    expect(await pollWith(feed, [...undated(6, 6), ...undated(1, 5)])).toEqual(['Article 6: new']);
    const [newest] = await listArticles(app.db, publicationId, { verdict: 'new', limit: 1 });
    expect(newest).toMatchObject({ publishedAt: null, firstSeenAt: expect.any(Date) });
  });
});

describe('One article, one mention (FED-25)', () => {
  test('the same article in two feeds of a publication is mentioned once', async () => {
    const news = await knownFeed(some(1, 3), 'news');
    const sport = await knownFeed(some(11, 13), 'sport');
    expect(await pollWith(news, some(1, 4))).toEqual(['Article 4: new']);
    const elsewhere = item(4, {
      guid: 'other-id',
      link: 'http://www.gazette.example/articles/4/?utm_source=sport',
    });
    expect(await pollWith(sport, [...some(11, 13), elsewhere])).toEqual(['Article 4: duplicate']);
  });

  test('told at the same moment under different ids, too', async () => {
    const pushes = [1, 2, 3, 4, 5, 6].map((n) =>
      pushArticle(
        app,
        { id: publicationId },
        { guid: `id-${n}`, url: 'https://gazette.example/scoop', title: 'Scoop' },
      ),
    );
    const told = await Promise.all(pushes);
    expect(told.filter(({ verdict }) => verdict === 'new')).toHaveLength(1);
    expect(told.filter(({ verdict }) => verdict === 'duplicate')).toHaveLength(5);
  });

  test('two publications with one feed have an article each', async () => {
    const feed = await knownFeed(some(1, 3));
    publicationId = (await makePublication(app)).id;
    const same = await addFeed(app, publicationId, feed.url);
    await pollFeed(app, same.id);
    expect(await pollWith({ id: same.id, path: feed.path }, some(1, 4))).toEqual(['Article 4: new']);
    expect((await pollFeed(app, feed.id)).articles).toMatchObject([{ verdict: 'new' }]);
  });

  test('a feed whose articles all link to the home page still has its articles told apart', async () => {
    const home = (n: number) => item(n, { link: 'https://gazette.example/' });
    const feed = await knownFeed([home(1), home(2), home(3), home(4)]);
    expect(await pollWith(feed, [home(5), home(4), home(3)])).toEqual(['Article 5: new']);
  });

  test('one article listed twice in a document under two ids is mentioned once', async () => {
    const feed = await knownFeed(some(1, 5));
    const published = new Date();
    const twice = [item(6, { published }), item(6, { guid: 'again', published })];
    expect(await pollWith(feed, [...twice, ...some(1, 5)])).toEqual([
      'Article 6: duplicate',
      'Article 6: new',
    ]);
  });
});

describe('Two pollers at once (FED-26)', () => {
  test('insert each article once', async () => {
    const feed = await knownFeed(some(1, 3));
    server.serve(feed.path, some(1, 5));
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => pollFeed(app, feed.id)));
    expect(outcomes.flatMap(({ articles }) => articles)).toHaveLength(2);
    expect(await listArticles(app.db, publicationId, { limit: 20 })).toHaveLength(5);
  });

  test('at the first poll, too: nothing of the baseline becomes new', async () => {
    const feed = await addFeed(app, publicationId, server.serve(`/both-${serial}.xml`, some(1, 6)));
    await Promise.all([1, 2, 3].map(() => pollFeed(app, feed.id)));
    expect(new Set((await verdicts()).map((line) => line.split(': ')[1]))).toEqual(new Set(['baseline']));
  });
});

describe('Pushed articles', () => {
  const push = (fields: Record<string, unknown> = {}) =>
    pushArticle(
      app,
      { id: publicationId },
      { url: 'https://gazette.example/pushed', title: 'Pushed', ...fields },
    );

  test('are new at once, sanitised like polled ones (SEC-12)', async () => {
    const article = await push({
      guid: 'p1',
      summary: 'Short <script>alert(1)</script><b onclick="x()">bold</b>',
      html: '<p style="color:red">Text <a href="/more">more</a> <a href="javascript:alert(1)">no</a></p><img src="//cdn.example/a.jpg" srcset="x 2x">',
      authors: ['Ada'],
      categories: ['Politics'],
    });
    expect(article).toMatchObject({
      feedId: null,
      key: 'p1',
      verdict: 'new',
      summary: 'Short <b>bold</b>',
      html: '<p>Text <a href="https://gazette.example/more">more</a> <a>no</a></p><img src="https://cdn.example/a.jpg" />',
      imageUrl: 'https://cdn.example/a.jpg',
      releasedAt: expect.any(Date),
    });
  });

  test('the same guid again is the same article with another text, never a second one', async () => {
    const first = await push({ guid: 'p1' });
    const again = await push({ guid: 'p1', title: 'Pushed, corrected' });
    expect(again).toMatchObject({
      id: first.id,
      title: 'Pushed, corrected',
      verdict: 'new',
      releasedAt: first.releasedAt,
    });
    const races = await Promise.all(
      [1, 2, 3].map(() => push({ guid: 'p2', url: 'https://gazette.example/p2', title: 'Race' })),
    );
    expect(new Set(races.map(({ id }) => id)).size).toBe(1);
    expect(await listArticles(app.db, publicationId, { limit: 9 })).toHaveLength(2);
  });

  test('without a guid the address counts', async () => {
    const first = await push();
    expect((await push({ url: 'http://www.gazette.example/pushed/?utm_source=x' })).id).toBe(first.id);
  });

  test('a pushed article that the feed brings later is mentioned once, and the other way round', async () => {
    const feed = await knownFeed(some(1, 3));
    await push({ url: 'https://gazette.example/articles/4', title: 'Article 4' });
    expect(await pollWith(feed, some(1, 4))).toEqual(['Article 4: duplicate']);
    await pollWith(feed, some(1, 5));
    expect(await push({ url: 'https://gazette.example/articles/5', title: 'Article 5' })).toMatchObject({
      verdict: 'duplicate',
    });
  });

  const pushMany = async (count: number, fields: Record<string, unknown> = {}) => {
    const found: string[] = [];
    for (let n = 1; n <= count; n += 1) {
      const url = `https://gazette.example/m/${n}`;
      const article = await push({ guid: `many-${n}`, url, title: `M ${n}`, ...fields });
      found.push(article.verdict);
    }
    return found;
  };

  test('a future date waits, an old one does not matter', async () => {
    const publishedAt = new Date(Date.now() + DAY).toISOString();
    expect(await push({ guid: 'f', publishedAt })).toMatchObject({ verdict: 'future' });
    expect(await pushMany(1, { publishedAt: '2020-01-01T00:00:00Z' })).toEqual(['new']);
  });

  test('many at once are held, and the admins are told once; `release` lets them through', async () => {
    expect(await pushMany(9)).toEqual([...Array<string>(5).fill('new'), ...Array<string>(4).fill('held')]);
    expect(await app.db('alerts').where({ publication_id: publicationId })).toMatchObject([
      { code: 'articles-held', params: { count: 1 } },
    ]);
    publicationId = (await makePublication(app)).id;
    expect(new Set(await pushMany(9, { release: true }))).toEqual(new Set(['new']));
  });
});

test('Related articles share a category or are recent, and are ones that readers may see', async () => {
  const before = [
    item(1, { category: 'Politics' }),
    item(2, { category: 'Sport', published: ago(3) }),
    item(3, { category: 'Politics', published: ago(40) }),
    item(4, { category: 'Weather', published: ago(40) }),
  ];
  const feed = await knownFeed(before);
  const future = item(6, { category: 'Politics', published: new Date(Date.now() + DAY) });
  await pollWith(feed, [item(5, { category: 'Politics' }), future, ...before]);
  const [article] = await listArticles(app.db, publicationId, { verdict: 'new', limit: 1 });
  if (!article) throw new Error('no article');
  const titles = async (limit = 5) =>
    (await relatedArticles(app.db, article, limit)).map(({ title }) => title);
  const change = (columns: string, title: string) =>
    app.db.raw(`update articles set ${columns} where title = ? and publication_id = ?`, [
      title,
      publicationId,
    ]);
  expect(await titles()).toEqual(['Article 1', 'Article 3', 'Article 2']);
  expect(await titles(2)).toEqual(['Article 1', 'Article 3']);
  // What a move of the site left at the old address, what left the feed, and what was dismissed may be gone.
  await change(`url = 'https://old.example/1'`, 'Article 1');
  await change('left_at = now()', 'Article 3');
  expect(await titles()).toEqual(['Article 2']);
  await change(`verdict = 'held'`, 'Article 2');
  expect(await titles()).toEqual([]);
  // The same page under another entry is no other article.
  await change(
    `verdict = 'new', link_key = (select link_key from articles where id = ${article.id})`,
    'Article 2',
  );
  expect(await titles()).toEqual([]);
});
