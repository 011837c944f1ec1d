import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { parseFeed } from '../../../src/articles/parsing/parse-feed.ts';
import { releaseArticles } from '../../../src/planning/index.ts';
import { cancelSend, putInArchive } from '../../../src/sends/index.ts';
import { linksOf } from '../../../src/subscribers/index.ts';
import { updatePublication, type Publication } from '../../../src/publications/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { apiAuthorization, createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { prepareLetter } from '../../support/sends/letters.ts';
import { makeArticle, makeReaders, prepareSendOf } from '../../support/sends/sends.ts';

const app = await createTestApp();
const server = createServer(app);
const get = (path: string) => request(server).get(path);

const TOPICS = [
  { slug: 'harbour', name: 'Harbour' },
  { slug: 'schools', name: 'Schools' },
];

/** A paper with a reader, a letter to everybody and an article. */
async function paper(fields: Record<string, unknown> = {}) {
  const publication = await makePublication(app, { topics: TOPICS, ...fields });
  const [readerId = 0] = await makeReaders(app, publication, 1);
  const letter = await prepareLetter(app, publication, {
    subject: 'Why we print less',
    markdown:
      'Dear {{ name | default: "reader" }},\n\nthe **ferry** to [the island](https://gazette.example/ferry) stays.',
  });
  const article = await prepareSendOf(
    app,
    await makeArticle(app, publication, { title: 'Free lunch for pupils', categories: ['Schools'] }),
  );
  const { slug } = publication;
  return { publication, readerId, letter, article, base: `/${slug}/archive` };
}

