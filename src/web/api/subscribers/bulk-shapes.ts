import { z } from 'zod';
import { BULK_ACTIONS, UNCHANGED } from '../../../subscribers/index.ts';
import { actionField } from '../../bulk-wish.ts';
import { filterFields } from '../../reader-filter.ts';

const MOST_IDS = 10_000;

/** As numbers in JSON, or as in an address. */
const digits = (field: typeof filterFields.segment) =>
  z.union([z.int().positive().transform(String), field]).optional();

const NOBODY = 'Name ids, a segment or a filter; all: true means every reader of the publication.';

export const bulkBody = z
  .strictObject({
    ...filterFields,
    segment: digits(filterFields.segment).describe('Number of a segment'),
    joined: digits(filterFields.joined).describe('In so many days until now'),
    ids: z
      .array(z.int('ids must be numbers of subscribers.').positive())
      .min(1, 'ids must name a subscriber.')
      .max(MOST_IDS, 'ids must name 10,000 subscribers or fewer. A segment or a filter can mean more.')
      .optional(),
    all: z.literal(true, 'all must be true, or be left out.').optional().describe('Every reader'),
    action: actionField,
    value: z
      .string()
      .max(100)
      .default('')
      .describe(
        'Of pause: when it ends, a day or a moment; of set-rhythm: each, daily or weekly; of topics: the slug',
      ),
    evenChosen: z
      .boolean()
      .default(false)
      .describe('set-rhythm changes readers who chose their rhythm themselves, too'),
    dryRun: z.boolean().default(false).describe('Only say what would happen'),
  })
  .superRefine(
    ({ ids, all, action: _action, value: _value, evenChosen: _even, dryRun: _dry, ...filter }, context) => {
      const hasFilter = Object.values(filter).some((given) => given !== undefined && given !== '');
      if (!ids && !all && !hasFilter) context.addIssue({ code: 'custom', path: ['ids'], message: NOBODY });
      if (ids && (all || hasFilter))
        context.addIssue({
          code: 'custom',
          path: ['ids'],
          message: 'Name ids, or a segment and filters, not both.',
        });
      if (all && hasFilter)
        context.addIssue({
          code: 'custom',
          path: ['all'],
          message: 'all means everybody. Leave it out beside a filter.',
        });
    },
  );

const count = z.int();

export const bulkAnswer = z.object({
  id: count.nullable().describe('null: a dry run'),
  action: z.enum(BULK_ACTIONS),
  status: z.enum(['dry-run', 'running', 'finished', 'undoing', 'undone']),
  picked: count,
  changed: count,
  unchanged: z.array(z.object({ code: z.enum(UNCHANGED), count, says: z.string() })),
  undoUntil: z.iso.datetime().nullable().describe('null: it cannot be undone, not yet, or not any more'),
  undone: z
    .object({ restored: count, touched: count })
    .nullable()
    .describe('restored: have back what they had; touched: changed again since, and stay'),
});
