import { z } from 'zod';
import { decideHeld, viewHeld } from '../../../planning/index.ts';
import { endpoint } from '../endpoint.ts';
import { toldReason } from '../told-reason.ts';
import { resolve, sendDetailsAnswer, sendKind, sendParams, showSend } from './shapes.ts';

const heldAnswer = z.object({
  gaps: z.array(
    z.object({
      id: z.int(),
      kind: z.enum(['down', 'older', 'copied', 'restored']),
      from: z.iso.datetime(),
      until: z.iso.datetime(),
      code: z.literal('gap'),
      params: toldReason.shape.params,
      says: z.string(),
    }),
  ),
  sends: z.array(
    z.object({
      id: z.int(),
      publication: z.string(),
      kind: sendKind,
      subject: z.string(),
      scheduledAt: z.iso.datetime().nullable(),
      reason: toldReason.nullable().describe('Why it is held'),
    }),
  ),
});

const decision = (verb: 'release' | 'drop', summary: string) =>
  endpoint({
    method: 'post',
    path: `/held-sends/${verb}`,
    scope: ['sends:send'],
    summary,
    answer: heldAnswer,
    async handle({ app }) {
      await decideHeld(app, verb, undefined);
      return viewHeld(app);
    },
  });

const decisionOfOne = (verb: 'release' | 'drop', summary: string) =>
  endpoint({
    method: 'post',
    path: `/publications/:slug/sends/:id/${verb}`,
    scope: ['sends:send'],
    summary,
    params: sendParams,
    answer: sendDetailsAnswer,
    async handle({ app, params }) {
      const { publicationId, id } = await resolve(app, params);
      await showSend(app, publicationId, id);
      await decideHeld(app, verb, [id]);
      return showSend(app, publicationId, id);
    },
  });

/** Sends that may be out already, and wait for an answer. */
export const heldEndpoints = [
  endpoint({
    method: 'get',
    path: '/held-sends',
    scope: ['sends:read'],
    summary: 'List the sends that are held because they may have gone out already, with the reason',
    answer: heldAnswer,
    handle: ({ app }) => viewHeld(app),
  }),
  decision('release', 'Release all held sends'),
  decision('drop', 'Drop all held sends, because another copy sent them'),
  decisionOfOne('release', 'Release a held send'),
  decisionOfOne('drop', 'Drop a held send, because another copy sent it'),
];
