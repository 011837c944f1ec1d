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
export const importQuery = z.strictObject({
  confirmed: z.literal(
    'true',
    'confirmed must be true: a list is taken in only with proof that its people agreed. Ask others one by one, through POST …/subscribers.',
  ),
  consentSource: line('consentSource', 500).min(
    1,
    'consentSource is missing: say where these people agreed, such as "sign-up form of the old site".',
  ),
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

export const importAnswer = z.object({
  id: z.int(),
  status: z.enum(['running', 'finished', 'failed']),
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
    .array(z.object({ column: z.string(), takenAs: z.string() }))
    .describe('What each column was taken for; "nothing": not taken over, "ignored": left out by hand.'),
  notes: z.array(toldReason).describe('What else there is to know of how the file was read.'),
  reasons: z
    .array(z.object({ reason: toldReason, rows: z.int(), firstLine: z.int() }))
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
