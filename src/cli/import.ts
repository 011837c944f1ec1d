import { createReadStream } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { Command } from 'commander';
import { z } from 'zod';
import { InvalidInput } from '../platform/errors.ts';
import { line, parseInput } from '../platform/input.ts';
import { getPublication } from '../publications/index.ts';
import { importNow, tryImport, type ImportConsent, type ImportReport } from '../subscribers/index.ts';
import { withApp } from './command.ts';
import { EXIT_FAILED } from './exit-codes.ts';

interface Options {
  publication: string;
  confirmed?: boolean;
  consentSource: string;
  consentAt?: string;
  dryRun?: boolean;
  json?: boolean;
}

export const importCommand = new Command('import')
  .description('bring over a list of readers who agreed elsewhere: CSV, or JSON lines (.jsonl, .ndjson)')
  .argument('<file>', 'the list; its first line names the columns, one of them "email"')
  .requiredOption('--publication <slug>', 'the publication')
  .requiredOption('--consent-source <text>', 'where these people agreed, such as "form of the old site"')
  .option('--consent-at <moment>', 'when, where the rows do not say it: 2026-05-01T09:30:00Z')
  .option('--confirmed', 'you have proof that all of them agreed')
  .option('--dry-run', 'say what would happen and change nothing')
  .option('--json', 'print JSON: {dryRun, id, status, counts, refusals}')
  .action((file: string, options: Options) =>
    withApp(
      options,
      async (app) => {
        const consent = readConsent(options);
        await access(file, constants.R_OK).catch(() => refuse('file', `The file ${file} cannot be read.`));
        const publication = await getPublication(app.db, options.publication);
        const format = /\.(jsonl|ndjson)$/i.test(file) ? 'json-lines' : 'csv';
        const bytes: AsyncIterable<Buffer> = createReadStream(file);
        const run = options.dryRun ? tryImport : importNow;
        const report = await run(app, publication, { bytes, format, consent });
        if (report.import.status === 'failed') process.exitCode = EXIT_FAILED;
        const { id, status, counts, error } = report.import;
        return { dryRun: options.dryRun === true, id, status, counts, error, refusals: report.refusals };
      },
      describe,
    ),
  );

const consentShape = z.object({
  consentSource: line('--consent-source', 500).min(1, 'Say where these people agreed: --consent-source.'),
  consentAt: z.iso
    .datetime({ offset: true, error: '--consent-at must be a moment such as 2026-05-01T09:30:00Z.' })
    .optional(),
});

/** @throws InvalidInput */
function readConsent(options: Options): ImportConsent {
  if (!options.confirmed)
    refuse(
      'confirmed',
      'Add --confirmed if you have proof that these people agreed. Without it nobody is taken in.',
    );
  const { consentSource, consentAt } = parseInput(consentShape, options);
  const at = consentAt === undefined ? undefined : new Date(consentAt);
  if (at && at.getTime() > Date.now()) refuse('consentAt', '--consent-at must not lie in the future.');
  return { source: consentSource, at, channel: 'command-line', caller: 'command-line' };
}

function refuse(field: string, message: string): never {
  throw new InvalidInput([{ field, message }]);
}

interface Shown extends Pick<ImportReport['import'], 'id' | 'counts' | 'error'> {
  dryRun: boolean;
  refusals: ImportReport['refusals'];
}

function describe({ dryRun, counts, error, refusals }: Shown): string {
  if (error !== null) return error;
  const { rows, added, updated, skipped, refused } = counts;
  const left = skipped + refused - refusals.length;
  return [
    dryRun ? 'This is what an import would do; nothing was changed.' : 'Done.',
    `${rows} rows: ${added} added, ${updated} updated, ${skipped} skipped, ${refused} refused`,
    ...refusals.map(
      ({ line, email, reason }) => `line ${line}: ${email === null ? '' : `${email}: `}${reason}`,
    ),
    ...(left > 0 ? [`and ${left} more`] : []),
  ].join('\n');
}
