import { describe, expect, test } from 'vitest';
import type { ParsedItem } from '../../src/articles/parsing/parsed-feed.ts';
import { parseFeed } from '../../src/articles/parsing/parse-feed.ts';

const RSS = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>The Gazette</title>
<link>https://gazette.example/</link>
<description>News &amp; views</description>
<language>en</language>
<image><url>https://gazette.example/logo.png</url><title>The Gazette</title><link>https://gazette.example/</link></image>
<item>
<title>Article 1</title>
<link>https://gazette.example/1/</link>
<guid isPermaLink="false">id-1</guid>
<pubDate>Tue, 03 Mar 2026 08:00:00 GMT</pubDate>
<dc:creator><![CDATA[Ann]]></dc:creator>
<category>News</category>
<description>&lt;p&gt;Summary 1 &amp;amp; more&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>Text 1 <img src="/1.jpg" /></p>]]></content:encoded>
</item>
<item>
<title>Article 2</title>
<link>https://gazette.example/2/</link>
<guid isPermaLink="false">id-2</guid>
<pubDate>Mon, 02 Mar 2026 08:00:00 GMT</pubDate>
<description><![CDATA[<p>Summary 2</p>]]></description>
<enclosure url="https://gazette.example/2.mp3" length="1" type="audio/mpeg"/>
</item>
<item>
<title>Article 3</title>
<link>https://gazette.example/3/</link>
<guid isPermaLink="false">id-3</guid>
<pubDate>Sun, 01 Mar 2026 08:00:00 GMT</pubDate>
<description>Summary 3</description>
</item>
</channel>
</rss>
`;

const RDF = `<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://gazette.example/">
<title>The Gazette</title>
<link>https://gazette.example/</link>
<description>News</description>
<items><rdf:Seq><rdf:li rdf:resource="https://gazette.example/1/"/><rdf:li rdf:resource="https://gazette.example/2/"/><rdf:li rdf:resource="https://gazette.example/3/"/></rdf:Seq></items>
</channel>
${[1, 2, 3]
  .map(
    (n) => `<item rdf:about="https://gazette.example/${n}/">
<title>Article ${n}</title>
<link>https://gazette.example/${n}/</link>
<description>Summary ${n}</description>
<dc:date>2026-03-0${n}T08:00:00Z</dc:date>
</item>`,
  )
  .join('\n')}
