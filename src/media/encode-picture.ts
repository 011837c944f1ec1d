import sharp, { type Sharp } from 'sharp';
import type { PictureFault } from '../words/index.ts';
import {
  MAX_ANIMATION_BYTES,
  MAX_FRAMES,
  MAX_HEIGHT,
  MAX_PIXELS,
  MAX_WIDTH,
  type Picture,
} from './picture.ts';

// Nothing but these can be opened, whatever a file makes the library believe. https://sharp.pixelplumbing.com/api-utility/#block
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['JpegBuffer', 'PngBuffer', 'NsgifBuffer', 'WebpBuffer', 'HeifBuffer'].map(
    (name) => `VipsForeignLoad${name}`,
  ),
});
sharp.cache(false);

const JPEG_QUALITY = 82;
/** A drawing or a screenshot is sharper as PNG, so it may cost a little more than as JPEG. */
const PNG_MAY_COST = 1.2;
const SMALL_PNG_BYTES = 60_000;
/** A larger one with transparency gets 256 colours. */
const MAX_PNG_BYTES = 400_000;

/**
 * A picture as an email may show it: turned as the camera was held, in sRGB, at most as large as it is shown, and without
 * anything else that was in the file. Colours outside sRGB and 16 bits become what screens show.
 */
export async function encodePicture(file: Buffer): Promise<{ picture: Picture } | { fault: PictureFault }> {
  const open = (isAnimated: boolean) =>
    // Each frame counts.
    sharp(file, { animated: isAnimated, failOn: 'error', limitInputPixels: MAX_PIXELS, autoOrient: true });
  try {
    const { width, height, pages = 1, format } = await sharp(file, { limitInputPixels: false }).metadata();
    const isAnimated = pages > 1 && (format === 'gif' || format === 'webp');
    if (isAnimated && pages > MAX_FRAMES)
      return { fault: { code: 'too-many-frames', params: { frames: pages, limit: MAX_FRAMES } } };
    const pixels = width * height * (isAnimated ? pages : 1);
    if (pixels > MAX_PIXELS) return { fault: tooManyPixels(pixels) };
    const fitted = open(isAnimated)
      .resize({ width: MAX_WIDTH, height: MAX_HEIGHT, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb');
    return isAnimated ? await asAnimation(fitted) : { picture: await asStill(fitted) };
  } catch {
    return { fault: { code: 'damaged', params: {} } };
  }
}

const tooManyPixels = (pixels: number): PictureFault => ({
  code: 'too-many-pixels',
  params: { megapixels: Math.ceil(pixels / 1_000_000), limit: MAX_PIXELS / 1_000_000 },
});

async function asAnimation(frames: Sharp): Promise<{ picture: Picture } | { fault: PictureFault }> {
  const { data: bytes, info } = await frames.gif({ effort: 4 }).toBuffer({ resolveWithObject: true });
  if (bytes.length > MAX_ANIMATION_BYTES)
    return {
      fault: {
        code: 'animation-too-large',
        params: { megabytes: Math.ceil(bytes.length / 1e6), limit: MAX_ANIMATION_BYTES / 1e6 },
      },
    };
  return {
    picture: { bytes, type: 'gif', width: info.width, height: info.pageHeight ?? info.height },
  };
}

/** Unpacked once, then packed in more than one way. */
async function asStill(fitted: Sharp): Promise<Picture> {
  const { data, info } = await fitted.toFormat('raw').toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const again = () => sharp(data, { raw: { width, height, channels } });
  const png = await again().png({ compressionLevel: 9 }).toBuffer();
  if (isTransparent(data, channels)) {
    const bytes = png.length <= MAX_PNG_BYTES ? png : await again().png({ palette: true }).toBuffer();
    return { bytes, type: 'png', width, height };
  }
  const jpeg = await again().flatten().jpeg({ quality: JPEG_QUALITY, mozjpeg: true }).toBuffer();
  const isGraphic = png.length <= Math.max(jpeg.length * PNG_MAY_COST, SMALL_PNG_BYTES);
  return { bytes: isGraphic ? png : jpeg, type: isGraphic ? 'png' : 'jpg', width, height };
}

/** Two channels are grey with alpha, four are colours with alpha. */
function isTransparent(data: Buffer, channels: number): boolean {
  if (channels !== 2 && channels !== 4) return false;
  for (let at = channels - 1; at < data.length; at += channels) if (data[at] !== 255) return true;
  return false;
}
