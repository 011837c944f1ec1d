import { z } from 'zod';
import { KINDS } from '../../../kinds.ts';
import { LONGEST_LINKS, NO_NAME, previewMail } from '../../../sends/index.ts';
import { endpoint } from '../endpoint.ts';
import { resolve, sendParams } from './shapes.ts';

const previewAnswer = z.object({
  reader: z
    .object({ email: z.string(), name: z.string() })
    .nullable()
    .describe('As whom; null for a reader without a name'),
  from: z.object({ name: z.string(), address: z.string() }),
  subject: z.string(),
  preheader: z.string().describe('What inboxes show beside the subject'),
  htmlBytes: z.int().describe('Gmail cuts off what is beyond 102 kB'),
  html: z.string().optional(),
  text: z.string().optional(),
});

export const previewEndpoint = endpoint({
  method: 'get',
  path: '/publications/:slug/sends/:id/preview',
  scope: ['sends:read'],
  summary: 'Show the email as a reader gets it. Its links change nothing',
  params: sendParams,
  query: z.object({
    as: z.string().max(600).default(NO_NAME).describe(`A reader’s address, ${NO_NAME} or ${LONGEST_LINKS}`),
    part: z.enum(['html', 'text'], 'part must be html or text.').optional(),
  }),
  answer: previewAnswer,
  async handle({ app, params, query }) {
    const { publicationId, id } = await resolve(app, params);
    const { reader, html, text, ...rest } = await previewMail(app, KINDS, publicationId, id, query.as);
    return {
      reader: reader && { email: reader.email, name: reader.name },
      ...rest,
      ...(query.part !== 'text' && { html }),
      ...(query.part !== 'html' && { text }),
    };
  },
});
