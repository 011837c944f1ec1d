import { z } from 'zod';
import { listFeeds } from '../../../articles/index.ts';
import type { App } from '../../../platform/app.ts';
import {
  createPublication,
  getPublication,
  listPublications,
  listTopics,
  newPublication,
  publicationChanges,
  RHYTHMS,
  SIGN_UP_CHECKS,
  TYPEFACES,
  WEEKDAYS,
  type Publication,
} from '../../../publications/index.ts';
import { changePublication } from '../../../subscribers/index.ts';
import { feedAnswer } from '../articles/shapes.ts';
import { endpoint, slugParams } from '../endpoint.ts';
import { listAnswer, listQuery, page, readCursor } from '../list.ts';

const publicationAnswer = z.object({
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  siteUrl: z.string(),
  fromName: z.string(),
  fromAddress: z.string(),
  replyTo: z.string().nullable(),
  inboundDomain: z
    .string()
    .nullable()
    .describe('Where bounces and mail to its other own addresses come in. Null: the domain of fromAddress'),
  postalAddress: z.string().nullable(),
  timeZone: z.string(),
  language: z.string(),
  languages: z
    .array(z.string())
    .describe('Visitors get the first of their browser’s languages that is here, else the publication’s own'),
  accentColor: z.string(),
  logoUrl: z.string().nullable(),
  groundColor: z.string().describe('Around the sheet of its mails'),
  typeface: z.enum(TYPEFACES),
  footerLine: z.string().describe('Above the end of each mail; empty: none'),
  imprintUrl: z.string().nullable(),
  privacyUrl: z.string().nullable(),
  isListed: z.boolean().describe('Whether the start page lists it when there are several.'),
  archive: z
    .boolean()
    .describe('Whether everybody can read mails that went to the whole paper at /:slug/archive'),
  archiveIndexed: z.boolean().describe('Whether search engines may show them'),
  signUpCheck: z
    .enum(SIGN_UP_CHECKS)
    .describe('When sign-up boxes ask browsers for a small calculation. auto: while sign-ups spike'),
  holdMinutes: z.int(),
  floodLimit: z
    .int()
    .nullable()
    .describe(
      'More new articles than this at once are held. Null: Paperround learns the number from the feed',
    ),
  reviewMinutes: z
    .int()
    .describe('How long editors can look at an automatic send before it goes out. 0: it is not reviewed'),
  onSilence: z.enum(['send', 'hold']).describe('What happens to it when nobody answers'),
  secondPersonAbove: z
    .int()
    .nullable()
    .describe('A send that is scheduled for more readers than this needs a second person. Null: none does'),
  articleBody: z.enum(['summary', 'full']),
  checkPages: z
    .boolean()
    .describe(
      'Right before a mail, the pages of its articles are looked at. One that is gone (404, 410) is not mailed',
    ),
  defaultRhythm: z.enum(RHYTHMS).describe('What readers get who have not chosen'),
  dailyAt: z
    .string()
    .describe('When daily digests go out, such as 07:00, in the time zone of the publication'),
  weeklyOn: z.enum(WEEKDAYS),
  weeklyAt: z.string(),
  busyDayCap: z
    .int()
    .nullable()
    .describe('Single mails for each reader and day; the rest of the day comes in one. Null: no limit'),
  digestMinArticles: z.int().describe('With fewer articles a reader’s digest waits for the next one'),
  digestMaxArticles: z.int().describe('The rest is counted in “and N more on the site”'),
  retryHours: z.int(),
  undoSeconds: z.int().describe('For how long a page offers to undo “send now”'),
  tooLateHours: z.int().describe('A send that could not go out for longer is held'),
  waveMinutes: z
    .int()
    .describe(
      'A send to more than 2,000 readers goes to 1 % of them first (200 at least), and to the others so many minutes later, unless too much comes back. 0: to everybody at once',
    ),
  softBounceSends: z
    .int()
    .describe(
      'A reader gets no more mail after so many sends in a row that came back although the mailbox may live …',
    ),
  softBounceDays: z.int().describe('… over so many days or more'),
  consentText: z.string(),
  transports: z.array(z.string()).describe('Mail goes through the first transport that works'),
  topics: z.array(z.object({ slug: z.string(), name: z.string(), categories: z.array(z.string()) })),
  feeds: z.array(
    feedAnswer.pick({
      id: true,
      url: true,
      title: true,
      status: true,
      lastPolledAt: true,
      nextPollAt: true,
      error: true,
    }),
  ),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

const changedAnswer = publicationAnswer.extend({
  movedReaders: z
    .int()
    .describe('Readers who never chose a rhythm, and have another one now because defaultRhythm was changed'),
});

export const publicationEndpoints = [
  endpoint({
    method: 'get',
    path: '/publications',
    scope: 'any',
    isFiltered: true,
    summary: 'List the publications',
    query: listQuery,
    answer: listAnswer(publicationAnswer),
    async handle({ app, key, query }) {
      const only = key.publicationIds ?? undefined;
      const found = await listPublications(app.db, readCursor(query.cursor), query.limit + 1, only);
      const { data, nextCursor } = page(
        found,
        query.limit,
        (publication) => publication.id,
        (publication) => publication,
      );
      return { data: await Promise.all(data.map((publication) => shown(app, publication))), nextCursor };
    },
  }),
  endpoint({
    method: 'post',
    path: '/publications',
    scope: ['admin'],
    summary: 'Create a publication',
    status: 201,
    creates: true,
    body: newPublication,
    answer: publicationAnswer,
    handle: async ({ app, body }) => shown(app, await createPublication(app, body)),
  }),
  endpoint({
    method: 'get',
    path: '/publications/:slug',
    scope: 'any',
    summary: 'Show a publication with its topics and feeds',
    params: slugParams,
    answer: publicationAnswer,
    handle: async ({ app, params }) => shown(app, await getPublication(app.db, params.slug)),
  }),
  endpoint({
    method: 'patch',
    path: '/publications/:slug',
    scope: ['settings'],
    summary: 'Change fields of a publication',
    params: slugParams,
    body: publicationChanges,
    answer: changedAnswer,
    async handle({ app, params, body }) {
      const { publication, movedReaders } = await changePublication(app, params.slug, body);
      return { ...(await shown(app, publication)), movedReaders };
    },
  }),
];

async function shown(app: App, publication: Publication) {
  const { id, ...fields } = publication;
  const [topics, feeds] = await Promise.all([listTopics(app.db, id), listFeeds(app.db, id)]);
  return {
    ...fields,
    feeds: feeds.map(({ id, url, title, status, lastPolledAt, nextPollAt, error }) => ({
      id,
      url,
      title,
      status,
      lastPolledAt,
      nextPollAt,
      error,
    })),
    topics: topics.map(({ slug, name, categories }) => ({ slug, name, categories })),
  };
}
