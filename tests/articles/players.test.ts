import { expect, test } from 'vitest';
import { parseFeed } from '../../src/articles/parsing/parse-feed.ts';

const itemOf = (item: string) => {
  const xml = `<rss version="2.0"><channel><title>Talk</title><link>https://talk.example/</link><item><title>One</title>${item}</item></channel></rss>`;
  const result = parseFeed({
    bytes: Buffer.from(xml),
    contentType: 'text/xml',
    url: 'https://talk.example/feed',
  });
  if (result.kind !== 'feed') throw new Error(result.reason.code);
  return result.feed.items[0];
};
const enclosure = '<enclosure url="https://cdn.talk.example/1.mp3" type="audio/mpeg" length="1"/>';
const link = '<a data-embed="audio" href="https://cdn.talk.example/1.mp3">cdn.talk.example</a>';

test('An episode that has only a file leads to it, behind its words or alone', () => {
  expect(itemOf(`<description>We talk.</description>${enclosure}`)?.summary).toBe(`We talk.${link}`);
  expect(itemOf(enclosure)).toMatchObject({ summary: '', content: link, headline: 'One' });
});

test('An episode with a page of its own leads there', () => {
  const item = itemOf(`<link>https://talk.example/1</link><description>We talk.</description>${enclosure}`);
  expect(item).toMatchObject({ summary: 'We talk.', content: '', link: 'https://talk.example/1' });
});

test('A frame in an article is kept as a link', () => {
  const item = itemOf(
    '<link>https://talk.example/1</link><description>&lt;p&gt;See&lt;/p&gt;&lt;iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ"&gt;&lt;/iframe&gt;</description>',
  );
  expect(item?.summary).toContain('data-embed="video" href="https://www.youtube.com/watch?v=dQw4w9WgXcQ"');
});