const linesOf = (html: string) =>
  [...html.matchAll(/\/archive\/(\d+)"><strong>/g)].map(([, id]) => Number(id));
const listed = async (path: string) => linesOf((await get(path)).text);
const addressesOf = ({ slug }: Publication, sendId: number) => [
  `/${slug}/archive`,
  `/${slug}/archive?q=ferry`,
  `/${slug}/archive/${sendId}`,
  `/${slug}/archive.xml`,
  `/${slug}/sitemap.xml`,
];

describe('In the archive', () => {
  test('there is what went to the whole paper, the newest first', async () => {
    const { base, letter, article } = await paper();
    expect(await listed(base)).toEqual([article, letter]);
  });

  test('there is no letter to a part of the readers until an editor shows it', async () => {
    const { publication, base } = await paper();
    const few = await prepareLetter(app, publication, {
      subject: 'To few',
      audience: { topics: ['harbour'] },
    });
    const rare = await prepareLetter(app, publication, {
      subject: 'To some',
      audience: { topics: [], rhythm: 'weekly' },
    });
    expect(await listed(base)).not.toEqual(expect.arrayContaining([few]));
    expect((await get(`${base}/${rare}`)).status).toBe(404);
    await putInArchive(app, publication.id, few, true);
    const other = createServer(app);
    expect(linesOf((await request(other).get(base)).text)).toContain(few);
    expect((await request(other).get(`${base}/${few}`)).status).toBe(200);
  });

  test('a program takes a mail out and brings it back over the API, which says so', async () => {
    const { publication, letter, base } = await paper();
    const authorization = await apiAuthorization(app);
    const set = async (inArchive: unknown) => {
      const { status, body } = await request(server)
        .patch(`/api/v1/publications/${publication.slug}/sends/${letter}`)
        .set('Authorization', authorization)
        .send({ inArchive });
      return [status, body.inArchive, (await listed(base)).includes(letter)];
    };
    expect(await set(false)).toEqual([200, false, false]);
    expect(await set(true)).toEqual([200, true, true]);
    expect(await set('yes')).toEqual([422, undefined, true]);
  });

  test('there is nothing that an editor took out, nothing cancelled, and nothing whose article was withdrawn', async () => {
    const { publication, letter, article, base } = await paper();
    const cancelled = await prepareLetter(app, publication, { subject: 'Stopped' });
    await cancelSend(app, publication.id, cancelled);
    await putInArchive(app, publication.id, letter, false);
    await app.db.raw("update articles set verdict = 'dismissed' where publication_id = ?", [publication.id]);
    expect(await listed(base)).toEqual([]);
    for (const id of [letter, article, cancelled]) expect((await get(`${base}/${id}`)).status).toBe(404);
    expect((await get(`${base}.xml`)).text).not.toContain('<entry>');
  });

  test('there is no article for members that an editor released, until the editor shows it', async () => {
    const { publication, base } = await paper();
    const held = await makeArticle(app, publication, { title: 'For members' });
    await app.db.raw(
      "update articles set verdict = 'held', held_code = 'members-only', held_params = '{}' where id = ?",
      [held],
    );
    await releaseArticles(app, publication.id, [held]);
    const sendId = await prepareSendOf(app, held);
    expect((await get(`${base}/${sendId}`)).status).toBe(404);
    await putInArchive(app, publication.id, sendId, true);
    expect((await get(`${base}/${sendId}`)).status).toBe(200);
  });

  test('there is nothing of another publication', async () => {
    const [one, other] = [await paper(), await paper()];
    expect((await get(`${one.base}/${other.letter}`)).status).toBe(404);
    expect(await listed(`${one.base}?before=${other.letter}`)).toEqual([]);
  });

  test.each(['0', '-1', '1.5', '99999999999999999999', 'x', '%00', '01', '1.0', '0x1', '1e0'])(
    'there is no send %s',
    async (id) => {
      const { base } = await paper();
      expect((await get(`${base}/${id}`)).status).toBe(404);
    },
  );
});

test('A publication without an archive answers none of its addresses, at once', async () => {
  const { publication, letter } = await paper();
  for (const path of addressesOf(publication, letter)) expect((await get(path)).status).toBe(200);
  await updatePublication(app, publication.slug, { archive: false });
  const fresh = createServer(app);
  for (const path of addressesOf(publication, letter)) {
    for (const method of ['get', 'head'] as const)
      expect((await request(fresh)[method](path)).status).toBe(404);
  }
});

test.each([
  ['put', '/archive', 'GET, HEAD'],
  ['delete', '', 'GET, HEAD'],
  ['patch', '/subscribe', 'GET, HEAD, POST'],
] as const)('%s of /SLUG%s is refused by 405, which names what is allowed', async (method, path, allowed) => {
  const { publication } = await paper();
  const { status, headers, text } = await request(server)[method](`/${publication.slug}${path}`);
  expect([status, headers['allow']]).toEqual([405, allowed]);
  expect(text).toContain('<h1>');
  expect((await request(server)[method](`/${publication.slug}/no/such/page`)).status).toBe(404);
});

test('The sign-up page leads to past mails where there is an archive', async () => {
  const { publication, base } = await paper();
  expect((await get(`/${publication.slug}`)).text).toContain(
    `<a href="${base}">Look at past mails first</a>`,
  );
  await updatePublication(app, publication.slug, { archive: false });
  expect((await get(`/${publication.slug}`)).text).not.toContain(base);
});

test('The mail of an article names other articles, in the archive as for its readers; the first has none to name', async () => {
  const { publication, article, base } = await paper();
  const later = await prepareSendOf(app, await makeArticle(app, publication, { title: 'The ferry stays' }));
  expect((await get(`${base}/${article}`)).text).not.toContain('You may also like');
  const { text } = await get(`${base}/${later}`);
  expect(text).toMatch(/You may also like[^]*Free lunch for pupils/);
});

test('What search engines may not show says so, and has no sitemap', async () => {
  const { publication, letter, base } = await paper({ archiveIndexed: false });
  for (const path of [base, `${base}/${letter}`]) {
    const answer = await get(path);
    expect([answer.headers['x-robots-tag'], answer.text.includes('content="noindex"')]).toEqual([
      'noindex',
      true,
    ]);
  }
  expect((await get(`${base}.xml`)).headers['x-robots-tag']).toBe('noindex');
  expect((await get(`/${publication.slug}/sitemap.xml`)).status).toBe(404);
});

describe('A mail that everybody may read', () => {
  test('holds nothing of a reader: no personal link, no address, no rhythm, no unfilled place', async () => {
    const { readerId, letter, article, base } = await paper();
    for (const sendId of [letter, article]) {
      const { text } = await get(`${base}/${sendId}`);
      const links = Object.values((await linksOf(app, readerId, sendId)) ?? {});
      expect(links.length).toBeGreaterThan(3);
      for (const link of links) expect(text).not.toContain(link.slice(link.lastIndexOf('/')));
      expect(text).not.toMatch(/\/(unsubscribe|preferences|rhythm|view|confirm|never-again)\//);
      expect(text).not.toMatch(/reader1@|How many mails|signed up for|[\uFDD0-\uFDEF]/);
      expect(text).toContain('This is the public copy of a mail');
    }
  });

  test('speaks to readers without a name', async () => {
    const { letter, base } = await paper();
    expect((await get(`${base}/${letter}`)).text).toContain('Dear reader,');
  });

  test('brings styles and pictures, and runs nothing', async () => {
    const { letter, base } = await paper();
    const { headers, text } = await get(`${base}/${letter}`);
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' https: http: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(text).not.toContain('<script');
  });

  test('names the article as the original, and itself where it is a letter', async () => {
    const { publication, letter, article, base } = await paper();
    const canonicalOf = async (id: number) =>
      /<link rel="canonical" href="([^"]+)"/.exec((await get(`${base}/${id}`)).text)?.[1];
    expect(await canonicalOf(article)).toMatch(/^https:\/\/gazette\.example\/\d+$/);
    expect(await canonicalOf(letter)).toBe(`${app.config.publicUrl}/${publication.slug}/archive/${letter}`);
  });

  test('has what previews of links show', async () => {
    const { letter, base } = await paper();
    const { text } = await get(`${base}/${letter}`);
    for (const tag of ['og:title', 'og:description', 'og:url', 'og:site_name', 'article:published_time'])
      expect(text).toMatch(new RegExp(`<meta property="${tag}" content="[^"]+"`));
    expect(text).toContain('<meta property="og:title" content="Why we print less"/>');
    expect(text).toContain('<meta name="twitter:card" content="summary"/>');
  });

  test('leads to its neighbours', async () => {
    const { letter, article, base } = await paper();
    expect((await get(`${base}/${article}`)).text).toContain(`href="${base}/${letter}" rel="prev"`);
    expect((await get(`${base}/${letter}`)).text).toContain(`href="${base}/${article}" rel="next"`);
  });

  test('is kept by caches for a minute, and told again only when it changed', async () => {
    const { letter, base } = await paper();
    for (const path of [base, `${base}/${letter}`, `${base}.xml`]) {
      const { headers } = await get(path);
      expect(headers['cache-control']).toBe('public, max-age=60');
      expect((await get(path).set('If-None-Match', headers['etag'] ?? '')).status).toBe(304);
    }
  });
});

describe('A search', () => {
  test('finds words in whatever form the language gives them, and marks them', async () => {
    const { letter, base } = await paper();
    const { text } = await get(`${base}?q=ferries`);
    expect(linesOf(text)).toEqual([letter]);
    expect(text).toContain('<mark>ferry</mark>');
    expect(await listed(`${base}?q=printing`)).toEqual([letter]);
  });

  test('finds German words in theirs', async () => {
    const { publication, base } = await paper({ language: 'de' });
    const id = await prepareLetter(app, publication, {
      subject: 'Hallo',
      markdown: 'Die alten Häuser am Hafen.',
    });
    expect(await listed(`${base}?q=Haus`)).toEqual([id]);
    expect((await get(`${base}?q=Haus`)).text).toContain('<html lang="de"');
  });

  test('finds words of a language without spaces, and of one that PostgreSQL does not know', async () => {
    const { publication, base } = await paper({ language: 'ja' });
    const id = await prepareLetter(app, publication, {
      subject: 'お知らせ',
      markdown: '夜行フェリーは来年も運航します。',
    });
    const { text } = await get(`${base}?q=${encodeURIComponent('フェリー')}`);
    expect(linesOf(text)).toEqual([id]);
    expect(text).toContain('夜行<mark>フェリー</mark>は来年');
    const welsh = await paper({ language: 'cy' });
    expect(await listed(`${welsh.base}?q=ferry`)).toEqual([welsh.letter]);
  });

  test('finds nothing in links, frame and names of readers', async () => {
    const { base } = await paper();
    for (const word of ['unsubscribe', 'https', 'gazette.example', 'Market', 'island%20-print%20https'])
      expect(await listed(`${base}?q=${word}`)).toEqual([]);
  });

  test('stays within a month and a topic', async () => {
    const { publication, letter, article, base } = await paper();
    await app.db.raw("update archived_mails set sent_at = '2026-01-31T23:30:00Z' where send_id = ?", [
      letter,
    ]);
    // In Berlin it was February.
    expect(await listed(`${base}?month=2026-02`)).toEqual([letter]);
    expect(await listed(`${base}?month=2026-01`)).toEqual([]);
    expect(await listed(`${base}?topic=schools`)).toEqual([article]);
    expect(await listed(`${base}?topic=harbour`)).toEqual([]);
    expect((await get(base)).text).toContain('<option value="2026-02">February 2026</option>');
    expect(publication.timeZone).toBe('Europe/Berlin');
  });

  test('that finds nothing says since when there are mails, and offers all', async () => {
    const { base } = await paper();
    const { text, status } = await get(`${base}?q=submarine`);
    expect([status, text.includes('Nothing with “submarine”')]).toEqual([200, true]);
    expect(text).toMatch(/No mail since \w+day,? \d+ \w+ \d{4} has these words/);
    expect(text).toContain(`<a href="${base}">Show all past mails</a>`);
  });

  test.each([
    `'; drop table sends; --`,
    'a & | ! ( ) : * <->',
    '"unclosed',
    'or or or',
    '-',
    'the',
    '<script>alert(1)</script>',
    '\u0000',
    '\ud800',
    '%',
    'x'.repeat(5000),
    '(((((((((((((((((((((',
  ])('for %j is a search like any other', async (words) => {
    const { base } = await paper();
    const query = new URLSearchParams({ q: words }).toString();
    const { status, text } = await get(`${base}?${query}&month=x&topic=${'y'.repeat(100)}&before=-1`);
    expect(status).toBe(200);
    expect(text).not.toContain('<script>alert');
  });
});

test('Thirty mails make a page, and the next begins behind them', async () => {
  const { publication, letter, article, base } = await paper();
  await app.db.raw(
    `with made as (
       insert into sends (publication_id, kind, status, subject, is_for_all, message_key, prepared_at)
       select publication_id, kind, 'sent', 'Letter ' || n, true, sha256(cast(n::text as bytea)), prepared_at
         from sends, generate_series(1, 40) n where id = ? returning id, publication_id)
     insert into archived_mails (send_id, publication_id, content_id, sent_at, for_whole_paper, summary, words, search)
     select made.id, made.publication_id, m.content_id, m.sent_at - interval '1 day' * (made.id - m.send_id), true, m.summary, m.words, m.search
       from made, archived_mails m where m.send_id = ?`,
    [letter, letter],
  );
  const first = await get(base);
  expect(linesOf(first.text)).toHaveLength(30);
  expect(first.text).toContain('30 of 42 mails');
  const next = /rel="next" href="([^"]+)"/.exec(first.text)?.[1] ?? '';
  const second = await get(next);
  expect([...linesOf(first.text), ...linesOf(second.text)]).toHaveLength(42);
  expect(new Set([...linesOf(first.text), ...linesOf(second.text)]).size).toBe(42);
  expect(linesOf(first.text).slice(0, 2)).toEqual([article, letter]);
  expect(second.text).not.toContain('rel="next"');
  expect(publication.archive).toBe(true);
});

