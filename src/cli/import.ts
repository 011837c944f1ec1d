import { createReadStream } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { Command } from 'commander';
import { z } from 'zod';
import { InvalidInput } from '../platform/errors.ts';
import { line, parseInput } from '../platform/input.ts';
import {
  COLUMN_FIELDS,
  importNow,
  tryImport,
  type ColumnChoices,
  type ImportConsent,
  type ImportReport,
} from '../subscribers/index.ts';
import { says } from '../words/index.ts';
import { withApp } from './command.ts';
import { EXIT_FAILED } from './exit-codes.ts';
import { importUndoCommand } from './import-undo.ts';
import { fileFault } from './file-fault.ts';
import { PUBLICATION_HELP, PUBLICATION_OPTION, thePublication } from './the-publication.ts';

interface Options {
  publication?: string;
  confirmed?: boolean;
  consentSource?: string;
  consentAt?: string;
  dryRun?: boolean;
  ignoreColumn: string[];
  column: string[];
  topicsColumn?: string;
  json?: boolean;
}

const several = (value: string, before: string[]) => [...before, value];

export const importCommand = new Command('import')
  .description(
    'import a list of readers who agreed elsewhere: CSV, JSON, JSON lines, or member lists of mailing list programs',
  )
  .argument('<file>', 'the list; its first line names the columns, one of them "email"')
  .option(PUBLICATION_OPTION, PUBLICATION_HELP)
  .option('--consent-source <text>', 'where these people agreed, such as "form of the old site"')
  .option('--consent-at <moment>', 'when they agreed, for rows that do not say it: 2026-05-01T09:30:00Z')
  .option('--confirmed', 'you have proof that all of them agreed')
  .option('--dry-run', 'show what would happen, and change nothing')
  .option('--ignore-column <name>', 'leave this column out (repeatable)', several, [])
  .option(
    '--column <field=name>',
    `meaning of a column whose name does not tell (repeatable): ${COLUMN_FIELDS.join(', ')}`,
    several,
    [],
  )
  .option('--topics-column <name>', 'the column that names topics of the publication')
  .option('--json', 'print JSON: {dryRun, id, status, counts, columns, notes, reasons, error, refusals}')
  .action((file: string, options: Options) =>
    withApp(
      options,
      async (app) => {
        const consent = readConsent(options);
        await access(file, constants.R_OK).catch((cause: unknown) =>
          refuse('file', `The file ${file} cannot be read: ${fileFault(cause)}`),
        );
        const choices = readChoices(options);
        const publication = await thePublication(app, options.publication);
        const format = /\.(jsonl|ndjson)$/i.test(file) ? 'json-lines' : 'csv';
        const bytes: AsyncIterable<Buffer> = createReadStream(file);
        const run = options.dryRun ? tryImport : importNow;
        const report = await run(app, publication, { bytes, format, consent, choices });
        if (report.import.status === 'failed') process.exitCode = EXIT_FAILED;
        const { id, status, counts, columns, notes, error } = report.import;
        const { reasons, refusals } = report;
        return {
          dryRun: options.dryRun === true,
          id,
          status,
          counts,
          columns,
          notes,
          reasons,
          error,
          refusals,
        };
      },
      describe,
    ),
  )
  .addCommand(importUndoCommand);

const NO_SOURCE = 'Say where these people agreed: --consent-source.';

const consentShape = z.object({
  consentSource: line('--consent-source', 500).min(1, NO_SOURCE),
  consentAt: z.iso
    .datetime({ offset: true, error: '--consent-at must be a moment such as 2026-05-01T09:30:00Z.' })
    .optional(),
});

/** @throws InvalidInput */
function readConsent(options: Options): ImportConsent {
  if (options.consentSource === undefined && !options.dryRun) refuse('consentSource', NO_SOURCE);
  if (!options.confirmed && !options.dryRun)
    refuse(
      'confirmed',
      'Add --confirmed if you have proof that these people agreed. Without it, nobody is imported.',
    );
  const { consentSource, consentAt } = parseInput(consentShape, { consentSource: 'a dry run', ...options });
  const at = consentAt === undefined ? undefined : new Date(consentAt);
  if (at && at.getTime() > Date.now()) refuse('consentAt', '--consent-at must not be in the future.');
  return { source: consentSource, at, channel: 'command-line', caller: 'command-line' };
}

/** @throws InvalidInput for a field that there is not. */
function readChoices({ ignoreColumn, column, topicsColumn }: Options): ColumnChoices {
  const mapped = column.map((text) => {
    const at = text.indexOf('=');
    const field = COLUMN_FIELDS.find((name) => name === text.slice(0, at).trim());
    if (!field)
      refuse('column', `--column must be field=NAME, the field one of ${COLUMN_FIELDS.join(', ')}.`);
    return { field, column: text.slice(at + 1) };
  });
  return {
    ignored: ignoreColumn,
    mapped: topicsColumn ? [...mapped, { field: 'topics', column: topicsColumn }] : mapped,
  };
}

function refuse(field: string, message: string): never {
  throw new InvalidInput([{ field, message }]);
}

interface Shown extends Pick<ImportReport['import'], 'id' | 'counts' | 'notes' | 'error'> {
  dryRun: boolean;
  reasons: ImportReport['reasons'];
  refusals: ImportReport['refusals'];
}

const rowsOf = (count: number) => (count === 1 ? '1 row' : `${count} rows`);

function describe({ id, dryRun, counts, notes, reasons, error, refusals }: Shown): string {
  if (error !== null) return says(error);
  const { rows, added, updated, ended, skipped, refused } = counts;
  const left = ended + skipped + refused - refusals.length;
  return [
    dryRun
      ? 'This is what an import would do. Nothing was changed.'
      : `Done. Import ${id} can be undone: paperround import undo ${id}`,
    `${rowsOf(rows)}: ${added} added, ${updated} updated, ${skipped} skipped, ${refused} refused`,
    ...(ended > 0 ? [`${ended} of our readers left: their subscription ends`] : []),
    ...notes.map((note) => says(note)),
    ...(reasons.length > 1
      ? reasons.map((one) => `${rowsOf(one.rows)} (from line ${one.firstLine}): ${says(one.reason)}`)
      : []),
    ...refusals.map(
      ({ line, email, reason }) => `line ${line}: ${email === null ? '' : `${email}: `}${says(reason)}`,
    ),
    ...(left > 0 ? [`and ${left} more`] : []),
  ].join('\n');
}
