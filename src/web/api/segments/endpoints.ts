import { z } from 'zod';
import type { App } from '../../../platform/app.ts';
import { getPublication, type Publication } from '../../../publications/index.ts';
import {
  changeSegment,
  createSegment,
  getSegment,
  newSegment,
  OPS,
  removeSegment,
  RULE_FIELDS,
  sayRules,
  segmentChanges,
  viewRules,
  viewSegments,
  type Segment,
} from '../../../segments/index.ts';
import type { Desk } from '../../../words/index.ts';
import { endpoint, slugParams } from '../endpoint.ts';

const path = '/publications/:slug/segments';
const params = slugParams.extend({ id: z.coerce.number().int().positive().catch(0) });

const answer = z.object({
  id: z.int(),
  name: z.string(),
  match: z.enum(['all', 'any']),
  rules: z.array(z.object({ field: z.enum(RULE_FIELDS), op: z.enum(OPS), value: z.string() })),
  count: z.int(),
  isExact: z.boolean().describe('False: about so many, concluded from some readers'),
  says: z.string().describe('The segment as a sentence'),
  createdAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
});

type Language = Desk['language'];

/** Rules under a name: which readers a list or an export is about. */
export const segmentEndpoints = [
  endpoint({
    method: 'get',
    scope: ['subscribers:read'],
    path,
    summary: 'List the segments by name, with how many readers each means',
    params: slugParams,
    answer: z.object({ data: z.array(answer) }),
    async handle({ app, params, language }) {
      const publication = await getPublication(app.db, params.slug);
      const { segments, isExact } = await viewSegments(app.db, publication);
      const data = segments.map(async (segment) => ({
        ...segment,
        isExact,
        says: await sayRules(app.db, publication, segment, language),
      }));
      return { data: await Promise.all(data) };
    },
  }),
  endpoint({
    method: 'post',
    scope: ['subscribers:write'],
    path,
    summary: 'Keep rules as a segment, and count whom they mean',
    status: 201,
    creates: true,
    params: slugParams,
    body: newSegment,
    answer,
    async handle({ app, params, body, language }) {
      const publication = await getPublication(app.db, params.slug);
      return shown(app, publication, await createSegment(app, publication, body), language);
    },
  }),
  endpoint({
    method: 'get',
    scope: ['subscribers:read'],
    path: `${path}/:id`,
    summary: 'Show a segment, counted now',
    params,
    answer,
    async handle({ app, params: { slug, id }, language }) {
      const publication = await getPublication(app.db, slug);
      return shown(app, publication, await getSegment(app.db, publication.id, id), language);
    },
  }),
  endpoint({
    method: 'patch',
    scope: ['subscribers:write'],
    path: `${path}/:id`,
    summary: 'Change the name or the rules of a segment',
    params,
    body: segmentChanges,
    answer,
    async handle({ app, params: { slug, id }, body, language }) {
      const publication = await getPublication(app.db, slug);
      return shown(app, publication, await changeSegment(app, publication, id, body), language);
    },
  }),
  endpoint({
    method: 'delete',
    scope: ['subscribers:write'],
    path: `${path}/:id`,
    summary: 'Remove a segment',
    status: 204,
    params,
    async handle({ app, params: { slug, id } }) {
      await removeSegment(app, await getPublication(app.db, slug), id);
    },
  }),
];

async function shown({ db }: App, publication: Publication, segment: Segment, language: Language) {
  const { counts } = await viewRules(db, publication, segment);
  return {
    ...segment,
    count: counts.each.at(-1) ?? 0,
    isExact: counts.isExact,
    says: await sayRules(db, publication, segment, language),
  };
}