describe('The feed of the archive', () => {
  test('is Atom as RFC 4287 wants it, and our own reader reads it', async () => {
    const { publication, letter, article, base } = await paper({ name: 'Salt & Pepper <News>' });
    const { text, headers } = await get(`${base}.xml`);
    expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    const read = parseFeed({
      bytes: Buffer.from(text),
      contentType: headers['content-type'],
      url: undefined,
    });
    const items = read.kind === 'feed' ? read.feed.items : [];
    const url = `${app.config.publicUrl}/${publication.slug}/archive`;
    expect(items.map(({ link }) => link)).toEqual([`${url}/${article}`, `${url}/${letter}`]);
    expect(items.map(({ title }) => title)).toEqual(['Free lunch for pupils', 'Why we print less']);
    expect(text).toContain('<title>Salt &amp; Pepper &lt;News&gt;</title>');
    const [head = '', ...entries] = text.split('<entry>');
    for (const part of [head, ...entries]) {
      for (const needed of [
        /<id>urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}<\/id>/,
        /<title>[^<]+<\/title>/,
      ])
        expect(part.match(needed)).toHaveLength(/\(/.test(needed.source) ? 2 : 1);
      expect(part.match(/<updated>[^<]+<\/updated>/g)).toHaveLength(1);
      expect(Date.parse(/<updated>([^<]+)</.exec(part)?.[1] ?? '')).not.toBeNaN();
      expect(part).toMatch(/<link rel="alternate"/);
    }
    expect(head).toMatch(/<author><name>[^<]+<\/name><\/author>/);
    expect(head).toContain(`<link rel="self" type="application/atom+xml" href="${url}.xml"/>`);
  });

  test('keeps its ids, and has none twice', async () => {
    const { publication, base } = await paper();
    const idsOf = async () =>
      [...(await get(`${base}.xml`)).text.matchAll(/<id>([^<]+)/g)].map(([, id]) => id);
    const before = await idsOf();
    expect(new Set(before).size).toBe(3);
    await updatePublication(app, publication.slug, {
      name: 'Another name',
      siteUrl: 'https://other.example',
    });
    expect(
      await request(createServer(app))
        .get(`${base}.xml`)
        .then(({ text }) => [...text.matchAll(/<id>([^<]+)/g)].map(([, id]) => id)),
    ).toEqual(before);
  });
});

test('The sitemap names the archive and each mail in it', async () => {
  const { publication, letter, article } = await paper();
  const { text, headers } = await get(`/${publication.slug}/sitemap.xml`);
  expect(headers['content-type']).toBe('application/xml; charset=utf-8');
  const base = `${app.config.publicUrl}/${publication.slug}`;
  expect([...text.matchAll(/<loc>([^<]+)/g)].map(([, loc]) => loc)).toEqual([
    base,
    `${base}/archive`,
    `${base}/archive/${article}`,
    `${base}/archive/${letter}`,
  ]);
});
