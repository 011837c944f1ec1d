import { InvalidInput } from '../platform/errors.ts';
import { pictureFaultSays, type PictureFault } from '../words/index.ts';

/** What every mail program shows, Outlook of any age included: WebP, AVIF and HEIC become one of them. */
export const PICTURE_TYPES = ['jpg', 'png', 'gif'] as const;
export type PictureType = (typeof PICTURE_TYPES)[number];

/** As it is stored. */
export interface Picture {
  bytes: Buffer;
  type: PictureType;
  /** Pixels. */
  width: number;
  height: number;
}

/** Of an uploaded file. Photos of phones have up to 15 MB. */
export const MAX_UPLOAD_BYTES = 25_000_000;
/** Of all frames together: what is unpacked takes four bytes for each, or eight. */
export const MAX_PIXELS = 50_000_000;
export const MAX_FRAMES = 500;
/** An email is 600 px wide; screens with small pixels show twice as many of them. */
export const MAX_WIDTH = 1200;
/** Five screens of a phone. */
export const MAX_HEIGHT = 3600;
/** Readers pay for what an email loads: an animation that stays larger is refused. */
export const MAX_ANIMATION_BYTES = 5_000_000;

/** A file that cannot become a picture of an email. */
export class PictureRefused extends InvalidInput {
  readonly fault: PictureFault;

  constructor(fault: PictureFault, field = 'file') {
    super([{ field, message: pictureFaultSays(fault) }]);
    this.fault = fault;
  }
}
