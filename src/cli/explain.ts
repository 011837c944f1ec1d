import { Command } from 'commander';
import { explain, question, type Explanation } from '../explain/index.ts';
import { parseInput } from '../platform/input.ts';
import { answerSays } from '../words/index.ts';
import { withApp } from './command.ts';
import { PUBLICATION_HELP, PUBLICATION_OPTION, thePublication } from './the-publication.ts';

interface Options {
  email?: string;
  article?: string;
  send?: string;
  publication?: string;
  json?: boolean;
}

export const explainCommand = new Command('explain')
  .description('say why a reader got an article or a send, or did not')
  .option('--email <address>', 'the address of the reader')
  .option('--article <id or address>', 'the article: the id that "articles list" shows, or its address')
  .option('--send <id>', 'the send: the id that "send list" shows')
  .option(PUBLICATION_OPTION, PUBLICATION_HELP)
  .option('--json', 'print JSON')
  .action((options: Options) =>
    withApp(
      options,
      async (app) => {
        const { email, article, send } = options;
        const asked = parseInput(question, { email, article, send });
        return explain(app, await thePublication(app, options.publication), asked);
      },
      describe,
    ),
  );

/** The verdict first, what became of the article, then every answer with yes or NO in front. */
function describe({ subscriber, article, send, fate, verdict, because }: Explanation): string {
  const what = article ? `article ${article.id}, “${article.title}”` : `send ${send?.id}, “${send?.subject}”`;
  const who = subscriber ? `${subscriber.email} (subscriber ${subscriber.id}, ${subscriber.status})` : '';
  return [
    `${verdict}: ${[who, what].filter(Boolean).join(' and ')}`,
    ...(fate ? [answerSays(fate)] : []),
    '',
    ...because.map((answer) => `  ${answer.holds ? 'yes' : 'NO '}  ${answerSays(answer)}`),
  ].join('\n');
}
