import { createHash } from 'node:crypto';
import { inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import type { Db } from '../platform/database.ts';
import { TooMany } from '../platform/errors.ts';
import { addressOf, newToken } from './address.ts';
import { encodeInChild } from './encode-in-child.ts';
import { findBySource, insertPicture, type PictureRow } from './media-queries.ts';
import { MAX_UPLOAD_BYTES, PictureRefused } from './picture.ts';
import { sniffType } from './sniff-type.ts';

export interface AddedPicture {
  id: number;
  /** Public and absolute, for Markdown. */
  url: string;
  /** Pixels, as it is stored. */
  width: number;
  height: number;
}

export interface PictureFile {
  bytes: AsyncIterable<Buffer>;
  /** Told in the transaction that stores the picture. */
  keep?(db: Db, picture: AddedPicture): Promise<void>;
}

/** Of all files that are on their way to this process. */
const MAX_HELD_BYTES = 8 * MAX_UPLOAD_BYTES;
const WAIT_SECONDS = 10;
let held = 0;

/**
 * Takes in a picture for a publication's emails. The same file once more gives the same picture.
 * @throws PictureRefused, TooMany
 */
export async function addPicture(
  app: App,
  publicationId: number,
  { bytes, keep }: PictureFile,
): Promise<AddedPicture> {
  let mine = 0;
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of bytes) {
      mine += chunk.length;
      held += chunk.length;
      if (mine > MAX_UPLOAD_BYTES) throw tooLarge();
      if (held > MAX_HELD_BYTES)
        throw new TooMany('Too many pictures are being uploaded at once.', WAIT_SECONDS);
      chunks.push(chunk);
    }
    return await storePicture(app, publicationId, Buffer.concat(chunks), keep);
  } finally {
    held -= mine;
  }
}

export const tooLarge = () =>
  new PictureRefused({ code: 'too-large', params: { limit: MAX_UPLOAD_BYTES / 1_000_000 } });

/** @throws PictureRefused */
export async function storePicture(
  app: App,
  publicationId: number,
  file: Buffer,
  keep: PictureFile['keep'],
): Promise<AddedPicture> {
  const sourceHash = createHash('sha256').update(file).digest();
  const known = await findBySource(app.db, publicationId, sourceHash);
  if (known) {
    const shown = shownPicture(app, known);
    await keep?.(app.db, shown);
    return shown;
  }
  refuseOthers(file);
  const picture = { ...(await encodeInChild(file)), token: newToken() };
  return inTransaction(app, async (inner) => {
    const { isNew, ...row } = await insertPicture(inner.db, publicationId, sourceHash, picture);
    const shown = shownPicture(app, row);
    await keep?.(inner.db, shown);
    if (!isNew) return shown;
    const { type, width, height } = row;
    const details = { type, width, height, bytes: picture.bytes.length };
    await audit(inner, { action: 'picture.added', subject: `picture:${row.id}`, details });
    app.log.info({ event: 'picture.added', pictureId: row.id, ...details });
    return shown;
  });
}

export const shownPicture = ({ config }: Pick<App, 'config'>, row: PictureRow): AddedPicture => ({
  id: row.id,
  url: addressOf(config, row),
  width: row.width,
  height: row.height,
});

/** The content decides, not the name: a WebP that is called .jpg is a WebP. @throws PictureRefused */
function refuseOthers(file: Buffer): void {
  if (file.length === 0) throw new PictureRefused({ code: 'empty', params: {} });
  const sniffed = sniffType(file);
  if (sniffed === 'svg') throw new PictureRefused({ code: 'svg', params: {} });
  if (sniffed === 'nothing') throw new PictureRefused({ code: 'no-picture', params: {} });
  if ('foreign' in sniffed)
    throw new PictureRefused({ code: 'foreign-kind', params: { kind: sniffed.foreign } });
}
