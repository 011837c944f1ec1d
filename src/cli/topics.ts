import { Command } from 'commander';
import { addTopic, changeTopic, listTopics, removeTopic, type Topic } from '../publications/index.ts';
import { mergeTopic, splitTopic, viewMerge, viewSplit, type MergeEffect } from '../topics/index.ts';
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

interface MergeOptions extends Options {
  dryRun?: boolean;
}

const merge = command('merge', 'make a topic a part of another: its categories, readers, sends and segments')
  .argument('<slug>', 'the topic that goes')
  .argument('<into>', 'the topic that stays')
  .option('--dry-run', 'only count')
  .action((topic: string, into: string, options: MergeOptions) =>
    withApp(
      options,
      async (app) => {
        const publication = await thePublication(app, options.publication);
        if (options.dryRun !== true) return (await mergeTopic(app, publication, { topic, into })).topics;
        return viewMerge(app, publication, { topic, into });
      },
      (result) => (Array.isArray(result) ? describe(result) : effectOf(result)),
    ),
  );

const split = command('split', 'make a topic of some categories of another; its readers follow both')
  .argument('<slug>', 'the topic')
  .requiredOption('--name <name>', 'the new topic, as readers see it')
  .requiredOption('--categories <names...>', 'the categories that it takes')
  .option('--dry-run', 'only count')
  .action((topic: string, options: MergeOptions & { name: string; categories: string[] }) =>
    withApp(
      options,
      async (app) => {
        const { name, categories, dryRun } = options;
        const publication = await thePublication(app, options.publication);
        if (dryRun !== true) return (await splitTopic(app, publication, topic, { name, categories })).topics;
        return viewSplit(app, publication, topic, { name, categories });
      },
      (result) =>
        Array.isArray(result)
          ? describe(result)
          : `${result.readers} readers who chose ${result.topic.slug} would follow ${result.created.slug}, too.`,
    ),
  );

const effectOf = ({ from, into, readers, others, sends, segments }: MergeEffect) =>
  [
    `${readers} readers who chose ${from.slug} would follow ${into.slug}.`,
    `${others} readers who chose ${into.slug} alone would get the articles of ${from.slug}, too.`,
    `Sends to come that change: ${sends.length}. Segments that change: ${segments.length}.`,
  ].join('\n');

function describe(topics: Topic[]): string {
  const lines = topics.map(
    ({ slug, name, categories }) =>
      `${slug.padEnd(16)}  ${name}${categories.length > 0 ? `  (${categories.join(', ')})` : ''}`,
  );
  return lines.join('\n') || 'There are no topics: every reader gets everything.';
}

export const topicCommands = group('topics', 'what readers can follow', [
  list,
  add,
  edit,
  remove,
  merge,
  split,
]);
