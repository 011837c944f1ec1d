import { Command } from 'commander';
import { addFeed, checkFeed, listFeeds, pollFeed, type CheckedFeed, type Feed } from '../articles/index.ts';
import { readConfig } from '../platform/config.ts';
import { InvalidInput } from '../platform/errors.ts';
import { createGuardedFetch } from '../platform/guarded-fetch.ts';
import { getPublication } from '../publications/index.ts';
import { group, withApp } from './command.ts';

interface Options {
  publication: string;
  json?: boolean;
}

/** Needs no database: nothing is started for it and nothing is stored. */
const check = new Command('check')
  .description('read a feed as a poll would and show its articles and what a first poll would make of them')
  .argument('<url-or-file>', 'address (reached by the same rules as a poll: FETCH_ALLOW) or file of the feed')
  .option('--json', 'print JSON: {feed: {title, link, …}, items: [{id, title, link, …, verdict}]}')
  .action(async (source: string, options: { json?: boolean }) => {
    const config = readConfig(process.env);
    const checked = await checkFeed({ config, fetch: createGuardedFetch(config.fetchAllow) }, source);
    // What a feed does not say is null, so that every field is always there.
    const json = () => JSON.stringify(checked, (_name, value: unknown) => value ?? null, 2);
    process.stdout.write(`${options.json ? json() : describeCheck(checked)}\n`);
  });

const add = new Command('add')
  .description('add a feed to a publication')
  .argument('<url>', 'address of an RSS, Atom or JSON feed')
  .requiredOption('--publication <slug>', 'the publication')
  .option('--json', 'print JSON')
  .action((url: string, options: Options) =>
    withApp(
      options,
      async (app) => addFeed(app, (await getPublication(app.db, options.publication)).id, url),
      (feed) => `Feed ${feed.id} is added. Its first poll follows; what it holds then counts as known.`,
    ),
  );

const list = new Command('list')
  .description('list the feeds of a publication')
  .requiredOption('--publication <slug>', 'the publication')
  .option('--json', 'print JSON')
  .action((options: Options) =>
    withApp(
      options,
      async (app) => listFeeds(app.db, (await getPublication(app.db, options.publication)).id),
      (feeds) => feeds.map(describeFeed).join('\n') || 'There are no feeds.',
    ),
  );

const poll = new Command('poll')
  .description('poll a feed now')
  .argument('<id>', 'the id that "feed list" shows')
  .option('--json', 'print JSON: {feed, articles, notModified}')
  .action((id: string, options: { json?: boolean }) =>
    withApp(
      options,
      (app) => pollFeed(app, readFeedId(id)),
      ({ feed, articles, notModified }) =>
        [
          describeFeed(feed),
          notModified
            ? 'Nothing changed since the last poll.'
            : `Articles seen for the first time: ${articles.length}`,
          ...articles.map((article) => `  ${article.id}  ${article.verdict.padEnd(9)}  ${article.title}`),
        ].join('\n'),
    ),
  );

export const feedCommands = group('feed', 'feeds that articles come from', [check, add, list, poll]);

function readFeedId(text: string): number {
  const id = Number(text);
  if (Number.isSafeInteger(id) && id > 0) return id;
  throw new InvalidInput([{ field: 'id', message: 'The id of the feed must be a number.' }]);
}

function describeFeed(feed: Feed): string {
  const polled = feed.lastPolledAt ? `polled ${feed.lastPolledAt.toISOString()}` : 'not polled yet';
  const error = feed.error ? `\n    ${feed.error}` : '';
  return `${feed.id}  ${feed.status.padEnd(7)}  ${feed.url}  (${polled})${error}`;
}

function describeCheck({ feed, items }: CheckedFeed): string {
  const rows = items.map((item) =>
    [
      item.verdict.padEnd(9),
      (item.published ?? item.updated)?.toISOString().slice(0, 16) ?? 'no date         ',
      item.title || '(no title)',
      item.link ?? '(no link)',
    ].join('  '),
  );
  return [`${feed.title || '(no title)'}  ${feed.link ?? ''}`, `Articles: ${items.length}`, ...rows].join(
    '\n',
  );
}
