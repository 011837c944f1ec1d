import { describe, expect, test } from 'vitest';
import { linkKeyOf } from '../../src/platform/link-key.ts';
import { parseInWorker } from '../../src/articles/parsing/parse-in-worker.ts';
import { cleanHtml, firstImage, plainText } from '../../src/articles/parsing/clean-html.ts';
import { parseFeed } from '../../src/articles/parsing/parse-feed.ts';
import { readDate } from '../../src/platform/dates/read-date.ts';
import { nextPollSeconds } from '../../src/articles/feeds/next-poll.ts';
import { executable } from '../support/feeds/feed-corpus.ts';

const document = (text: string, url: string | undefined = 'https://gazette.example/feed.xml') => ({
  bytes: Buffer.from(text),
  contentType: 'application/xml',
  url,
});
const feedOf = (text: string, url?: string) => {
  const result = parseFeed(document(text, url));
  if (result.kind !== 'feed') throw new Error(result.reason.code);
  return result.feed;
};

describe('The parser thread (FED-05, FED-12)', () => {
  test('parses several documents, each with its own result', async () => {
    const titles = await Promise.all(
      ['One', 'Two', 'Three'].map((title) =>
        parseInWorker(document(`<rss version="2.0"><channel><title>${title}</title></channel></rss>`)),
      ),
    );
    expect(titles).toMatchObject([
      { feed: { title: 'One' } },
      { feed: { title: 'Two' } },
      { feed: { title: 'Three' } },
    ]);
  });

  test('a document that takes too long ends its thread and not the process; the next one is parsed', async () => {
    const endless = `<rss><channel><item><description>${'<'.repeat(200_000)}`;
    const slow = parseInWorker(document(endless), 5);
    const next = parseInWorker(document('<rss version="2.0"><channel><title>Next</title></channel></rss>'));
    expect(await slow).toMatchObject({
      kind: 'not-a-feed',
      reason: { code: 'feed-too-hard', params: {} },
    });
    expect(await next).toMatchObject({ feed: { title: 'Next' } });
  });

  test.each([
    [
      'billion laughs',
      `<!DOCTYPE rss [<!ENTITY a "lol">${Array.from({ length: 9 }, (_none, n) => `<!ENTITY a${n} "${`&a${n || ''};`.repeat(9)}">`).join('')}]><rss version="2.0"><channel><title>&a8;</title></channel></rss>`,
    ],
    [
      'an external entity',
      '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><title>&x;</title></channel></rss>',
    ],
    [
      '20 000 nested tags',
      `<rss version="2.0"><channel><title>x</title><item><title>a</title><description>${'<div>'.repeat(20_000)}deep</description></item></channel></rss>`,
    ],
    ['20 000 nested unknown tags', `<rss version="2.0"><channel>${'<a>'.repeat(20_000)}</channel></rss>`],
  ])('%s does no harm (FED-12)', async (_what, text) => {
    const result = await parseInWorker(document(text), 5_000);
    const said = JSON.stringify(result);
    expect(said).not.toContain('root:');
    expect(said.length).toBeLessThan(100_000);
    expect(said).not.toContain('too much time');
  });

  test('a thousand items are considered, more are not', () => {
    const feed = feedOf(
      `<rss version="2.0"><channel>${'<item><title>x</title></item>'.repeat(1500)}</channel></rss>`,
    );
    expect(feed.items).toHaveLength(1000);
    expect(feed.hiddenItemCount).toBe(500);
  });

  test.each(['oldest', 'newest'])(
    'of a feed that begins with the %s, the newest thousand are considered',
    (first) => {
      const days = Array.from({ length: 1200 }, (_none, day) =>
        new Date(Date.UTC(2020, 0, 1 + day)).toUTCString(),
      );
      const dates = first === 'oldest' ? days : days.toReversed();
      const feed = feedOf(
        `<rss version="2.0"><channel>${dates.map((date) => `<item><title>x</title><pubDate>${date}</pubDate></item>`).join('')}</channel></rss>`,
      );
      expect(feed.hiddenItemCount).toBe(200);
      expect(feed.items.map(({ published }) => published?.toUTCString())).toEqual(
        dates.filter((date) => new Date(date) >= new Date(Date.UTC(2020, 0, 201))),
      );
    },
  );

  test('a document that breaks off says so, and a whole one does not (FED-24)', () => {
    const whole =
      '<rss version="2.0"><channel><item><title>One</title></item><item><title>Two</title></item></channel></rss>';
    expect(feedOf(whole)).toMatchObject({ isCut: false, hiddenItemCount: 0 });
    expect(feedOf(whole.slice(0, 80))).toMatchObject({ isCut: true, items: [{ title: 'One' }] });
  });
});

