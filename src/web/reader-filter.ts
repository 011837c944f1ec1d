import { z } from 'zod';
import type { Db } from '../platform/database.ts';
import { InvalidInput } from '../platform/errors.ts';
import { saying } from '../platform/issue-fault.ts';
import { storable } from '../platform/storable.ts';
import type { Publication } from '../publications/index.ts';
import { RHYTHMS } from '../rhythms/index.ts';
import {
  getSelection,
  SORTS,
  type After,
  type ReaderFilter,
  type Rule,
  type Sort,
} from '../segments/index.ts';
import { SUBSCRIBER_STATUSES } from '../subscribers/index.ts';

const eitherOr = (name: string) => z.enum(['yes', 'no'], `${name} must be yes or no.`).optional();
/** What a search does not see, such as a NUL, is nothing here as well: a filter of nothing else must not mean everybody. */
const asSearched = z.string().overwrite(storable).trim();
const text = (most: number) => asSearched.max(most).optional();

const DAYS = 'joined must be a number of days, 1 to 36500.';

/** What a list of readers can be narrowed by, in an address. */
export const filterFields = {
  q: asSearched
    .max(300, 'q must have 300 characters or fewer.')
    .optional()
    .describe(
      'Parts of an address or a name, all of which a reader has; a whole address tells what keeps it out, too',
    ),
  status: z
    .enum(SUBSCRIBER_STATUSES, 'status must be pending, active, unsubscribed, bounced or complained.')
    .optional(),
  topic: text(60).describe('Slug: who follows it, or everything'),
  rhythm: z.enum(RHYTHMS, 'rhythm must be each, daily or weekly.').optional(),
  joined: z
    .string()
    .regex(/^[1-9]\d{0,4}$/, DAYS)
    .refine((days) => Number(days) <= 36_500, saying(DAYS, 'choice'))
    .optional()
    .describe('In so many days until now'),
  source: text(500).describe('A part of where the sign-up came from'),
  domain: text(255).describe('Of the address'),
  language: z
    .string()
    .regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, 'language must be a tag such as de.')
    .optional(),
  paused: eitherOr('paused'),
  bounced: eitherOr('bounced'),
  segment: z
    .string()
    .regex(/^[1-9]\d{0,14}$/, 'segment must be the number of a segment.')
    .optional()
    .describe('Number of a segment'),
};

const filter = z.object(filterFields);
export type FilterFields = z.output<typeof filter>;

/** The filters as rules, in the order in which they are shown. */
export function rulesOf(fields: Omit<FilterFields, 'q' | 'segment'>): Rule[] {
  const { status, topic, rhythm, joined, source, domain, language, paused, bounced } = fields;
  const rules: (Rule | undefined | '')[] = [
    status && { field: 'status', op: 'is', value: status },
    topic && { field: 'topic', op: 'is', value: topic },
    rhythm && { field: 'rhythm', op: 'is', value: rhythm },
    joined && { field: 'joined', op: 'within-days', value: joined },
    source && { field: 'source', op: 'contains', value: source },
    domain && { field: 'domain', op: 'is', value: domain },
    language && { field: 'language', op: 'is', value: language },
    paused && { field: 'paused', op: 'is', value: paused },
    bounced && { field: 'bounced', op: 'is', value: bounced },
  ];
  return rules.filter((rule): rule is Rule => Boolean(rule));
}

/** What of an address is a filter: a value that is none is none, since nobody typed it. */
export function readFilter(query: Record<string, unknown>): FilterFields {
  const found = Object.entries(filterFields).flatMap(([name, schema]) => {
    const value = query[name];
    const read = typeof value === 'string' && value.trim() !== '' ? schema.safeParse(value) : undefined;
    return read?.success ? [[name, read.data]] : [];
  });
  return Object.fromEntries(found) as FilterFields;
}

export const sortField = z
  .enum(SORTS, `sort must be one of ${SORTS.join(', ')}.`)
  .describe('joined: the oldest first; a minus turns it round');

/** The filter as the room takes it. @throws NotFound for a segment that is not there. */
export async function readerFilterOf(
  db: Db,
  publication: Publication,
  { q, segment, ...filters }: FilterFields,
): Promise<ReaderFilter> {
  return {
    q,
    rules: rulesOf(filters),
    segment: segment === undefined ? undefined : await getSelection(db, publication, Number(segment)),
  };
}

const byAddress = (sort: Sort) => sort.endsWith('address');

/** Where a page ends. */
export const cursorOfReader = (sort: Sort, { id, email }: { id: number; email: string }) =>
  Buffer.from(byAddress(sort) ? `@${email}` : String(id)).toString('base64url');

/** @throws InvalidInput for a cursor that no list in this order handed out. */
export function readReaderCursor(sort: Sort, cursor: string | undefined): After {
  if (cursor === undefined) return undefined;
  const read = Buffer.from(cursor, 'base64url').toString();
  if (byAddress(sort) && /^@[^\0]+$/.test(read)) return read.slice(1);
  if (!byAddress(sort) && /^[1-9]\d{0,14}$/.test(read)) return Number(read);
  throw new InvalidInput([{ field: 'cursor', message: 'This cursor is not valid.' }]);
}
