import { describe, expect, test } from 'vitest';
import { cleanHtml } from '../../src/articles/parsing/clean-html.ts';
import { parseFeed } from '../../src/articles/parsing/parse-feed.ts';

function feedOf(text: string | Buffer, url = 'https://cdn.example/feeds/all.xml', contentType?: string) {
  const result = parseFeed({ bytes: Buffer.from(text), contentType, url });
  if (result.kind !== 'feed') throw new Error(result.reason.code);
  return result.feed;
}
const rss = (items: string, head = '<link>https://site.example/</link>') =>
  `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>G</title>${head}${items}</channel></rss>`;
const itemOf = (fields: string, head?: string) => feedOf(rss(`<item>${fields}</item>`, head)).items[0];
const clean = (html: string, title?: string) =>
  cleanHtml(html, 'https://site.example/a/', { page: 'https://site.example/a/', title });

describe('A picture of an emoji is its character again, before anything looks at the text', () => {
  const emoji =
    '<img src="https://s.w.org/images/core/emoji/14.0.0/72x72/1f389.png" alt="🎉" class="wp-smiley" style="height: 1em; max-height: 1em;" />';

  test('in an article of WordPress, whose real photo is the picture', () => {
    const item = itemOf(
      `<title>Closed ${emoji.replace(/</g, '&lt;')}</title><link>https://site.example/closed/</link><description><![CDATA[${emoji} We celebrate!]]></description><content:encoded><![CDATA[<p>${emoji} We celebrate!</p><p><img src="/square.jpg" width="800" alt="Square"/></p>]]></content:encoded>`,
    );
    expect(item).toMatchObject({
      title: 'Closed 🎉',
      summary: '🎉 We celebrate!',
      content:
        '<p>🎉 We celebrate!</p><p><img alt="Square" width="800" src="https://site.example/square.jpg" /></p>',
      image: 'https://site.example/square.jpg',
    });
  });

  test.each([
    ['<img class="emoji" alt="😀" src="/e.png">', '😀'],
    ['<img class="emoji" src="https://x.example/72x72/1f1e9-1f1ea.png">', '🇩🇪'],
    ['<img alt=":-)" src="/smile.gif" style="height:1.2em">', ':-)'],
    ['<img alt="☕" src="/c.svg" height="1em">', '☕'],
    ['<img alt="x" src="https://cdn.example/twemoji/14/svg/2615.svg">', 'x'],
    ['<img class="emoji-photo-large" src="/p.jpg" style="height:20em" alt="Ann">', 'Ann'],
  ])('%s', (html, text) => expect(clean(`a ${html} b`)).toBe(`a ${text} b`));

  test.each([
    '<img alt="x^2" src="https://site.example/f.svg" style="height:2.176ex" />',
    '<img alt="Ann" src="https://site.example/p.jpg" style="height:20em" />',
  ])('not in %s', (html) => expect(clean(html)).toContain('<img'));
});

describe('What a page hides stays hidden (SEC-12)', () => {
  test.each([
    '<p style="display:none">x</p>',
    '<div style="color:red; DISPLAY : none !important"><p>x</p><ul><li>x</li></ul></div>',
    '<span hidden>x</span>',
    '<span hidden="until-found">x</span>',
    '<span style="visibility:hidden">x</span>',
    '<span style="font-size:0">x</span>',
    '<span style="position:absolute;left:-9999px">x</span>',
    '<span class="screen-reader-text">x</span>',
    '<b class="a sr-only">x</b>',
    '<div class="d-none">x</div>',
    '<img hidden src="/x.png">',
    '<img style="display:none" src="/x.png" alt="x">',
    '<a style="display:none" href="/x">x</a>',
    '<dialog><p>x</p></dialog>',
    '<template><p>x</p></template>',
    '<svg><title>x</title></svg>',
    '<a class="headerlink" href="#x">x</a>',
    '<a class="header-anchor" href="#x" aria-label="Permalink to x">x</a>',
    '<a aria-hidden="true" href="#x">x</a>',
    '<span class="katex-mathml">x</span>',
  ])('%s', (html) => expect(clean(`<p>a</p>${html}<p>b</p>`)).toBe('<p>a</p><p>b</p>'));

  test.each([
    '<p style="display:block">x</p>',
    '<p class="hidden-gems">x</p>',
    '<p class="hidden md:block">x</p>',
    '<span aria-hidden="true">x</span>',
    '<a class="header-anchor" href="#x"><span>x</span></a>',
    '<dialog open>x</dialog>',
  ])('%s is shown', (html) => expect(clean(html)).toContain('x'));
});

