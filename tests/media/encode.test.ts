import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { encodePicture } from '../../src/media/encode-picture.ts';
import { MAX_FRAMES, type Picture } from '../../src/media/picture.ts';
import { animation, drawing, photo } from '../support/media/pictures.ts';

async function pictureOf(file: Buffer): Promise<Picture> {
  const encoded = await encodePicture(file);
  if ('fault' in encoded) throw new Error(JSON.stringify(encoded.fault));
  return encoded.picture;
}
const faultOf = async (file: Buffer) => {
  const encoded = await encodePicture(file);
  return 'fault' in encoded ? encoded.fault.code : undefined;
};
const secret = {
  IFD0: { Copyright: 'Ann Private', ImageDescription: 'at home' },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 30/1 0/1' },
};

describe('A picture of an email', () => {
  test('is at most twice as wide as the email, and a small one stays as it is', async () => {
    const large = await pictureOf(await photo(3000, 1500).jpeg().toBuffer());
    expect(large).toMatchObject({ type: 'jpg', width: 1200, height: 600 });
    const tall = await pictureOf(await photo(500, 5000).jpeg().toBuffer());
    expect(tall).toMatchObject({ width: 360, height: 3600 });
    const small = await pictureOf(await drawing(120, 80).png().toBuffer());
    expect(small).toMatchObject({ type: 'png', width: 120, height: 80 });
  });

  test('says nothing of where, when and by whom it was taken', async () => {
    const file = await photo(600, 400)
      .withExif(secret)
      .withXmp('<x:xmpmeta>Ann Private</x:xmpmeta>')
      .jpeg()
      .toBuffer();
    expect(file.includes('Ann Private')).toBe(true);
    const { bytes } = await pictureOf(file);
    const { exif, xmp, icc, iptc } = await sharp(bytes).metadata();
    expect({ exif, xmp, icc, iptc }).toEqual({});
    expect(bytes.includes('Private')).toBe(false);
  });

  test('nor do the comments of a PNG and a GIF', async () => {
    const png = await drawing(60, 40).withMetadata().withExif(secret).png().toBuffer();
    const gif = Buffer.concat([
      (await drawing(60, 40).gif().toBuffer()).subarray(0, -1),
      Buffer.from('\x21\xfe\x0bAnn Private\x00\x3b', 'latin1'),
    ]);
    for (const file of [png, gif]) {
      expect(file.includes('Ann Private')).toBe(true);
      expect((await pictureOf(file)).bytes.includes('Private')).toBe(false);
    }
  });

  test('stands upright, as the camera was held', async () => {
    const left = {
      input: { create: { width: 10, height: 60, channels: 3 as const, background: '#ff0000' } },
      left: 0,
      top: 0,
    };
    const file = await sharp({ create: { width: 100, height: 60, channels: 3, background: '#ffffff' } })
      .composite([left])
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const { bytes, width, height } = await pictureOf(file);
    expect({ width, height }).toEqual({ width: 60, height: 100 });
    const { data } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    // What was on the left is on top.
    expect([...data.subarray(0, 3)].map((value) => Math.round(value / 64))).toEqual([4, 0, 0]);
  });

  test('has the colours that it had, whatever their space', async () => {
    const red = () => sharp({ create: { width: 40, height: 40, channels: 3, background: '#d02030' } });
    const files = await Promise.all([
      red().withIccProfile('p3').png().toBuffer(),
      red().toColourspace('cmyk').withIccProfile('cmyk').jpeg({ quality: 100 }).toBuffer(),
      red().toColourspace('rgb16').png().toBuffer(),
      red().avif({ quality: 95 }).toBuffer(),
    ]);
    for (const file of files) {
      const { bytes } = await pictureOf(file);
      const { data } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
      const [r = 0, g = 0, b = 0] = data;
      expect(Math.max(Math.abs(r - 0xd0), Math.abs(g - 0x20), Math.abs(b - 0x30))).toBeLessThan(14);
    }
  });

  test.each(['webp', 'avif', 'gif', 'png', 'jpeg'] as const)(
    'of the kind %s becomes one that every mail program shows',
    async (kind) => {
      expect((await pictureOf(await photo(300, 200).toFormat(kind).toBuffer())).type).toMatch(/^(jpg|png)$/);
    },
  );

  test('keeps what shines through, and a drawing its edges', async () => {
    const clear = {
      create: { width: 300, height: 200, channels: 4 as const, background: { r: 9, g: 9, b: 9, alpha: 0.4 } },
    };
    const { type, bytes } = await pictureOf(await sharp(clear).webp({ lossless: true }).toBuffer());
    expect(type).toBe('png');
    expect((await sharp(bytes).stats()).isOpaque).toBe(false);
    expect((await pictureOf(await drawing(1000, 700).png().toBuffer())).type).toBe('png');
  });

  test.each(['gif', 'webp'] as const)('that moves as %s still moves, at the same pace', async (kind) => {
    const delay = [100, 200, 300];
    const file = await (await animation(1600, 400, 3)).toFormat(kind, { delay, loop: 2 }).toBuffer();
    const { bytes, ...rest } = await pictureOf(file);
    expect(rest).toEqual({ type: 'gif', width: 1200, height: 300 });
    expect(await sharp(bytes).metadata()).toMatchObject({ pages: 3, delay, loop: 2 });
  });
});

