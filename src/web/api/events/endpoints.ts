import { z } from 'zod';
import { isEventPlace, listEvents, RETURN_TYPES } from '../../../feedback/index.ts';
import { InvalidInput } from '../../../platform/errors.ts';
import { parseTypedAddress } from '../../../platform/mail/typed-address.ts';
import { getPublication } from '../../../publications/index.ts';
import { findSubscriberByEmail } from '../../../subscribers/index.ts';
import { endpoint, slugParams } from '../endpoint.ts';
import { listAnswer, listQuery } from '../list.ts';

const eventAnswer = z.object({
  type: z.enum(RETURN_TYPES),
  kind: z
    .string()
    .describe(
      'Of a bounce: hard, soft, sender-fault, delayed, success, auto-reply, challenge, unknown, or a word of the provider; of an unsubscribe: by what way',
    ),
  email: z.string().nullable().describe('Null: nobody who is known, or erased'),
  sendId: z.int().nullable().describe('Null: a mail that belongs to no send, or nobody knows which'),
  at: z.iso.datetime(),
  says: z.string().describe('What the server or the person said, without addresses'),
  status: z.string().nullable().describe('An enhanced status code such as 5.1.1'),
  source: z.string().describe('Who told it: inbound, a provider, smtp (an answer while it was sent), web'),
});

const eventsQuery = listQuery.extend({
  type: z.enum(RETURN_TYPES, 'type must be bounce, complaint, unsubscribe or reply.').optional(),
  email: z.string().max(600).optional(),
});

export const eventEndpoints = [
  endpoint({
    method: 'get',
    path: '/publications/:slug/events',
    scope: ['subscribers:read'],
    summary:
      'List what came back, newest first: bounces and refusals, complaints, replies, and who unsubscribed. Kept for a year',
    params: slugParams,
    query: eventsQuery,
    answer: listAnswer(eventAnswer),
    async handle({ app, params, query: { type, email, cursor, limit } }) {
      const { id } = await getPublication(app.db, params.slug);
      const reader =
        email === undefined
          ? undefined
          : await findSubscriberByEmail(
              app.db,
              id,
              parseTypedAddress(email)?.key ?? email.trim().toLowerCase(),
            );
      if (email !== undefined && !reader) return { data: [], nextCursor: null };
      const found = await listEvents(app.db, id, {
        type,
        subscriberId: reader?.id,
        after: placeOf(cursor),
        limit: limit + 1,
      });
      const data = found.slice(0, limit);
      const last = found.length > limit ? data.at(-1)?.place : undefined;
      return {
        data: data.map(({ place: _place, subscriberId: _id, ...event }) => event),
        nextCursor: last === undefined ? null : Buffer.from(last).toString('base64url'),
      };
    },
  }),
];

/** @throws InvalidInput for a cursor that no list handed out. */
function placeOf(cursor: string | undefined): string | undefined {
  const place = cursor && Buffer.from(cursor, 'base64url').toString('latin1');
  if (place !== undefined && !isEventPlace(place))
    throw new InvalidInput([{ field: 'cursor', message: 'This cursor is not valid.' }]);
  return place;
}
