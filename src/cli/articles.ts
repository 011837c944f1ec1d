import { Command } from 'commander';
import { listArticles, VERDICTS, type Article, type MailChanges, type Verdict } from '../articles/index.ts';
import {
  correctArticle,
  decideArticles,
  dismissArticles,
  editArticle,
  releaseArticles,
  takeBackDecision,
} from '../planning/index.ts';
import type { App } from '../platform/app.ts';
import { says } from '../words/index.ts';
import { InvalidInput } from '../platform/errors.ts';
import { group, withApp } from './command.ts';
import { localTime } from './local-time.ts';
import { PUBLICATION_HELP, PUBLICATION_OPTION, thePublication } from './the-publication.ts';

interface Options {
  publication?: string;
  json?: boolean;
}

const list = new Command('list')
  .description('list the articles of a publication, newest first, with what became of them')
  .option(PUBLICATION_OPTION, PUBLICATION_HELP)
  .option('--verdict <verdict>', `only ${VERDICTS.join(', ')}`)
  .option('--limit <number>', 'how many at most', '50')
  .option('--json', 'print JSON')
  .action((options: Options & { verdict?: string; limit: string }) =>
    withApp(
      options,
      async (app) => {
        const { id, timeZone } = await thePublication(app, options.publication);
        const limit = Math.min(readNumber(options.limit, 'limit'), 1000);
        const articles = await listArticles(app.db, id, { verdict: readVerdict(options.verdict), limit });
        return { articles, timeZone };
      },
      ({ articles, timeZone }) =>
        articles.map((article) => describe(article, timeZone)).join('\n') || 'There are no such articles.',
      ({ articles }) => articles,
    ),
  );

type Decide = (app: App, publicationId: number, ids: number[] | undefined) => Promise<Article[]>;

const decision = (name: string, description: string, decide: Decide, done: string, named = '<ids...>') =>
  new Command(name)
    .description(description)
    .argument(named, `ids from "articles list"${named === ALL ? '; without any: all held articles' : ''}`)
    .option(PUBLICATION_OPTION, PUBLICATION_HELP)
    .option('--json', 'print JSON')
    .action((ids: string[], options: Options) =>
      withApp(
        options,
        async (app) => {
          const chosen = ids.length > 0 ? ids.map((id) => readNumber(id, 'id')) : undefined;
          const { id, timeZone } = await thePublication(app, options.publication);
          return { articles: await decide(app, id, chosen), timeZone };
        },
        ({ articles, timeZone }) =>
          [`${done}: ${articles.length}`, ...articles.map((article) => describe(article, timeZone))].join(
            '\n',
          ),
        ({ articles }) => articles,
      ),
    );

/** Ids may be left out. */
const ALL = '[ids...]';

const edit = new Command('edit')
  .description('change an article for its mail only; the feed’s own words stay beside it')
  .argument('<id>', 'the id that "articles list" shows')
  .option(PUBLICATION_OPTION, PUBLICATION_HELP)
  .option('--title <text>', 'headline and subject of the mail')
  .option('--standfirst <text>', 'the lines above the text')
  .option('--image <url>', 'address of the picture')
  .option('--no-image', 'no picture')
  .option('--reset', 'take everything as the feed has it')
  .option('--json', 'print JSON')
  .action((id: string, options: Options & Edit) =>
    withApp(
      options,
      async (app) => {
        const { id: publicationId, timeZone } = await thePublication(app, options.publication);
        const article = await editArticle(app, publicationId, readNumber(id, 'id'), readEdit(options));
        return { article, timeZone };
      },
      ({ article, timeZone }) => describe(article, timeZone),
      ({ article }) => article,
    ),
  );

interface Edit {
  title?: string;
  standfirst?: string;
  /** False: without a picture; true where nobody said anything. */
  image: string | boolean;
  reset?: boolean;
}

function readEdit({ title, standfirst, image, reset }: Edit): MailChanges {
  const own = reset ? { title: null, standfirst: null, imageUrl: null } : {};
  return {
    ...own,
    ...(title === undefined ? {} : { title }),
    ...(standfirst === undefined ? {} : { standfirst }),
    ...(image === true ? {} : { imageUrl: image === false ? '' : image }),
  };
}

interface Correction {
  note: string;
  everybody?: boolean;
  inNextDigest?: boolean;
}

const correct = new Command('correct')
  .description('send a correction to those whose mail had another text of an article than it has now')
  .argument('<id>', 'the id that "articles list" shows')
  .option(PUBLICATION_OPTION, PUBLICATION_HELP)
  .requiredOption('--note <markdown>', 'what was wrong, what is right')
  .option('--everybody', 'to all who may get the article, too')
  .option('--in-next-digest', 'on top of the next digest for readers of digests; to all others at once')
  .option('--json', 'print JSON')
  .action((id: string, options: Options & Correction) =>
    withApp(
      options,
      async (app) => {
        const { id: publicationId } = await thePublication(app, options.publication);
        const audience = options.everybody ? ('everybody' as const) : ('wrong-text' as const);
        return correctArticle(app, publicationId, readNumber(id, 'id'), {
          note: options.note,
          audience,
          inNextDigest: options.inNextDigest === true,
        });
      },
      (send) => `Send ${send.id}: ${send.subject}`,
      ({ id: sendId, kind, status, subject }) => ({ id: sendId, kind, status, subject }),
    ),
  );

export const articleCommands = group('articles', 'articles and their verdicts', [
  list,
  decision('release', 'send held articles', releaseArticles, 'Released', ALL),
  decision('dismiss', 'dismiss held articles: they are not mailed', dismissArticles, 'Dismissed', ALL),
  decision(
    'send-now',
    'mail articles without waiting for the hold',
    (app, publicationId, ids = []) => decideArticles(app, publicationId, { sendNow: ids }),
    'Sent now',
  ),
  decision(
    'hold',
    'keep articles back until somebody releases them',
    (app, publicationId, ids = []) => decideArticles(app, publicationId, { hold: ids }),
    'Held',
  ),
  decision(
    'take-back',
    'take back the last decision about articles, unless they are being mailed',
    (app, publicationId, ids = []) => takeBackDecision(app, publicationId, { ids }),
    'Taken back',
  ),
  edit,
  correct,
]);

function describe(article: Article, timeZone: string): string {
  const why = article.reason ? `\n    ${says(article.reason)}` : '';
  const title = article.mailTitle ?? article.title;
  return `${article.id}  ${article.verdict.padEnd(9)}  ${localTime(article.firstSeenAt, timeZone)}  ${title}${why}`;
}

function readVerdict(text: string | undefined): Verdict | undefined {
  const found = VERDICTS.find((verdict) => verdict === text);
  if (text === undefined || found) return found;
  throw new InvalidInput([
    { field: 'verdict', message: `The verdict must be one of ${VERDICTS.join(', ')}.` },
  ]);
}

function readNumber(text: string, field: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new InvalidInput([{ field, message: `The ${field} must be a number, not ${text}.` }]);
}
