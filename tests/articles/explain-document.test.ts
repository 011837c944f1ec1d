import { expect, test } from 'vitest';
import { says } from '../../src/words/index.ts';
import { parseFeed } from '../../src/articles/parsing/parse-feed.ts';

const JSON_FEED = JSON.stringify({
  version: 'https://jsonfeed.org/version/1.1',
  title: 'G',
  items: [{ id: '1', content_text: 'One' }],
});
const page = (body: string, head = '') =>
  `<!DOCTYPE html><html><head><title>Gazette</title>${head}</head><body>${body}</body></html>`;

test.each([
  ['', 'empty document'],
  [' \n ', 'empty document'],
  [page('<p>Hello</p>'), 'This is a web page, not a feed. It points to no feed.'],
  [
    page('', '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'),
    'It points to these feeds: “https://gazette.example/feed.xml”.',
  ],
  [
    page('<rss version="2.0"><channel><title>G</title><item><title>One</title></item></channel></rss>'),
    'a web page that shows a feed',
  ],
  [page('<pre>&lt;rss version="2.0"&gt;&lt;channel&gt;</pre>'), 'a web page that shows a feed'],
  [page('<form><input name="log"><input type="password" name="pwd"></form>'), 'a page to sign in'],
  [
    '<!DOCTYPE html><html><head><title>Just a moment...</title></head><body><script src="/cdn-cgi/challenge-platform/h"></script></body></html>',
    'keeps robots out',
  ],
  [JSON_FEED.slice(0, 80), 'The JSON Feed is broken: it breaks off in the middle.'],
  [JSON_FEED.replace('"title":', '"title"'), 'The JSON Feed is broken and could not be read.'],
  ['{"error":"not found"}', 'This is JSON, not a feed'],
  ['[1,2]', 'This is JSON, not a feed'],
  [
    '<?xml version="1.0"?><opml version="2.0"><body><outline xmlUrl="https://a.example/feed"/></body></opml>',
    'a list of feeds (OPML), not a feed. It names these: “https://a.example/feed”.',
  ],
  [
    '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://a.example/</loc></url></urlset>',
    'a site map',
  ],
  [
    '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>',
    'an error instead of the feed: AccessDenied.',
  ],
  ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'XML, not a feed: a document of the kind “svg”'],
  ['<rss version="2.0"><channel><title>G</ti', 'breaks off before the end of its first article'],
  ['<?php echo 1;', 'PHP'],
  ['%PDF-1.7', 'a PDF file'],
  ['Service unavailable', 'neither RSS, Atom nor JSON Feed'],
  ['[error] nothing', 'neither RSS, Atom nor JSON Feed'],
])('What is no feed is called by its name: %j', (text, sentence) => {
  const result = parseFeed({
    bytes: Buffer.from(text),
    contentType: undefined,
    url: 'https://gazette.example/',
  });
  expect(result.kind === 'not-a-feed' && says(result.reason)).toContain(sentence);
});
