import { Router } from 'express';
import { findPicture } from '../../../media/index.ts';
import type { App } from '../../../platform/app.ts';
import { cacheRule } from '../../assets.ts';
import { createPictureCache } from './picture-cache.ts';

const TYPES = { jpg: 'image/jpeg', png: 'image/png', gif: 'image/gif' };

/** `/media/TOKEN.EXT`: pictures of emails, for everybody who has the address. */
export function mediaRoutes(app: App): Router {
  const router = Router();
  const pictureOf = createPictureCache((token) => findPicture(app.db, token));
  // Other paths belong to a publication that was called "media" before the word was taken.
  router.get(/^\/([\w-]{22})\.(jpg|png|gif)$/, async (request, response, next) => {
    const [token = '', extension] = [request.params[0], request.params[1]];
    const picture = await pictureOf(token);
    if (!picture || picture.type !== extension) return next();
    response.setHeader('Cache-Control', cacheRule(true));
    response.setHeader('ETag', `"${token}"`);
    response.setHeader('Content-Type', TYPES[picture.type]);
    response.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    response.send(picture.bytes);
  });
  return router;
}
