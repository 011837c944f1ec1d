import { z } from 'zod';
import { line } from '../../../platform/input.ts';
import { listQuery } from '../list.ts';

export const importParams = z.object({
  slug: z.string(),
  id: z.coerce.number().int().positive().catch(0),
});

/** Clocks of other machines may be ahead of ours. */
const CLOCK_SKEW_MS = 60_000;

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
});

export const importAnswer = z.object({
  id: z.int(),
  status: z.enum(['running', 'finished', 'failed']),
  consentSource: z.string(),
  consentAt: z.iso.datetime().nullable(),
  counts: z.object({
    rows: z.int(),
    added: z.int(),
    updated: z.int().describe('Were waiting to confirm, or have another name now.'),
    skipped: z.int().describe('Good rows that changed nothing.'),
    refused: z.int().describe('Rows that hold no usable address, or cannot be read.'),
  }),
  error: z.string().nullable(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});

export const refusalAnswer = z.object({
  line: z.int().describe('Of the file, counted from 1.'),
  email: z.string().nullable(),
  reason: z.string(),
});

export const refusalsQuery = listQuery;
