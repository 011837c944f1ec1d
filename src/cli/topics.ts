import { Command } from 'commander';
import { addTopic, changeTopic, listTopics, removeTopic, type Topic } from '../publications/index.ts';
import { group, withApp } from './command.ts';
import { PUBLICATION_HELP, PUBLICATION_OPTION, thePublication } from './the-publication.ts';

interface Options {
  publication?: string;
  json?: boolean;
}

interface TopicOptions extends Options {
  name?: string;
  categories?: string[];
}

const command = (name: string, description: string) =>
  new Command(name)
    .description(description)
    .option(PUBLICATION_OPTION, PUBLICATION_HELP)
    .option('--json', 'print JSON: a list of {id, slug, name, categories}');

const list = command('list', 'list what readers can follow').action((options: Options) =>
  withApp(
    options,
    async (app) => listTopics(app.db, (await thePublication(app, options.publication)).id),
    describe,
  ),
);

const add = command('add', 'add a topic')
  .argument('<slug>', 'its short name, such as culture')
  .option('--name <name>', 'as readers see it (default: the slug)')
  .option('--categories <names...>', 'article categories that belong to it, besides its name')
  .action((slug: string, options: TopicOptions) =>
    withApp(
      options,
      async (app) => {
        const { name = slug, categories = [] } = options;
        const { slug: publication } = await thePublication(app, options.publication);
        return addTopic(app, publication, { slug, name, categories });
      },
      describe,
    ),
  );

const edit = command('edit', 'change the name or the categories of a topic')
  .argument('<slug>', 'the topic')
  .option('--name <name>', 'as readers see it')
  .option('--categories <names...>', 'article categories that belong to it, besides its name')
  .action((slug: string, options: TopicOptions) =>
    withApp(
      options,
      async (app) => {
        const { name, categories } = options;
        const { slug: publication } = await thePublication(app, options.publication);
        return changeTopic(app, publication, slug, { name, categories });
      },
      describe,
    ),
  );

const remove = command('remove', 'remove a topic; its readers keep their other topics')
  .argument('<slug>', 'the topic')
  .action((slug: string, options: Options) =>
    withApp(
      options,
      async (app) => removeTopic(app, (await thePublication(app, options.publication)).slug, slug),
      describe,
    ),
  );

function describe(topics: Topic[]): string {
  const lines = topics.map(
    ({ slug, name, categories }) =>
      `${slug.padEnd(16)}  ${name}${categories.length > 0 ? `  (${categories.join(', ')})` : ''}`,
  );
  return lines.join('\n') || 'There are no topics: every reader gets everything.';
}

export const topicCommands = group('topics', 'what readers can follow', [list, add, edit, remove]);
