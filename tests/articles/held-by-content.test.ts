import { expect, test } from 'vitest';
import { addFeed, listArticles, pollFeed } from '../../src/articles/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { answers, item, rss, startFeedServer } from '../support/feeds/feed-server.ts';

const app = await createTestApp();
const server = await startFeedServer();

test('What cannot be read, or only by members, is held with the reason, and the rest goes out', async () => {
  const { id: publicationId } = await makePublication(app);
  const known = [1, 2, 3, 4, 5, 6, 7, 8].map((n) =>
    item(n, { published: new Date(Date.now() - (n + 2) * 86_400_000) }),
  );
  const feed = await addFeed(app, publicationId, server.serve('/content.xml', known));
  await pollFeed(app, feed.id);
  const [start = '', end = ''] = rss([
    item('members', {
      title: 'Protected: Plans',
      content: '<form class="post-password-form" action="/wp-login.php?action=postpass"></form>',
    }),
    item('unread', { published: 'some day soon' }),
    item('garbled', { title: 'Caf|' }),
    item('fine'),
    ...known,
  ]).split('|');
  // A character of three bytes that was cut after the second, in a document of UTF-8.
  const bytes = Buffer.concat([Buffer.from(`${start} – é – `), Buffer.from([0xe2, 0x82]), Buffer.from(end)]);
  server.answer('/content.xml', answers.body(bytes));
  const { articles } = await pollFeed(app, feed.id);
  expect(articles.map(({ verdict }) => verdict).toSorted()).toEqual(['held', 'held', 'held', 'new']);
  const held = await listArticles(app.db, publicationId, { verdict: 'held', limit: 20 });
  expect(new Set(held.map(({ reason }) => reason?.code))).toEqual(
    new Set(['members-only', 'date-unread', 'garbled']),
  );
});
