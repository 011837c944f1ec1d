import { z } from 'zod';
import { RETURN_TYPES } from '../../../feedback/index.ts';
import { SEND_STATUSES } from '../../../sends/index.ts';
import { toldReason } from '../told-reason.ts';
import { messageCounts } from './shapes.ts';

const count = z.int().min(0);

export const reportAnswer = z.object({
  id: z.int(),
  status: z.enum(SEND_STATUSES),
  counts: messageCounts,
  failures: z.array(
    toldReason.extend({
      causer: z.enum(['recipient', 'provider', 'content', 'connection']),
      count,
      domain: z.string().nullable().describe('The domain that most of them have'),
      domainCount: count,
      subscriberId: z.int().describe('One of them'),
      reply: z.string().nullable().describe('What the server said to that one'),
    }),
  ),
  hasAllFailures: z.boolean().describe('False: there are more than were looked at, because it is not over'),
  domains: z
    .array(
      z.object({
        domain: z.string().nullable().describe('Null: all the others together'),
        domains: count,
        messages: count,
        accepted: count,
        refused: count,
        left: count,
        seconds: count.nullable().describe('From the beginning to the last that was accepted'),
      }),
    )
    .nullable()
    .describe('Null: not worked out yet'),
  topics: z
    .array(z.object({ slug: z.string(), name: z.string(), accepted: count }))
    .nullable()
    .describe('Readers whose message was accepted, by the topics they follow; null: not worked out yet'),
  left: count.describe('Who unsubscribed by a link of this send, and did not come back'),
  returns: z
    .array(
      z.object({
        type: z.enum(RETURN_TYPES),
        kind: z.string(),
        reason: z.string().nullable(),
        count: count.describe('Readers'),
        domain: z.string().nullable().describe('The domain that most of them have, from five readers on'),
        domainCount: count,
        says: z.string().nullable().describe('What the server said to most of them'),
      }),
    )
    .describe('Bounces and complaints that came after a server had taken the message'),
  resendable: z.object({ count, isMore: z.boolean() }).describe('How many POST …/resend would try again now'),
  history: z.array(
    z.object({
      at: z.iso.datetime(),
      actor: z.string(),
      name: z.string().nullable().describe('Of a person: their name, or their address'),
      action: z.string(),
      details: z.record(z.string(), z.unknown()),
    }),
  ),
  rates: z.array(z.object({ at: z.iso.datetime(), perSecond: z.number().min(0) })),
});