describe('Formats (FED-11)', () => {
  test('JSON Feed: ids become text, authors of the feed are inherited', () => {
    const feed = feedOf(
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'Gazette',
        home_page_url: 'https://gazette.example/',
        authors: [{ name: 'Ada' }],
        items: [
          {
            id: 7,
            url: '/seven',
            title: 'Seven',
            content_html: '<p>Hi<script>1</script></p>',
            date_published: '2026-11-01T10:00:00+01:00',
            tags: ['a'],
          },
          { id: 'x', content_text: '1 < 2\nnext', attachments: [{ url: '/a.mp3', mime_type: 'audio/mpeg' }] },
        ],
      }),
    );
    expect(feed.items).toMatchObject([
      {
        id: '7',
        link: 'https://gazette.example/seven',
        content: '<p>Hi</p>',
        authors: ['Ada'],
        categories: ['a'],
        published: new Date('2026-11-01T09:00:00Z'),
      },
      {
        id: 'x',
        content:
          '1 &lt; 2<br>\nnext<a data-embed="audio" href="https://gazette.example/a.mp3">gazette.example</a>',
        headline: '1 < 2 next',
        media: ['https://gazette.example/a.mp3'],
      },
    ]);
  });

  test('RSS 1.0 shows items that its table of contents forgets', () => {
    const feed =
      feedOf(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
      <channel rdf:about="https://g.example/"><title>G</title><items><rdf:Seq><rdf:li rdf:resource="https://g.example/1"/></rdf:Seq></items></channel>
      <item rdf:about="https://g.example/1"><title>One</title></item><item rdf:about="https://g.example/2"><title>Two</title></item></rdf:RDF>`);
    expect(feed.items.map(({ id }) => id)).toEqual(['https://g.example/1', 'https://g.example/2']);
  });

  test('what an article says of DOCTYPE, body and mode is left alone', () => {
    const text = 'Write <!DOCTYPE html>, then <body mode="escaped"> and <tags>.';
    const feed = feedOf(
      `<rss version="2.0"><channel><item><title><![CDATA[${text.replace(/</g, '&lt;')}]]></title></item></channel></rss>`,
    );
    expect(feed.items[0]?.title).toBe(text);
  });

  test('blanks before the declaration, a bare ampersand and control characters do not matter', () => {
    const feed = feedOf(
      '\n  <?xml version="1.0"?><rss version="2.0"><channel><title>Salt & Pepper\u0007</title></channel></rss>',
    );
    expect(feed.title).toBe('Salt & Pepper');
  });

  test('addresses: xml:base, then the address of the feed; nothing but http and https (FED-13)', () => {
    const feed = feedOf(`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://base.example/a/">
      <link href="javascript:alert(1)"/><entry xml:base="b/"><id>1</id><title>T</title><link href="c"/>
      <content type="html">&lt;a href="d">d&lt;/a> &lt;a href="//other.example/e">e&lt;/a> &lt;img src="f.png"></content></entry></feed>`);
    expect(feed.link).toBeUndefined();
    expect(feed.items[0]).toMatchObject({
      link: 'https://base.example/a/b/c',
      content:
        '<a href="https://base.example/a/b/d">d</a> <a href="https://other.example/e">e</a> <img src="https://base.example/a/b/f.png" />',
      image: 'https://base.example/a/b/f.png',
    });
  });

  test('a file has no address: relative links start at the page of the feed', () => {
    const feed = feedOf(
      `<rss version="2.0"><channel><link>https://gazette.example/news/</link><item><link>a</link></item></channel></rss>`,
      '',
    );
    expect(feed.items[0]?.link).toBeUndefined();
    const result = parseFeed({
      bytes: Buffer.from(
        '<rss version="2.0"><channel><link>https://gazette.example/news/</link><item><link>a</link></item></channel></rss>',
      ),
      contentType: undefined,
      url: undefined,
    });
    expect(result).toMatchObject({ feed: { items: [{ link: 'https://gazette.example/news/a' }] } });
  });

  test('titles and names are single lines without control characters (HDR-08)', () => {
    const feed = feedOf(
      '<rss version="2.0"><channel><item><title>A&#13;&#10;Bcc: x@example.org&#1;&amp;#13;&amp;#10;&#0;</title><category>a&#10;b</category></item></channel></rss>',
    );
    expect(feed.items[0]).toMatchObject({
      title: expect.stringMatching(/^A Bcc: x@example\.org/),
      categories: ['a b'],
    });
    expect(feed.items[0]?.title).not.toMatch(/[\u0000-\u001f]/);
  });

  test('an emoji at the limit of a title is not cut in two (FED-27)', () => {
    const feed = feedOf(
      `<rss version="2.0"><channel><item><title>${'x'.repeat(495)}👩‍👩‍👧‍👦👩‍👩‍👧‍👦</title></item></channel></rss>`,
    );
    expect(feed.items[0]?.title).toBe(`${'x'.repeat(495)}…`);
  });
});

