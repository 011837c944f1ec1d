import { z } from 'zod';
import { InvalidInput } from '../../../platform/errors.ts';
import { line } from '../../../platform/input.ts';
import { COLUMN_FIELDS, type ColumnChoices, type ColumnField } from '../../../subscribers/index.ts';
import { listQuery } from '../list.ts';
import { toldReason } from '../told-reason.ts';

export const importParams = z.object({
  slug: z.string(),
  id: z.coerce.number().int().positive().catch(0),
});

/** Clocks of other machines may be ahead of ours. */
const CLOCK_SKEW_MS = 60_000;

/** Names between commas, or as a parameter that is repeated. A name with a comma in it counts as a whole, too. */
const names = z
  .union([z.string().max(5000), z.array(z.string().max(1000)).max(200)])
  .optional()
  .transform((value) => {
    const given = [value ?? []].flat();
    return [...new Set([...given.flatMap((text) => text.split(',')), ...given])].filter(
      (text) => text.trim() !== '',
    );
  });

/** `field:NAME` between commas, which may stand in names, too. */
const pairs = z
  .union([z.string().max(5000), z.array(z.string().max(1000)).max(200)])
  .optional()
  .transform((value) =>
    [value ?? []].flat().flatMap((text) => text.split(new RegExp(`,(?=(?:${COLUMN_FIELDS.join('|')}):)`))),
  );

/** A list goes in only with proof (CON-04): asking thousands of strangers by mail to confirm is list bombing. */
const NOT_CONFIRMED =
  'confirmed must be true: a list is taken in only with proof that its people agreed. Ask others one by one, through POST …/subscribers.';
const NO_SOURCE =
  'consentSource is missing: say where these people agreed, such as "sign-up form of the old site".';

const importFields = z.strictObject({
  dryRun: z
    .enum(['true', 'false'], 'dryRun must be true or false.')
    .optional()
    .describe(
      'With true, only what would happen is told, and nothing changes. It needs no proof of consent.',
    ),
  confirmed: z.literal('true', NOT_CONFIRMED).optional().describe('Needed unless it is a dry run.'),
  consentSource: line('consentSource', 500)
    .min(1, NO_SOURCE)
    .optional()
    .describe('Where these people agreed. Needed unless it is a dry run.'),
  consentAt: z.iso
    .datetime({
      offset: true,
      error: 'consentAt must be a moment such as 2026-05-01T09:30:00Z.',
      abort: true,
    })
    .refine((at) => Date.parse(at) <= Date.now() + CLOCK_SKEW_MS, 'consentAt must not lie in the future.')
    .optional()
    .describe('When they agreed, where the rows do not say it.'),
  ignoreColumns: names.describe(
    'Columns to leave out, by name, between commas or repeated. One that may say who left is left out in no other way.',
  ),
  columns: pairs.describe(
    `What columns are, where their names do not tell: field:NAME, between commas or repeated. Fields: ${COLUMN_FIELDS.join(', ')}.`,
  ),
  topicsColumn: z.string().max(300).optional().describe('The column that names topics of the publication.'),
});

export const importQuery = importFields.superRefine(({ dryRun, confirmed, consentSource }, context) => {
  if (dryRun === 'true') return;
  if (confirmed === undefined)
    context.addIssue({ code: 'custom', path: ['confirmed'], message: NOT_CONFIRMED });
  if (consentSource === undefined)
    context.addIssue({ code: 'custom', path: ['consentSource'], message: NO_SOURCE });
});

/** @throws InvalidInput for a field that there is not. */
export function columnChoices(query: z.output<typeof importQuery>): ColumnChoices {
  const mapped = query.columns.map((text) => {
    const [field = '', ...rest] = text.split(':');
    return { field: readField(field), column: rest.join(':') };
  });
  return {
    ignored: query.ignoreColumns,
    mapped: query.topicsColumn ? [...mapped, { field: 'topics', column: query.topicsColumn }] : mapped,
  };
}

function readField(text: string): ColumnField {
  const field = COLUMN_FIELDS.find((name) => name === text.trim());
  if (field) return field;
  throw new InvalidInput([
    {
      field: 'columns',
      message: `columns must be field:NAME, the field one of ${COLUMN_FIELDS.join(', ')}.`,
    },
  ]);
}

const codeCounts = z.array(
  z.object({
    code: z.string(),
    count: z.int(),
    lines: z.array(z.int()).describe('The first ten. GET …/refusals has all.'),
  }),
);

export const importAnswer = z.object({
  id: z.int(),
  status: z.enum(['running', 'finished', 'failed', 'undoing', 'undone']),
  dryRun: z.boolean().describe('It only says what would happen. It is kept for a day.'),
  new: z.int().describe('Readers who are added.'),
  changed: z.int().describe('Readers who were waiting to confirm, or have another name now.'),
  ended: z.int().describe('Readers whose subscription ends: the file says that they left.'),
  unchanged: z.int().describe('Readers who are there already, with nothing new.'),
  suppressed: z
    .int()
    .describe('Rows kept out because the person left, bounced, complained or is blocked here.'),
  suppressedBy: codeCounts,
  refused: codeCounts.describe('All other rows that are kept out, by reason.'),
  undoUntil: z.iso.datetime().nullable().describe('Until when it can be undone.'),
  undoneAt: z.iso.datetime().nullable(),
  undoCounts: z
    .object({
      removed: z.int().describe('Readers it had added, who are gone.'),
      unsubscribed: z.int().describe('Readers it had added who got mail since; they are unsubscribed.'),
      restored: z.int().describe('Names that came back, and people who wait to confirm again.'),
      left: z.int().describe('Left, bounced or complained since, and stay as they are.'),
      touched: z.int().describe('Chose, wrote or were changed since, and stay as they are.'),
    })
    .describe('What became of people when it was undone.'),
  consentSource: z.string(),
  consentAt: z.iso.datetime().nullable(),
  counts: z.object({
    rows: z.int(),
    added: z.int(),
    updated: z.int().describe('Were waiting to confirm, or have another name now.'),
    ended: z.int().describe('Readers whose subscription ends: the file says that they left.'),
    skipped: z.int().describe('Good rows that changed nothing.'),
    refused: z.int().describe('Rows that hold no usable address, or cannot be read.'),
  }),
  columns: z
    .array(
      z.object({
        column: z.string(),
        name: z.string().describe('The same as column.'),
        takenAs: z.string(),
        guess: z.string().describe('What it seems to be, as a field that columns= takes.'),
        samples: z.array(z.string()).describe('Its first cells; only in a dry run.'),
      }),
    )
    .describe('What each column was taken for; "nothing": not taken over, "ignored": left out by hand.'),
  notes: z.array(toldReason).describe('What else there is to know of how the file was read.'),
  reasons: z
    .array(z.object({ reason: toldReason, rows: z.int(), firstLine: z.int(), lines: z.array(z.int()) }))
    .describe('How many rows each reason kept out.'),
  error: toldReason.nullable().describe('Why it failed.'),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});

export const refusalAnswer = z.object({
  line: z.int().describe('Of the file, counted from 1.'),
  email: z.string().nullable(),
  reason: toldReason,
});

export const refusalsQuery = listQuery;
