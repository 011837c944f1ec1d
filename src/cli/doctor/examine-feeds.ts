import { listFeeds } from '../../articles/index.ts';
import type { Db } from '../../platform/database.ts';
import type { Publication } from '../../publications/index.ts';
import { says } from '../../words/index.ts';
import type { Finding } from './finding.ts';

/** Whether what is published is seen: a feed that cannot be read brings no article. */
export async function checkFeeds(db: Db, publications: Publication[]): Promise<Finding[]> {
  const found = await Promise.all(
    publications.map(async ({ id, slug }) => (await listFeeds(db, id)).map((feed) => ({ ...feed, slug }))),
  );
  const feeds = found.flat();
  if (feeds.length === 0) return [];
  const broken = feeds.filter(({ status }) => status === 'failing' || status === 'gone');
  const reads: Finding = { name: 'feeds', state: 'good', says: `${feeds.length} can be read.` };
  return broken.length === 0
    ? [reads]
    : broken.map(({ url, slug, error }) => ({
        name: 'feeds',
        state: 'bad',
        says: `${url} (${slug}) cannot be read: ${error ? says(error) : 'it failed the last time.'}`,
      }));
}
