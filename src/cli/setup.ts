import { Command } from 'commander';
import { says } from '../words/index.ts';
import { pollFeed, type Feed } from '../articles/index.ts';
import type { App } from '../platform/app.ts';
import { sendingObstacle } from '../publications/index.ts';
import { setUp } from '../set-up/index.ts';
import { withApp } from './command.ts';

interface Options {
  name?: string;
  slug?: string;
  from?: string;
  feed?: string;
  site?: string;
  postalAddress?: string;
  timeZone?: string;
  language?: string;
  defaultRhythm?: string;
  adminEmail?: string;
  json?: boolean;
}

const EXAMPLE = `
Example:
  npx paperround setup --name "The Gazette" --slug gazette --from news@gazette.example \\
    --feed https://gazette.example/feed.xml --postal-address "1 Market Square, Springfield" \\
    --time-zone Europe/Berlin --language en --admin-email editor@gazette.example`;

export const setupCommand = new Command('setup')
  .description('make a publication, its feed and the first admin; also while the server runs')
  .option('--name <name>', 'name of the publication as readers see it')
  .option('--from <address>', 'sender of its mail: news@site.example or "The Site <news@site.example>"')
  .option('--slug <slug>', 'its address: the sign-up page is at /SLUG (default: made from the name)')
  .option('--feed <url>', 'RSS, Atom or JSON feed that its articles come from; leave out if you push them')
  .option('--site <url>', 'its web site (default: where the feed is, else the domain of the sender)')
  .option('--postal-address <text>', 'required by law and printed in every email; nothing is sent without it')
  .option('--time-zone <zone>', 'such as Europe/Berlin (default: UTC)')
  .option('--language <tag>', 'such as en or de-AT (default: en)')
  .option(
    '--default-rhythm <rhythm>',
    'what new readers get until they choose: each article, a daily or a weekly digest (each, daily, weekly; default: each)',
  )
  .option('--admin-email <address>', 'email address of the admin; needed as long as there is none')
  .option('--json', 'print JSON: {publication, feed: {id, url}, admin: {email, setPasswordUrl}}')
  .addHelpText('after', EXAMPLE)
  .action((options: Options) => withApp(options, (app) => run(app, options), describe));

async function run(app: App, options: Options) {
  const { publication, feed, admin } = await setUp(app, {
    name: options.name,
    slug: options.slug,
    fromAddress: options.from,
    feedUrl: options.feed,
    siteUrl: options.site,
    postalAddress: options.postalAddress,
    timeZone: options.timeZone,
    language: options.language,
    defaultRhythm: options.defaultRhythm,
    adminEmail: options.adminEmail,
  });
  if (feed) await readFeedNow(app, feed);
  const { id: _id, ...shown } = publication;
  return {
    publication: { ...shown, signUpUrl: `${app.config.publicUrl}/${publication.slug}` },
    feed: feed && { id: feed.id, url: feed.url },
    admin: admin && { email: admin.user.email, setPasswordUrl: admin.setPasswordUrl },
  };
}

/** What stands in the feed now is not news: reading it at once means that whatever comes later is. */
async function readFeedNow(app: App, feed: Feed): Promise<void> {
  const failure = await pollFeed(app, feed.id).then(
    ({ feed: { error } }) => error && says(error),
    (error: unknown) => {
      app.log.error({ event: 'feed.poll-failed', feedId: feed.id, err: error });
      return 'Something went wrong here.';
    },
  );
  if (!failure) return;
  process.stderr.write(
    `Warning: the feed cannot be read now. ${failure} Paperround keeps it and tries again.\n`,
  );
}

function describe({ publication, feed, admin }: Awaited<ReturnType<typeof run>>): string {
  const lines = [
    `${publication.name} is set up.`,
    `Sign-up page:  ${publication.signUpUrl}`,
    feed ? `Feed:          ${feed.url}` : 'Feed:          none; push articles by the API',
  ];
  if (admin) lines.push(`Admin:         ${admin.email}`);
  if (admin?.setPasswordUrl) {
    lines.push(`Set password:  ${admin.setPasswordUrl}`, '               (works once, for a week)');
  }
  const obstacle = sendingObstacle(publication);
  if (obstacle) lines.push('', says(obstacle));
  return lines.join('\n');
}
