import { z } from 'zod';
import {
  addNote,
  askAgain,
  listNotes,
  LONGEST_NOTE,
  readTimeline,
  removeNote,
  takeBackLeaving,
  TIMELINE_KINDS,
} from '../../../subscribers/index.ts';
import { readerDataDownload } from '../../reader-download.ts';
import { downloadEndpoint, endpoint } from '../endpoint.ts';
import { listAnswer, listQuery } from '../list.ts';
import { evidenceOf, found } from './found.ts';
import { subscriberParams } from './shapes.ts';

const path = '/publications/:slug/subscribers/:id';

const noteAnswer = z.object({
  id: z.int(),
  at: z.iso.datetime(),
  actor: z.string().describe('Who wrote it, such as user:7 or api-key:website'),
  text: z.string(),
});

const entry = z.object({
  of: z.enum(TIMELINE_KINDS),
  at: z.iso.datetime(),
  mail: z
    .object({
      id: z.int().describe('Of the send'),
      subject: z.string(),
      kind: z.string(),
      state: z.string(),
      attempts: z.int(),
      reply: z.string().nullable(),
      at: z.iso.datetime(),
    })
    .optional(),
  event: z
    .object({
      id: z.int(),
      type: z.string(),
      says: z.string(),
      sendId: z.int().nullable(),
      subject: z.string().nullable(),
      at: z.iso.datetime(),
    })
    .optional(),
  record: z.record(z.string(), z.unknown()).optional().describe('As in …/consent'),
});

/** What the page of one reader has beside what can be changed of a subscriber. */
export const personEndpoints = [
  endpoint({
    method: 'get',
    path: `${path}/timeline`,
    scope: ['subscribers:read'],
    summary: 'List what happened with a subscriber, newest first: mails, what came back, consent',
    params: subscriberParams,
    query: listQuery.extend({
      kind: z.enum(TIMELINE_KINDS, 'kind must be mail, event or consent.').optional(),
    }),
    answer: listAnswer(entry),
    async handle({ app, params, query: { kind, cursor, limit } }) {
      const { entries, nextCursor } = await readTimeline(app, (await found(app, params)).subscriber, {
        ...(kind && { kinds: [kind] }),
        cursor,
        limit,
      });
      return { data: entries, nextCursor };
    },
  }),
  downloadEndpoint({
    path: `${path}/data`,
    scope: ['subscribers:read'],
    summary: 'Download everything that is kept about a subscriber, as JSON',
    params: subscriberParams,
    query: z.strictObject({}),
    async download({ app, params }) {
      const { publication, subscriber } = await found(app, params);
      return readerDataDownload(app, publication, subscriber);
    },
  }),
  endpoint({
    method: 'post',
    path: `${path}/ask-again`,
    scope: ['subscribers:write'],
    summary:
      'Send the confirmation mail again to somebody who has not confirmed. isMailed is false when they got one a short while ago, and the next one waits until the limit allows it',
    params: subscriberParams,
    answer: z.object({ isMailed: z.boolean() }),
    async handle({ app, params, caller }) {
      const { publication, subscriber } = await found(app, params);
      return { isMailed: await askAgain(app, publication, subscriber, evidenceOf(caller)) };
    },
  }),
  endpoint({
    method: 'post',
    path: `${path}/undo-unsubscribe`,
    scope: ['subscribers:write'],
    summary:
      'Take back, within an hour, that a program or somebody who works here unsubscribed them. Who left by themselves stays out',
    status: 204,
    params: subscriberParams,
    async handle({ app, params, caller }) {
      await takeBackLeaving(app, (await found(app, params)).subscriber, evidenceOf(caller));
    },
  }),
  endpoint({
    method: 'get',
    path: `${path}/notes`,
    scope: ['subscribers:read'],
    summary: 'List the notes about a subscriber, newest first',
    params: subscriberParams,
    answer: z.object({ data: z.array(noteAnswer) }),
    async handle({ app, params }) {
      return { data: await listNotes(app.db, (await found(app, params)).subscriber.id) };
    },
  }),
  endpoint({
    method: 'post',
    path: `${path}/notes`,
    scope: ['subscribers:write'],
    summary: 'Write a note about a subscriber. It is part of their data, and is erased with them',
    status: 201,
    creates: true,
    params: subscriberParams,
    body: z.strictObject({
      text: z
        .string()
        .trim()
        .min(1, 'The note is missing.')
        .max(LONGEST_NOTE, `The note must have ${LONGEST_NOTE} characters or fewer.`),
    }),
    answer: noteAnswer,
    async handle({ app, params, body }) {
      return addNote(app, (await found(app, params)).subscriber, body.text);
    },
  }),
  endpoint({
    method: 'delete',
    path: `${path}/notes/:noteId`,
    scope: ['subscribers:write'],
    summary: 'Delete a note',
    status: 204,
    params: subscriberParams.extend({ noteId: z.coerce.number().int().positive().catch(0) }),
    async handle({ app, params }) {
      await removeNote(app, (await found(app, params)).subscriber, params.noteId);
    },
  }),
];
