import { Command } from 'commander';
import {
  addFeed,
  changeFeed,
  checkFeed,
  getFeed,
  listFeeds,
  listPolls,
  pollFeed,
  removeFeed,
  requireFeed,
  restoreFeed,
  type CheckedFeed,
  type Feed,
  type Poll,
} from '../articles/index.ts';
import { readConfig } from '../platform/config.ts';
import { InvalidInput } from '../platform/errors.ts';
import { createGuardedFetch } from '../platform/fetch/guarded-fetch.ts';
import { says, withWords } from '../words/index.ts';
import { group, withApp } from './command.ts';
import { localTime, timeZones } from './local-time.ts';
import { PUBLICATION_HELP, PUBLICATION_OPTION, thePublication } from './the-publication.ts';

interface Options {
  publication?: string;
  json?: boolean;
}

/** Needs no database: nothing is started for it and nothing is stored. */
const check = new Command('check')
  .description('read a feed as a poll would, and show its articles with the verdicts of a first poll')
  .argument('<url-or-file>', 'address or file of the feed (addresses follow the rules of polls: FETCH_ALLOW)')
  .option('--json', 'print JSON: {feed: {title, link, …}, items: [{id, title, link, …, verdict}], hints}')
  .action(async (source: string, options: { json?: boolean }) => {
    const config = readConfig(process.env);
    const checked = await checkFeed({ config, fetch: createGuardedFetch(config.fetchAllow) }, source);
    // What a feed does not say is null, so that every field is always there.
    const json = () => JSON.stringify(withWords(checked), (_name, value: unknown) => value ?? null, 2);
    process.stdout.write(`${options.json ? json() : describeCheck(checked)}\n`);
  });

const add = new Command('add')
  .description('add a feed to a publication; for a web page, name the feeds it points to')
  .argument('<url>', 'address of an RSS, Atom or JSON feed')
  .option(PUBLICATION_OPTION, PUBLICATION_HELP)
  .option('--json', 'print JSON')
  .action((url: string, options: Options) =>
    withApp(
      options,
      async (app) => {
        const publication = await thePublication(app, options.publication);
        await requireFeed(app, url);
        return addFeed(app, publication.id, url);
      },
      (feed) => `Feed ${feed.id} is added. Its first poll follows; articles of that poll are not mailed.`,
    ),
  );

const list = new Command('list')
  .description('list the feeds of a publication')
  .option(PUBLICATION_OPTION, PUBLICATION_HELP)
  .option('--json', 'print JSON')
  .action((options: Options) =>
    withApp(
      options,
      async (app) => {
        const { id, timeZone } = await thePublication(app, options.publication);
        return { feeds: await listFeeds(app.db, id), timeZone };
      },
      ({ feeds, timeZone }) =>
        feeds.map((feed) => describeFeed(feed, timeZone)).join('\n') || 'There are no feeds.',
      ({ feeds }) => feeds,
    ),
  );

const edit = new Command('edit')
  .description('correct the address of a feed, or set how often it is polled')
  .argument('<id>', 'the id that "feed list" shows')
  .option(
    '--url <url>',
    'new address; if most of its articles are known, the feed moved; if not, its present articles are not mailed',
  )
  .option('--poll-minutes <number>', 'minutes between polls, 5 to 1440; overrides what the feed asks for')
  .option('--json', 'print JSON')
  .action((id: string, { json, url, pollMinutes }: { json?: boolean; url?: string; pollMinutes?: string }) =>
    change(
      id,
      { json: json === true },
      {
        ...(url === undefined ? {} : { url }),
        ...(pollMinutes === undefined ? {} : { pollMinutes: Number(pollMinutes) }),
      },
    ),
  );

const setStatus = (name: string, description: string, status: Feed['status']) =>
  new Command(name)
    .description(description)
    .argument('<id>', 'the id that "feed list" shows')
    .option('--json', 'print JSON')
    .action((id: string, options: { json?: boolean }) => change(id, options, { status }));

const remove = new Command('remove')
  .description('remove a feed: its articles stay known, and articles that wait to be mailed are held')
  .argument('<id>', 'the id that "feed list" shows')
  .option('--json', 'print JSON: the feed as it was')
  .action((id: string, options: { json?: boolean }) =>
    withApp(
      options,
      async (app) => {
        const feed = await getFeed(app.db, readFeedId(id));
        await removeFeed(app, feed.publicationId, feed.id);
        return feed;
      },
      ({ url }) => `The feed ${url} is removed. If you add it again, it mails nothing twice.`,
    ),
  );

