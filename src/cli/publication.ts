import { Command } from 'commander';
import { says } from '../words/index.ts';
import {
  listPublications,
  listTopics,
  publicationChanges,
  sendingObstacle,
  type Publication,
} from '../publications/index.ts';
import { changePublication } from '../subscribers/index.ts';
import { group, withApp } from './command.ts';
import { readSetting } from './read-setting.ts';
import { PUBLICATION_HELP, PUBLICATION_OPTION, thePublication } from './the-publication.ts';

const list = new Command('list')
  .description('list the publications')
  .option('--json', 'print JSON')
  .action((options: { json?: boolean }) =>
    withApp(
      options,
      (app) => listPublications(app.db, 0, 1000),
      (publications) => publications.map(asLine).join('\n') || 'There is none yet: run "paperround setup".',
    ),
  );

const show = new Command('show')
  .description('show the settings of a publication')
  .argument('[slug]', PUBLICATION_HELP)
  .option(PUBLICATION_OPTION, 'the same')
  .option('--json', 'print JSON')
  .action((slug: string | undefined, options: { publication?: string; json?: boolean }) =>
    withApp(
      options,
      async (app) => {
        const publication = await thePublication(app, slug ?? options.publication);
        const topics = (await listTopics(app.db, publication.id)).map((topic) => topic.slug);
        return { ...publication, topics };
      },
      asPage,
    ),
  );

/** Everything that may change, but topics, which have commands of their own. */
const { topics: _topics, ...SETTINGS } = publicationChanges.shape;

const edit = new Command('edit')
  .description('change settings of a publication; options you leave out keep their value')
  .argument('[slug]', PUBLICATION_HELP)
  .option(PUBLICATION_OPTION, 'the same');
for (const field of Object.keys(SETTINGS))
  edit.option(`--${inWords(field, '-')} <value>`, inWords(field, ' '));
edit
  .option('--json', 'print JSON')
  .action(
    (
      slug: string | undefined,
      { json, publication, ...given }: Record<string, string> & { json?: boolean },
    ) =>
      withApp(
        { json: json === true },
        async (app) => {
          const { slug: found } = await thePublication(app, slug ?? publication);
          const changes = Object.entries(given).map(([field, text]) => [
            field,
            readSetting(SETTINGS[field as keyof typeof SETTINGS], text),
          ]);
          const changed = await changePublication(app, found, Object.fromEntries(changes));
          return { ...changed.publication, movedReaders: changed.movedReaders };
        },
        asPage,
      ),
  );

/** `siteUrl` as `site-url`, or with blanks. */
function inWords(field: string, gap: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `${gap}${letter.toLowerCase()}`);
}

function asLine(publication: Publication): string {
  const { slug, name, fromAddress, timeZone } = publication;
  const obstacle = sendingObstacle(publication);
  return [
    `${slug.padEnd(16)}  ${name}  ${fromAddress}  ${timeZone}`,
    ...(obstacle ? [`    ${says(obstacle)}`] : []),
  ].join('\n');
}

function asPage({
  id: _id,
  ...publication
}: Publication & { topics?: string[]; movedReaders?: number }): string {
  const lines = Object.entries(publication).map(
    ([field, value]: [string, unknown]) => `${inWords(field, ' ').padEnd(16)}  ${asText(value)}`,
  );
  const obstacle = sendingObstacle(publication);
  return [...lines, ...(obstacle ? [says(obstacle)] : [])].join('\n');
}

function asText(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.join(', ') || '-';
  if (value === null || value === '') return '-';
  return typeof value === 'string' ? value.replaceAll('\n', ', ') : JSON.stringify(value);
}

export const publicationCommands = group('publication', 'newsletter brands and their settings', [
  list,
  show,
  edit,
]);
