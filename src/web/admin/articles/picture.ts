import { createHash } from 'node:crypto';
import { sniffType } from '../../../media/index.ts';
import type { App } from '../../../platform/app.ts';
import { NotFound } from '../../../platform/errors.ts';
import type { Answer } from '../view.ts';

const MAX_BYTES = 5_000_000;
const TIMEOUT_MS = 8_000;
const DAY_SECONDS = 24 * 3600;

/** Where an article's picture comes from for people of the desk; another picture has another address. */
export function pictureUrl(
  base: string,
  { id, imageUrl }: { id: number; imageUrl: string | null },
): string | null {
  if (imageUrl === null) return null;
  return `${base}/${id}/picture?of=${createHash('sha256').update(imageUrl).digest('base64url').slice(0, 12)}`;
}

/**
 * The picture of an article, fetched by us: the site learns nothing of the people of the desk, and only what its first bytes say is
 * a picture of pixels goes on to them.
 * @throws NotFound
 */
export async function fetchPicture(app: App, imageUrl: string | null): Promise<Answer> {
  // One that was uploaded here is ours already.
  if (imageUrl?.startsWith(`${app.config.publicUrl}/media/`)) return { to: new URL(imageUrl).pathname };
  const result =
    imageUrl === null
      ? undefined
      : await app.fetch(imageUrl, {
          headers: { accept: 'image/avif,image/webp,image/png,image/jpeg,image/gif' },
          maxBytes: MAX_BYTES,
          timeoutMs: TIMEOUT_MS,
        });
  const body =
    result?.kind === 'response' && result.response.status === 200 ? result.response.body : undefined;
  const sniffed = body && sniffType(body);
  if (!body || typeof sniffed !== 'object' || !('readable' in sniffed)) throw new NotFound('The picture');
  return {
    body,
    type: `image/${sniffed.readable}`,
    policy: "default-src 'none'; sandbox",
    cacheSeconds: DAY_SECONDS,
  };
}