describe('Hostile files end in a refusal:', () => {
  const cut = async (file: Promise<Buffer>) => {
    const whole = await file;
    return whole.subarray(0, Math.floor(whole.length * 0.6));
  };
  test.each(['jpeg', 'png', 'gif', 'webp', 'avif'] as const)('a %s that is cut off', async (kind) => {
    expect(await faultOf(await cut(photo(300, 200).toFormat(kind).toBuffer()))).toBe('damaged');
  });

  test('few bytes that unpack to 256 million pixels', async () => {
    const blank = { width: 16_000, height: 16_000, channels: 3, background: '#fafaf7' } as const;
    const bomb = await sharp({ create: blank, limitInputPixels: false })
      .png({ compressionLevel: 1 })
      .toBuffer();
    expect(bomb.length).toBeLessThan(10_000_000);
    expect(await faultOf(bomb)).toBe('too-many-pixels');
  });

  test('a header that promises more than follows, or more than there can be', async () => {
    const png = await drawing(50, 50).png().toBuffer();
    for (const size of [7000, 2 ** 31 - 1]) {
      const lie = Buffer.from(png);
      lie.writeUInt32BE(size, 16);
      lie.writeUInt32BE(size, 20);
      expect(await faultOf(lie)).toMatch(/^(damaged|too-many-pixels)$/);
    }
  });

  test('an animation without an end', async () => {
    const frames = await animation(8, 8, MAX_FRAMES + 1);
    expect(await faultOf(await frames.gif({ keepDuplicateFrames: true }).toBuffer())).toBe('too-many-frames');
  });

  test('a large animation, whose frames count together', async () => {
    expect(await faultOf(await (await animation(3000, 2000, 10)).gif({ effort: 1 }).toBuffer())).toBe(
      'too-many-pixels',
    );
  });

  test.each([
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'],
    [
      'SVG that loads',
      '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd" width="9" height="9"/></svg>',
    ],
    [
      'MVG',
      'push graphic-context\nviewbox 0 0 9 9\nimage over 0,0 0,0 "https://evil.example/"\npop graphic-context',
    ],
    ['PPM', 'P3 1 1 255 255 0 0'],
    ['HTML', '<!doctype html><img src=x onerror=alert(1)>'],
    ['nothing', ''],
  ])('%s, even when somebody takes it for a picture', async (_what, text) => {
    expect(await faultOf(Buffer.from(text))).toBe('damaged');
  });

  test('TIFF, which the library could read', async () => {
    expect(await faultOf(await drawing(40, 40).tiff().toBuffer())).toBe('damaged');
  });
});
