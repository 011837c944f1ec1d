import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
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
        await write(
          file,
          exportList(app.db, id, { format, status: status satisfies SubscriberStatus | undefined }),
        );
      },
      () => '',
    );
  });

/** A file is for its owner alone: it holds addresses. */
async function write(file: string | undefined, pieces: AsyncIterable<string>): Promise<void> {
  const target = file === undefined ? process.stdout : createWriteStream(file, { flags: 'wx', mode: 0o600 });
  try {
    if (file !== undefined) await once(target, 'open');
    for await (const piece of pieces) if (!target.write(piece)) await once(target, 'drain');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    refuse('file', `The file ${file} exists. Choose another name, or delete it first.`);
  }
  if (file === undefined) return;
  target.end();
  await finished(target);
}

function refuse(field: string, message: string): never {
  throw new InvalidInput([{ field, message }]);
}
