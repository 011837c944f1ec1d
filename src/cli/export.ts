import { Command } from 'commander';
import { InvalidInput } from '../platform/errors.ts';
import { exportReaders, findSegmentByName, getSelection, type Rule } from '../segments/index.ts';
import { SUBSCRIBER_STATUSES, type ExportFormat } from '../subscribers/index.ts';
import { withApp } from './command.ts';
import { PUBLICATION_HELP, PUBLICATION_OPTION, thePublication } from './the-publication.ts';
import { writeOut } from './write-out.ts';

const FORMATS: Record<string, ExportFormat> = { csv: 'csv', jsonl: 'json-lines' };

interface Options {
  publication?: string;
  status?: string;
  segment?: string;
  format: string;
}

export const exportCommand = new Command('export')
  .description('write the list of subscribers as CSV or JSON lines')
  .argument('[file]', 'file to write (default: standard output); an existing file is not replaced')
  .option(PUBLICATION_OPTION, PUBLICATION_HELP)
  .option('--status <status>', `only ${SUBSCRIBER_STATUSES.join(', ')}`)
  .option('--segment <segment>', 'only readers of this segment, by its name or number')
  .option('--format <format>', 'csv or jsonl', 'csv')
  .action((file: string | undefined, options: Options) => {
    const format = FORMATS[options.format] ?? refuse('format', 'The format must be csv or jsonl.');
    const status = SUBSCRIBER_STATUSES.find((known) => known === options.status);
    if (options.status !== undefined && !status)
      refuse('status', `The status must be one of ${SUBSCRIBER_STATUSES.join(', ')}.`);
    return withApp(
      {},
      async (app) => {
        const publication = await thePublication(app, options.publication);
        const { id: segmentId } =
          options.segment === undefined
            ? {}
            : await findSegmentByName(app.db, publication.id, options.segment);
        const segment =
          segmentId === undefined ? undefined : await getSelection(app.db, publication, segmentId);
        const rules: Rule[] = status ? [{ field: 'status', op: 'is', value: status }] : [];
        await writeOut(file, await exportReaders(app, publication, { rules, segment, segmentId }, format));
      },
      () => '',
    );
  });

function refuse(field: string, message: string): never {
  throw new InvalidInput([{ field, message }]);
}