describe('Relative addresses start where a reader of the article would start (FED-13)', () => {
  const links =
    '<description>&lt;img src="shore.png"&gt; &lt;a href="/menu/"&gt;menu&lt;/a&gt; &lt;a href="#fn1"&gt;1&lt;/a&gt;</description>';

  test('at its page', () => {
    expect(itemOf(`<link>https://site.example/2026/walk/</link>${links}`)?.summary).toBe(
      '<img src="https://site.example/2026/walk/shore.png" /> <a href="https://site.example/menu/">menu</a> <a href="https://site.example/2026/walk/#fn1">1</a>',
    );
  });

  test('without one at the page of the feed, else at the feed', () => {
    expect(itemOf(links, '<link>https://site.example/news/</link>')?.summary).toContain(
      'https://site.example/news/shore.png',
    );
    expect(itemOf(links, '')?.summary).toContain('https://cdn.example/feeds/shore.png');
  });

  test('a post about a page elsewhere starts at its own page', () => {
    const item = itemOf(
      `<link>https://other.example/x/</link><guid>https://site.example/posts/1/</guid>${links}`,
    );
    expect(item?.summary).toContain('https://site.example/posts/1/shore.png');
    expect(item?.link).toBe('https://other.example/x/');
  });

  test('a relative page of an item starts at the page of the feed', () => {
    expect(itemOf('<link>/2026/walk/</link>')?.link).toBe('https://site.example/2026/walk/');
  });

  test('xml:base goes before, but a mere fragment leads to the article', () => {
    const feed = feedOf(
      `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://base.example/a/"><title>G</title><entry><id>1</id><title>T</title><link href="https://site.example/t/"/><content type="html">&lt;a href="d"&gt;d&lt;/a&gt; &lt;a href="#n"&gt;n&lt;/a&gt;</content></entry></feed>`,
    );
    expect(feed.items[0]?.content).toBe(
      '<a href="https://base.example/a/d">d</a> <a href="https://site.example/t/#n">n</a>',
    );
  });
});

describe('Titles', () => {
  test.each([
    ['Fish: why the &lt;br&gt; tag', 'Fish: why the <br> tag'],
    ['&lt;details&gt; and &lt;summary&gt;', '<details> and <summary>'],
    ['vector&lt;int&gt; or List&lt;String&gt;', 'vector<int> or List<String>'],
    ['The &lt;b&gt;bold&lt;/b&gt; one', 'The bold one'],
    ['The &lt;span class="x"&gt;span', 'The span'],
    ['One&lt;br&gt;two', 'One two'],
    ['One&lt;br/&gt;two', 'One two'],
    ['Map&lt;K, V&gt; and &lt;T extends U&gt;', 'Map<K, V> and <T extends U>'],
    ['Why &lt;script&gt; and &lt;?php differ', 'Why <script> and <?php differ'],
    ['x &lt;y and z&gt; w, a &lt;- b', 'x <y and z> w, a <- b'],
    ['&lt;!-- draft --&gt;Hello', 'Hello'],
    ['One &lt;br /&gt; two', 'One two'],
    ['Salt &amp;amp; pepper', 'Salt & pepper'],
    ['Salt &amp;amp;amp; pepper', 'Salt & pepper'],
    ['I &lt;3 you', 'I <3 you'],
    ['<![CDATA[AT&amp;T &ndash; <em>more</em>]]>', 'AT&T – more'],
  ])('%s', (written, title) => expect(itemOf(`<title>${written}</title>`)?.title).toBe(title));

  test('a plain title that was escaped twice is decoded (VuePress)', () => {
    const feed = feedOf(
      '<feed xmlns="http://www.w3.org/2005/Atom"><title>G</title><entry><id>1</id><title type="text">&amp;quot;Yes&amp;quot; &amp;amp; &lt;b&gt;</title></entry></feed>',
    );
    expect(feed.items[0]?.title).toBe('"Yes" & <b>');
  });

  test.each([
    'No title',
    '(Untitled)',
    'untitled',
    '[No Title]',
    'Sans titre',
    '(Kein Titel)',
    '無題',
    'undefined',
  ])('%s is none: the first words are the headline', (title) => {
    expect(
      itemOf(`<title>${title}</title><description>The ferry leaves at seven.</description>`),
    ).toMatchObject({ title: '', headline: 'The ferry leaves at seven.' });
  });

  test('a picture whose alt is the title says nothing new (Ghost)', () => {
    expect(
      itemOf(
        '<title>A walk</title><description>&lt;img src="/a.jpg" alt="A walk"&gt;&lt;img src="/b.jpg" alt="The shore"&gt;</description>',
      )?.summary,
    ).toBe(
      '<img alt="" src="https://site.example/a.jpg" /><img alt="The shore" src="https://site.example/b.jpg" />',
    );
  });

  test('a standfirst that only repeats the title is none (blag)', () => {
    expect(
      itemOf(
        '<title>A walk</title><description>A walk</description><content:encoded>We went.</content:encoded>',
      ),
    ).toMatchObject({ summary: '', content: 'We went.' });
  });
});

