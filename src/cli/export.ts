import { Command } from 'commander';
import { InvalidInput } from '../platform/errors.ts';
import {
  exportList,
  SUBSCRIBER_STATUSES,
  type ExportFormat,
  type SubscriberStatus,
} from '../subscribers/index.ts';
import { withApp } from './command.ts';
import { PUBLICATION_HELP, PUBLICATION_OPTION, thePublication } from './the-publication.ts';
import { writeOut } from './write-out.ts';

const FORMATS: Record<string, ExportFormat> = { csv: 'csv', jsonl: 'json-lines' };

interface Options {
  publication?: string;
  status?: string;
  format: string;
}

export const exportCommand = new Command('export')
  .description('write the list of subscribers as CSV or JSON lines')
  .argument('[file]', 'file to write (default: standard output); an existing file is not replaced')
  .option(PUBLICATION_OPTION, PUBLICATION_HELP)
  .option('--status <status>', `only ${SUBSCRIBER_STATUSES.join(', ')}`)
  .option('--format <format>', 'csv or jsonl', 'csv')
  .action((file: string | undefined, options: Options) => {
    const format = FORMATS[options.format] ?? refuse('format', 'The format must be csv or jsonl.');
    const status = SUBSCRIBER_STATUSES.find((known) => known === options.status);
    if (options.status !== undefined && !status)
      refuse('status', `The status must be one of ${SUBSCRIBER_STATUSES.join(', ')}.`);
    return withApp(
      {},
      async (app) => {
        const { id } = await thePublication(app, options.publication);
        await writeOut(
          file,
          exportList(app.db, id, { format, status: status satisfies SubscriberStatus | undefined }),
        );
      },
      () => '',
    );
  });

function refuse(field: string, message: string): never {
  throw new InvalidInput([{ field, message }]);
}