</rdf:RDF>
`;

const ATOM = `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>The Gazette</title>
<link href="https://gazette.example/"/>
<link rel="self" href="https://gazette.example/feed.xml"/>
<id>urn:gazette</id>
<updated>2026-03-03T08:00:00Z</updated>
<author><name>Ann</name><uri>https://gazette.example/ann</uri></author>
<entry>
<title>Article 1</title>
<link href="https://gazette.example/1/"/>
<id>id-1</id>
<updated>2026-03-03T08:00:00Z</updated>
<summary>Summary 1</summary>
<content type="html">&lt;p&gt;Text 1&lt;/p&gt;</content>
</entry>
<entry>
<title type="html">Article 2</title>
<link rel="alternate" type="text/html" href="https://gazette.example/2/"/>
<id>id-2</id>
<updated>2026-03-02T08:00:00Z</updated>
<author><name>Ben</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Text <b>2</b></p></div></content>
</entry>
<entry>
<title>Article 3</title>
<link href="https://gazette.example/3/"/>
<id>id-3</id>
<published>2026-03-01T08:00:00Z</published>
<updated>2026-03-01T08:00:00Z</updated>
<category term="News"/>
<summary type="html"><![CDATA[<p>Summary 3</p>]]></summary>
</entry>
</feed>
`;

const FEEDS = { 'RSS 2.0': RSS, 'RSS 1.0': RDF, Atom: ATOM };

/** Every break of a kind, each in turn. */
const BREAKS: Record<string, (xml: string) => string[]> = {
  'each end tag is missing': (xml) => without(xml, /<\/[^<>]+>/g),
  'each start tag is missing': (xml) => without(xml, /<[a-z][^<>]*[^/<>]>/gi),
  'each empty tag is missing': (xml) => without(xml, /<[a-z][^<>]*\/>/gi),
  'each < is missing': (xml) => without(xml, /<(?!!)/g),
  'each > is missing': (xml) => without(xml, /(?<!\])>/g),
  'each slash of a tag is missing': (xml) => without(xml, /(?<=<)\/|\/(?=>)/g),
  'each quote is missing': (xml) => without(xml, /"/g),
  'each sign of equality is missing': (xml) => without(xml, /=(?=")/g),
  'each beginning of CDATA is missing': (xml) => without(xml, /<!\[CDATA\[/g),
  'each end of CDATA is missing': (xml) => without(xml, /\]\]>/g),
  'each character of CDATA is missing': (xml) =>
    without(xml, /(?<=<!?\[?[CDAT]*)[![CDAT](?=[CDAT]*\[|\[|CDATA)|\](?=\]>)|(?<=\])>/g),
  'each end of an entity is missing': (xml) => without(xml, /(?<=&\w+);/g),
  'each tag is written twice': (xml) =>
    [...xml.matchAll(/<\/?[a-z][^<>]*>/gi)].map(
      ({ 0: tag, index }) => xml.slice(0, index) + tag + xml.slice(index),
    ),
  'each end tag is misspelt': (xml) =>
    [...xml.matchAll(/<\/([\w:]+)>/g)].map(
      ({ 0: tag, index }) => `${xml.slice(0, index)}</x${tag.slice(3)}${xml.slice(index + tag.length)}`,
    ),
};

function without(xml: string, part: RegExp): string[] {
  return [...xml.matchAll(part)].map(
    ({ 0: found, index }) => xml.slice(0, index) + xml.slice(index + found.length),
  );
}

const parse = (xml: string) => parseFeed({ bytes: Buffer.from(xml), contentType: undefined, url: undefined });

type Outcome = 'whole' | 'said' | 'silent';

/** What became of a broken feed: all items but for what the break itself hit, fewer and said so, or fewer in silence. */
function outcomeOf(broken: string, sound: string): Outcome {
  const [result, expected] = [parse(broken), parse(sound)];
  if (result.kind !== 'feed' || expected.kind !== 'feed') return 'said';
  const [ours, theirs] = [result.feed, expected.feed].map(({ items }) => items.map(partsOf));
  const hit = theirs?.flatMap((parts, n) => parts.filter((part, field) => part !== ours?.[n]?.[field])) ?? [];
  if (ours?.length === 3 && hit.length <= 2) return 'whole';
  return result.feed.isCut ? 'said' : 'silent';
}

const partsOf = ({ id, title, link, published, updated, summary, content }: ParsedItem) => [
  id,
  title,
  link,
  (published ?? updated)?.toISOString(),
  summary,
  content,
];

describe.each(Object.entries(FEEDS))(
  'A broken feed of %s is read whole, or called broken (FED-11, FED-24)',
  (_format, xml) => {
    test('it is whole before it is broken', () => {
      expect(parse(xml)).toMatchObject({
        feed: {
          isCut: false,
          items: [{ title: 'Article 1' }, { title: 'Article 2' }, { title: 'Article 3' }],
        },
      });
    });

    test.each(Object.keys(BREAKS))('%s', (what) => {
      const outcomes = (BREAKS[what]?.(xml) ?? []).map((broken) => ({
        broken,
        outcome: outcomeOf(broken, xml),
      }));
      expect(outcomes.filter(({ outcome }) => outcome === 'silent')).toEqual([]);
      expect(outcomes.filter(({ outcome }) => outcome === 'said')).toEqual([]);
    });

    test('cut anywhere, it has whole items only, and says that it was cut', () => {
      const whole = parse(xml);
      if (whole.kind !== 'feed') throw new Error(whole.reason.code);
      for (let length = 60; length < xml.trimEnd().length; length += 7) {
        const result = parse(xml.slice(0, length));
        if (result.kind !== 'feed') continue;
        const { items, isCut } = result.feed;
        expect(items.map(partsOf)).toEqual(whole.feed.items.slice(0, items.length).map(partsOf));
        expect([length, isCut || items.length === 3]).toEqual([length, true]);
      }
    });
  },
);

test.each([
  ['items behind the channel', '<rss version="2.0"><channel><title>G</title></channel>ITEM1 ITEM2</rss>'],
  [
    'items inside and behind the channel',
    '<rss version="2.0"><channel><title>G</title>ITEM1</channel>ITEM2</rss>',
  ],
  [
    'items in an element of their own',
    '<rss version="2.0"><channel><title>G</title><items>ITEM1 ITEM2</items></channel></rss>',
  ],
  ['items without a channel', '<rss version="2.0"><title>G</title>ITEM1 ITEM2</rss>'],
  [
    'items in two channels',
    '<rss version="2.0"><channel><title>G</title>ITEM1</channel><channel>ITEM2</channel></rss>',
  ],
  ['items without anything', 'ITEM1 ITEM2'],
  [
    'a warning of PHP in front',
    '<br />\n<b>Warning</b>: Undefined variable in <b>/a.php</b> on line <b>1</b><br />\n<?xml version="1.0"?><rss version="2.0"><channel><title>G</title>ITEM1 ITEM2</channel></rss>',
  ],
  [
    'a script behind',
    '<rss version="2.0"><channel><title>G</title>ITEM1 ITEM2</channel></rss><script>1 < 2</script>',
  ],
  [
    'raw HTML in texts',
    '<rss version="2.0"><channel><title>G</title>ITEM1<item><title>2</title><guid>2</guid><description><p>a<br>b <img src="x.png"></description></item></channel></rss>',
  ],
  [
    'an article about feeds',
    '<rss version="2.0"><channel><title>G</title><item><guid>1</guid><description><![CDATA[<pre>&lt;rss> <item><title> </item></pre>]]></description></item>ITEM2</channel></rss>',
  ],
])('%s: all are read', (_what, document) => {
  const item = (n: string) => `<item><title>T</title><guid>${n}</guid></item>`;
  const result = parse(document.replace('ITEM1', item('1')).replace('ITEM2', item('2')));
  expect(result).toMatchObject({ feed: { isCut: false, items: [{ id: '1' }, { id: '2' }] } });
});

test('an Atom feed whose articles show RSS is read as Atom', () => {
  const result = parse(
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>G</title><entry><id>1</id><title>T</title><content type="html"><![CDATA[ <rss version="2.0"><channel><item>]]></content></entry></feed>',
  );
  expect(result).toMatchObject({ feed: { title: 'G', items: [{ id: '1' }] } });
});

test('broken documents of a hundred thousand parts take no time (SEC-16)', () => {
  for (const part of [
    '<a>',
    '</a>',
    '<item>',
    '</item>',
    '<title>',
    '</title>',
    '<![CDATA[',
    '<!--',
    '<?x',
    '<a b="',
    "<a b='c",
    '<',
    '&',
    '<description><p>',
    '<image>',
  ]) {
    const started = process.cpuUsage().user;
    parse(`<rss version="2.0"><channel><item>${part.repeat(150_000 / part.length)}`);
    expect([part, process.cpuUsage().user - started < 5_000_000]).toEqual([part, true]);
  }
});
