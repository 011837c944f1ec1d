import { z } from 'zod';
import { line, requiredLine } from '../../../platform/input.ts';
import { STRAND_KINDS } from '../../../publications/index.ts';
import { rhythmField, SUBSCRIBER_STATUSES, timeZoneField, waysFields } from '../../../subscribers/index.ts';
import { filterFields, sortField } from '../../reader-filter.ts';
import { listAnswer, listQuery } from '../list.ts';

export const subscriberParams = z.object({
  slug: z.string(),
  id: z.coerce.number().int().positive().catch(0),
});

const statuses = z.enum(
  SUBSCRIBER_STATUSES,
  'status must be pending, active, unsubscribed, bounced or complained.',
);

export const subscriberAnswer = z.object({
  id: z.int(),
  email: z.string(),
  name: z.string(),
  status: statuses,
  rhythm: rhythmField,
  rhythmChosenAt: z.iso.datetime().nullable().describe('null: the default of the publication'),
  topics: z.array(z.string()).describe('Slugs; empty: everything.'),
  timeZone: z.string().nullable(),
  localHour: z
    .int()
    .nullable()
    .describe('Hour of their digests in their time zone; null: the time of the publication'),
  pausedUntil: z.iso.datetime().nullable(),
  busyDayCap: z
    .int()
    .nullable()
    .describe('Single mails a day at most; 0: no limit; null: as the publication has it'),
  language: z.string().nullable(),
  source: z.string(),
  createdAt: z.iso.datetime(),
  confirmedAt: z.iso.datetime().nullable(),
  unsubscribedAt: z.iso.datetime().nullable(),
});

export const subscribersQuery = listQuery.extend({
  ...filterFields,
  email: z.string().max(600).optional().describe('The one address, without regard to capitals'),
  sort: sortField.default('joined'),
  cursor: z.string().max(500).optional(),
});

export const subscribersAnswer = listAnswer(subscriberAnswer).extend({
  count: z
    .union([z.object({ exact: z.int() }), z.object({ about: z.int() })])
    .describe('Of all pages: exact up to 10,000, beyond that about how many'),
  suppressions: z
    .array(
      z.object({
        reason: z.enum(['bounced', 'complained', 'erased', 'never-again', 'operator', 'unsubscribed']),
        publication: z.string().nullable().describe('Slug; null: everywhere.'),
        since: z.iso.datetime(),
        says: z.string(),
      }),
    )
    .describe('What keeps the whole address in q from being mailed here, also of people who were erased'),
});

const slugs = z.array(z.string().max(60)).max(50);

/** Clocks of other machines may be ahead of ours. */
const CLOCK_SKEW_MS = 60_000;

/** Topics and address are checked against the publication in the handler. `consent` counts only with `confirmed`. */
export const newSubscriber = z
  .strictObject({
    email: z.string('email must be an email address.').max(600),
    name: line('The name', 100).optional(),
    topics: slugs.optional(),
    rhythm: rhythmField.nullable().optional().describe('null: the default of the publication'),
    timeZone: timeZoneField.nullable().optional(),
    localHour: waysFields.localHour,
    busyDayCap: waysFields.busyDayCap,
    language: waysFields.language,
    source: line('The source', 500).optional(),
    confirmed: z.literal(true, 'confirmed must be true, or be left out.').optional(),
    consent: z
      .strictObject({
        source: line('The consent source', 500).min(1, 'Say where the person agreed.'),
        at: z.iso
          .datetime({
            offset: true,
            error: 'consent.at must be a moment such as 2026-05-01T09:30:00Z.',
            abort: true,
          })
          .refine(
            (at) => Date.parse(at) <= Date.now() + CLOCK_SKEW_MS,
            'consent.at must not lie in the future.',
          ),
      })
      .optional(),
  })
  .refine(({ confirmed, consent }) => !confirmed || consent !== undefined, {
    path: ['consent'],
    error:
      'Say where and when the person agreed: consent {source, at}. Otherwise leave out confirmed, and Paperround asks them by email.',
  });

export const subscriberChanges = z.strictObject({
  name: line('The name', 100).optional(),
  topics: slugs.optional(),
  timeZone: timeZoneField.nullable().optional(),
  ...waysFields,
  status: z
    .literal(
      'unsubscribed',
      'status can only become unsubscribed. Only the person can come back, by signing up and confirming.',
    )
    .optional(),
});

/** By kind and name, as an article of the publication has it. */
export const newFollow = z.strictObject({
  kind: z.enum(STRAND_KINDS, 'kind must be story, author or tag.'),
  name: requiredLine('The name', 100),
});

export const followParams = subscriberParams.extend({ strand: z.string() });

export const followsAnswer = z.object({
  data: z.array(
    z.object({
      strand: z.string().describe('Kind and name without case and punctuation, such as author:ada-berg'),
      name: z.string(),
      followedAt: z.iso.datetime(),
      newsAt: z.iso.datetime().nullable().describe('When the last article of it was mailed'),
      endsAt: z.iso.datetime().describe('It ends by itself, unless an article comes before'),
      isOver: z.boolean(),
    }),
  ),
});

export const consentAnswer = z.object({
  data: z.array(
    z.object({
      id: z.int(),
      at: z.iso.datetime(),
      kind: z.string(),
      channel: z.string(),
      consentText: z.string().nullable(),
      language: z.string().nullable(),
      source: z.string().nullable(),
      ip: z.string().nullable(),
      userAgent: z.string().nullable(),
      details: z.record(z.string(), z.unknown()),
    }),
  ),
});
