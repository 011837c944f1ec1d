import type { App } from '../platform/app.ts';
import { shownPicture, storePicture, tooLarge, type AddedPicture } from './add-picture.ts';
import { tokensIn } from './address.ts';
import { findByToken } from './media-queries.ts';
import { MAX_UPLOAD_BYTES, PictureRefused } from './picture.ts';

const TIMEOUT_MS = 20_000;

/**
 * A copy of a picture on some site, as small as an email shows it; readers then load it from here. A picture that is here
 * already is its own copy.
 * @throws PictureRefused
 */
export async function scaleRemotePicture(
  app: App,
  publicationId: number,
  url: string,
): Promise<AddedPicture> {
  const [token = ''] = url.startsWith(`${app.config.publicUrl}/`) ? tokensIn(url) : [];
  const own = await findByToken(app.db, publicationId, token);
  if (own) return shownPicture(app, own);
  const result = await app.fetch(url, {
    headers: { accept: 'image/jpeg,image/png,image/gif,image/webp,image/*;q=0.8' },
    maxBytes: MAX_UPLOAD_BYTES,
    timeoutMs: TIMEOUT_MS,
  });
  if (result.kind === 'failure') {
    if (result.failure === 'too-large') throw tooLarge();
    throw new PictureRefused({ code: 'unreachable', params: { status: 0 } }, 'url');
  }
  const { status, body } = result.response;
  if (status !== 200) throw new PictureRefused({ code: 'unreachable', params: { status } }, 'url');
  return storePicture(app, publicationId, body, undefined);
}