describe('HTML (SEC-12)', () => {
  const clean = (html: string) => cleanHtml(html, 'https://gazette.example/a/');

  test.each([
    ['<p style="background:url(x)" class="c" id="i" onclick="x()">t</p>', '<p>t</p>'],
    [
      '<a href="javascript:alert(1)">t</a><a href=" JaVaScRiPt:alert(1)">u</a><a href="java&#10;script:alert(1)">v</a>',
      '<a>t</a><a>u</a><a>v</a>',
    ],
    ['<a href="data:text/html,x">t</a>', '<a>t</a>'],
    ['<a href="mailto:a@b.example">t</a>', '<a href="mailto:a@b.example">t</a>'],
    ['<a href="https://u:p@x.example/">t</a>', '<a>t</a>'],
    ['<img src="data:image/png;base64,AAAA"><img src="javascript:1"><img>', ''],
    [
      '<img src="a.png" srcset="javascript:1 2x" onerror="x()" width="10" height="1e9" alt="&quot;">',
      '<img alt="&quot;" width="10" src="https://gazette.example/a/a.png" />',
    ],
    [
      '<img data-src="/lazy.jpg" src="data:image/gif;base64,R0l">',
      '<img src="https://gazette.example/lazy.jpg" />',
    ],
    ['<script>x</script><style>y</style><noscript>z</noscript>t', 't'],
    [
      '<iframe src="https://x.example/"></iframe><form action="/x"><input name="n"><button>b</button></form>',
      '<a data-embed="other" href="https://x.example/">x.example</a> b',
    ],
    ['<svg><a xlink:href="javascript:1"><text>t</text></a></svg>', '<a>t</a>'],
    ['a <!-- never ends <b>b</b>', 'a b</b>'.replace('</b>', '')],
    ['<p>open <b>tags', '<p>open <b>tags</b></p>'],
  ])('%s', (html, expected) => {
    expect(clean(html)).toBe(expected);
    expect(executable(clean(html))).toBeUndefined();
  });

  test('text is taken out of HTML once', () => {
    expect(plainText('<p>Tom &amp; <b>Jerry</b> &lt;3</p>\n <script>x</script>&nbsp;end')).toBe(
      'Tom & Jerry <3 end',
    );
  });

  test('the first picture is one that can be seen', () => {
    expect(firstImage(clean('<img src="/pixel.gif" width="1" height="1"><img src="/a.jpg?x=1&y=2">'))).toBe(
      'https://gazette.example/a.jpg?x=1&y=2',
    );
  });

  test.each([
    '<',
    '<a ',
    '<img src="',
    '<img ',
    '&',
    '&#',
    '<!--',
    '"',
    ' ',
    'href=',
    '<p>',
    '<![CDATA[',
    '<link ',
  ])('fifty thousand hostile characters of %j take no time (SEC-16)', (part) => {
    const text = part.repeat(50_000 / part.length);
    const dateOf = () => readDate(text.slice(0, 100));
    // The names of months in all languages are loaded once.
    readDate('5 nomonth 2026');
    for (const read of [plainText, clean, firstImage, readDate, dateOf, linkKeyOf]) {
      const started = process.cpuUsage().user;
      read(text);
      expect([read.name, process.cpuUsage().user - started < 500_000]).toEqual([read.name, true]);
    }
  });
});

describe('Dates of a feed (FED-14)', () => {
  const datesOf = (language: string, ...dates: string[]) =>
    feedOf(
      `<rss version="2.0"><channel><language>${language}</language>${dates.map((date, n) => `<item><guid>${n}</guid><pubDate>${date}</pubDate></item>`).join('')}</channel></rss>`,
    ).items.map(({ published, publishedUnread }) => [published?.toISOString().slice(0, 10), publishedUnread]);

  test('are read by its language', () => {
    expect(datesOf('cs', '5. listopad 2026')).toEqual([['2026-11-05', false]]);
    expect(datesOf('hr-HR', '5. listopad 2026')).toEqual([['2026-10-05', false]]);
  });

  test('in numbers are read as its other dates tell', () => {
    expect(datesOf('', '10/03/2026', '27/03/2026')).toEqual([
      ['2026-03-10', false],
      ['2026-03-27', false],
    ]);
  });

  test('that are there and cannot be read are marked as such, and none is now', () => {
    expect(datesOf('en', '10/03/2026', 'next week', 'Mon, 01 Jan 0001 00:00:00 +0000', '')).toEqual([
      [undefined, true],
      [undefined, true],
      [undefined, true],
      [undefined, false],
    ]);
  });
});

describe('The next poll (FED-04)', () => {
  const now = new Date('2026-03-03T10:30:00Z');
  const wishes = { pollMinutes: 30, isIntervalSet: false, headers: {} };

  test('moves out of the hours and days that the feed wants to be left alone', () => {
    expect(nextPollSeconds({ ...wishes, skipHours: [11, 12] }, now, 0)).toBe(2.5 * 3600);
    expect(nextPollSeconds({ ...wishes, skipDays: ['Tuesday'] }, now, 0)).toBe(13.5 * 3600);
    expect(
      nextPollSeconds({ ...wishes, skipHours: Array.from({ length: 24 }, (_none, hour) => hour) }, now, 0),
    ).toBe(1800);
  });

  test('jitter adds up to a tenth', () => {
    expect(nextPollSeconds(wishes, now, 1)).toBe(1980);
  });
});
