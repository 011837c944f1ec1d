import { z } from 'zod';
import { addPicture, scaleRemotePicture } from '../../../media/index.ts';
import { webAddress } from '../../../platform/input.ts';
import { getPublication } from '../../../publications/index.ts';
import { endpoint, slugParams } from '../endpoint.ts';

const pictureAnswer = z.object({
  id: z.int(),
  url: z.url().describe('Public, for the Markdown of a letter'),
  width: z.int().describe('Pixels, as it is stored: at most 1,200'),
  height: z.int(),
});

/** Pictures of emails. */
export const mediaEndpoints = [
  endpoint({
    method: 'post',
    path: '/publications/:slug/media',
    scope: ['articles:write', 'sends:write'],
    summary: 'Upload a picture for an email. It is scaled, and loses its metadata',
    status: 201,
    creates: true,
    uploads: ['multipart/form-data'],
    params: slugParams,
    answer: pictureAnswer,
    async handle({ app, params, upload, keep }) {
      const { id } = await getPublication(app.db, params.slug);
      const { bytes } = await upload();
      return addPicture(app, id, { bytes, keep });
    },
  }),
  endpoint({
    method: 'post',
    path: '/publications/:slug/media/scaled',
    scope: ['articles:write', 'sends:write'],
    summary: 'Make a copy of a picture on a site, as small as an email shows it',
    status: 201,
    params: slugParams,
    body: z.strictObject({ url: webAddress('The address of the picture') }),
    answer: pictureAnswer,
    async handle({ app, params, body }) {
      const { id } = await getPublication(app.db, params.slug);
      return scaleRemotePicture(app, id, body.url);
    },
  }),
];
