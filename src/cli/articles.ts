import { Command } from 'commander';
import {
  dismissArticles,
  listArticles,
  releaseArticles,
  VERDICTS,
  type Article,
  type Verdict,
} from '../articles/index.ts';
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

const decision = (name: string, description: string, decide: typeof releaseArticles, done: string) =>
  new Command(name)
    .description(description)
    .argument('[ids...]', 'ids from "articles list"; without any: all held articles')
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

export const articleCommands = group('articles', 'articles and their verdicts', [
  list,
  decision('release', 'send held articles', releaseArticles, 'Released'),
  decision('dismiss', 'dismiss held articles: they are not mailed', dismissArticles, 'Dismissed'),
]);

function describe(article: Article, timeZone: string): string {
  const why = article.reason ? `\n    ${says(article.reason)}` : '';
  return `${article.id}  ${article.verdict.padEnd(9)}  ${localTime(article.firstSeenAt, timeZone)}  ${article.title}${why}`;
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