/** Changes one feed and prints it. */
function change(id: string, options: { json?: boolean }, changes: Record<string, unknown>): Promise<void> {
  return withApp(
    options,
    async (app) => {
      const feed = await getFeed(app.db, readFeedId(id));
      if (typeof changes['url'] === 'string') await requireFeed(app, changes['url']);
      const changed = await changeFeed(app, feed.publicationId, feed.id, changes);
      return { feed: changed, timeZone: (await timeZones(app))(feed.publicationId) };
    },
    ({ feed, timeZone }) => describeFeed(feed, timeZone),
    ({ feed }) => feed,
  );
}

const poll = new Command('poll')
  .description('poll a feed now')
  .argument('<id>', 'the id that "feed list" shows')
  .option('--json', 'print JSON: {feed, articles, notModified}')
  .action((id: string, options: { json?: boolean }) =>
    withApp(
      options,
      async (app) => {
        const outcome = await pollFeed(app, readFeedId(id));
        return { ...outcome, timeZone: (await timeZones(app))(outcome.feed.publicationId) };
      },
      ({ feed, articles, notModified, timeZone }) =>
        [
          describeFeed(feed, timeZone),
          notModified
            ? 'Nothing changed since the last poll.'
            : `Articles seen for the first time: ${articles.length}`,
          ...articles.map((article) => `  ${article.id}  ${article.verdict.padEnd(9)}  ${article.title}`),
        ].join('\n'),
      ({ timeZone: _timeZone, ...outcome }) => outcome,
    ),
  );

const history = new Command('history')
  .description('list how a feed was read in the last 14 days, the newest first')
  .argument('<id>', 'the id that "feed list" shows')
  .option('--limit <number>', 'how many at most', '30')
  .option('--json', 'print JSON')
  .action((id: string, options: { json?: boolean; limit: string }) =>
    withApp(
      options,
      async (app) => {
        const feed = await getFeed(app.db, readFeedId(id));
        const limit = Math.min(Number(options.limit) || 30, 1000);
        const polls = await listPolls(app.db, feed.id, { before: 0, limit });
        return { polls, timeZone: (await timeZones(app))(feed.publicationId) };
      },
      ({ polls, timeZone }) =>
        polls.map((poll) => describePoll(poll, timeZone)).join('\n') || 'It was not read yet.',
      ({ polls }) => polls,
    ),
  );

const restore = new Command('restore')
  .description('bring back a feed that was removed; articles that were held for it go on')
  .argument('<id>', 'the id that the feed had')
  .option(PUBLICATION_OPTION, PUBLICATION_HELP)
  .option('--json', 'print JSON')
  .action((id: string, options: Options) =>
    withApp(
      options,
      async (app) => {
        const publication = await thePublication(app, options.publication);
        const feed = await restoreFeed(app, publication.id, readFeedId(id));
        return { feed, timeZone: publication.timeZone };
      },
      ({ feed, timeZone }) => describeFeed(feed, timeZone),
      ({ feed }) => feed,
    ),
  );

export const feedCommands = group('feed', 'feeds that articles come from', [
  check,
  add,
  list,
  edit,
  setStatus('pause', 'stop reading a feed until it is resumed', 'paused'),
  setStatus('resume', 'read a paused or gone feed again', 'active'),
  remove,
  restore,
  poll,
  history,
]);

function readFeedId(text: string): number {
  const id = Number(text);
  if (Number.isSafeInteger(id) && id > 0) return id;
  throw new InvalidInput([{ field: 'id', message: 'The id of the feed must be a number.' }]);
}

function describeFeed(feed: Feed, timeZone: string): string {
  const polled = feed.lastPolledAt ? `polled ${localTime(feed.lastPolledAt, timeZone)}` : 'not polled yet';
  const error = feed.error ? `\n    ${says(feed.error)}` : '';
  return `${feed.id}  ${feed.status.padEnd(7)}  ${feed.url}  (${polled})${error}`;
}

function describePoll(
  { at, outcome, status, milliseconds, fresh, held, error }: Poll,
  timeZone: string,
): string {
  const what = [
    outcome.padEnd(9),
    status ?? '–',
    `${milliseconds} ms`,
    `new: ${fresh}`,
    held > 0 && `held: ${held}`,
  ];
  return `${localTime(at, timeZone)}  ${what.filter(Boolean).join('  ')}${error ? `\n    ${says(error)}` : ''}`;
}

function describeCheck({ feed, items, hints }: CheckedFeed): string {
  const rows = items.map((item) =>
    [
      item.verdict.padEnd(9),
      (item.published ?? item.updated)?.toISOString().slice(0, 16) ?? 'no date         ',
      item.title || '(no title)',
      item.link ?? '(no link)',
    ].join('  '),
  );
  return [
    `${feed.title || '(no title)'}  ${feed.link ?? ''}`,
    `Articles: ${items.length}`,
    ...rows,
    ...hints.map((hint) => says(hint)),
  ].join('\n');
}
