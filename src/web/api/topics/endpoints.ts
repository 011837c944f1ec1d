import { z } from 'zod';
import {
  addTopic,
  changeTopic,
  getPublication,
  getTopic,
  newTopic,
  topicChanges,
} from '../../../publications/index.ts';
import {
  mergeTopic,
  splitFields,
  splitTopic,
  viewMerge,
  viewSplit,
  viewTopics,
} from '../../../topics/index.ts';
import { endpoint, slugParams } from '../endpoint.ts';

const path = '/publications/:slug/topics';
const params = slugParams.extend({ id: z.string().describe('Its number or its slug') });
const dryRun = z.object({
  dryRun: z.enum(['true', 'false']).default('false').describe('true: only counts'),
});

const topicAnswer = z.object({
  id: z.int(),
  slug: z.string(),
  name: z.string(),
  categories: z.array(z.string()).describe('Categories of articles that belong to it, besides its name'),
});

const mergeAnswer = z.object({
  dryRun: z.boolean(),
  readers: z.int().describe('Readers who chose the topic that goes'),
  both: z.int().optional().describe('Those of them who chose both'),
  others: z.int().optional().describe('Readers who chose the other alone: they get the articles of both'),
  sends: z.int().describe('Sends to come that were for it'),
  segments: z.int().describe('Segments with a rule about it'),
});

/** What readers can follow. */
export const topicEndpoints = [
  endpoint({
    method: 'get',
    scope: ['subscribers:read', 'settings'],
    path,
    summary: 'List the topics with who follows them and how many articles they had in 30 days',
    params: slugParams,
    answer: z.object({
      data: z.array(
        topicAnswer.extend({
          followers: z.int().describe('Readers who chose it, and who chose nothing'),
          articles: z.int(),
        }),
      ),
      isExact: z.boolean().describe('False: the followers are about so many'),
      strays: z
        .array(z.object({ category: z.string(), articles: z.int() }))
        .describe('Categories whose articles are in no topic'),
    }),
    async handle({ app, params: { slug } }) {
      const { topics, ...view } = await viewTopics(app, await getPublication(app.db, slug));
      return { data: topics, ...view };
    },
  }),
  endpoint({
    method: 'post',
    scope: ['settings'],
    path,
    summary: 'Add a topic',
    status: 201,
    creates: true,
    params: slugParams,
    body: newTopic,
    answer: topicAnswer,
    async handle({ app, params: { slug }, body }) {
      const added = await addTopic(app, slug, body);
      return added.find((topic) => topic.slug === body.slug);
    },
  }),
  endpoint({
    method: 'patch',
    scope: ['settings'],
    path: `${path}/:id`,
    summary: 'Change the name or the categories of a topic; its readers keep it',
    params,
    body: topicChanges,
    answer: topicAnswer,
    async handle({ app, params: { slug, id }, body }) {
      const publication = await getPublication(app.db, slug);
      const topic = await getTopic(app.db, publication.id, id);
      await changeTopic(app, slug, topic.slug, body);
      return getTopic(app.db, publication.id, topic.slug);
    },
  }),
  endpoint({
    method: 'post',
    scope: ['settings'],
    path: `${path}/:id/merge`,
    summary:
      'Make a topic a part of another: its categories, readers, sends to come and segments. dryRun=true counts them before',
    params,
    query: dryRun,
    body: z.strictObject({
      into: z.union([z.string(), z.int()]).describe('The slug or the number of the other'),
    }),
    answer: mergeAnswer,
    async handle({ app, params: { slug, id }, query, body }) {
      const publication = await getPublication(app.db, slug);
      const asked = { topic: id, into: String(body.into) };
      if (query.dryRun === 'true') {
        const { readers, both, others, sends, segments } = await viewMerge(app, publication, asked);
        return { dryRun: true, readers, both, others, sends: sends.length, segments: segments.length };
      }
      const { readers, sends, segments } = await mergeTopic(app, publication, asked);
      return { dryRun: false, readers, sends, segments };
    },
  }),
  endpoint({
    method: 'post',
    scope: ['settings'],
    path: `${path}/:id/split`,
    summary:
      'Make a topic of some categories of another; who chose that follows both. dryRun=true counts them before',
    params,
    query: dryRun,
    body: splitFields,
    answer: z.object({
      dryRun: z.boolean(),
      readers: z.int().describe('Readers who follow both'),
      topic: topicAnswer.extend({ id: z.int().nullable() }),
    }),
    async handle({ app, params: { slug, id }, query, body }) {
      const publication = await getPublication(app.db, slug);
      if (query.dryRun === 'true') {
        const { readers, created } = await viewSplit(app, publication, id, body);
        return { dryRun: true, readers, topic: { id: null, ...created } };
      }
      const { readers, topic } = await splitTopic(app, publication, id, body);
      return { dryRun: false, readers, topic };
    },
  }),
];