test('an episode without a page has its file as its link', () => {
  expect(
    itemOf('<title>One</title><enclosure url="https://site.example/1.mp3" type="audio/mpeg" length="1"/>')
      ?.link,
  ).toBe('https://site.example/1.mp3');
});

test('a second content of an entry that is a picture is its cover, and hides no text (Hexo)', () => {
  const feed = feedOf(
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>G</title><entry><id>1</id><title>T</title><link href="https://site.example/t/"/><content src="https://site.example/cover.jpg" type="image"/><content type="html"><![CDATA[<p>Text <img src="b.jpg"></p>]]></content></entry></feed>',
  );
  expect(feed.items[0]).toMatchObject({
    link: 'https://site.example/t/',
    image: 'https://site.example/cover.jpg',
    content: '<p>Text <img src="https://site.example/t/b.jpg" /></p>',
  });
});

describe('Encodings (FED-10)', () => {
  const document = (title: string, encoding: string, language = 'fr') =>
    `<?xml version="1.0" encoding="${encoding}"?><rss version="2.0"><channel><language>${language}</language><item><title>${title}</title></item></channel></rss>`;
  const titleOf = (bytes: Buffer, contentType?: string) =>
    feedOf(bytes, undefined, contentType).items[0]?.title;
  const latin = (text: string) => Buffer.from(text, 'latin1');

  test.each(['iso-8859-1', 'windows-1252', 'iso-8859-15', 'us-ascii', 'koi8-r'])(
    'bytes that are UTF-8 are so under the name %s',
    (name) => {
      expect(titleOf(Buffer.from(document('Café “à la carte” 🎉', name)))).toBe('Café “à la carte” 🎉');
    },
  );

  test('but for a name of the HTTP header', () => {
    expect(titleOf(Buffer.from(document('Café', 'utf-8')), 'text/xml; charset=iso-8859-1')).toBe('CafÃ©');
  });

  test('ISO-8859-1 is Windows-1252, as bytes, as characters and as references', () => {
    expect(titleOf(latin(document('don\u0092t', 'iso-8859-1')))).toBe('don’t');
    expect(titleOf(Buffer.from(document('don\u0092t', 'utf-8')))).toBe('don’t');
    expect(titleOf(Buffer.from(document('don&#146;t', 'utf-8')))).toBe('don’t');
  });

  test.each([undefined, 'application/rss+xml; charset=utf-8'])(
    'bytes of Latin-1 under the name of UTF-8 (header: %s) are read as Windows-1252',
    (contentType) => {
      expect(titleOf(latin(document('Caf\u00e9 \u0093cr\u00e8me\u0094', 'utf-8')), contentType)).toBe(
        'Café “crème”',
      );
    },
  );

  test('single bytes of Latin-1 in a document of UTF-8, too', () => {
    const bytes = Buffer.concat([
      Buffer.from(document('Élan vital, déjà vu, caf|', 'utf-8').split('|')[0] ?? ''),
      latin('\u00e9'),
      Buffer.from('</title></item></channel></rss>'),
    ]);
    expect(titleOf(bytes)).toBe('Élan vital, déjà vu, café');
  });

  test('bytes of another old encoding are read by the language of the feed', () => {
    const [start = '', end = ''] = document('|', 'utf-8', 'ru').split('|');
    expect(
      titleOf(
        Buffer.concat([
          Buffer.from(start),
          Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]),
          Buffer.from(end),
        ]),
      ),
    ).toBe('Привет');
  });

  test('what cannot be told is marked', () => {
    const [start = '', end = ''] = document('|', 'utf-8', '').split('|');
    const bytes = Buffer.concat([Buffer.from(start), Buffer.alloc(600, 0xcf), Buffer.from(end)]);
    expect(feedOf(bytes).items[0]).toMatchObject({ isGarbled: true });
    expect(itemOf('<title>Fine</title>')).toMatchObject({ isGarbled: false });
  });
});
