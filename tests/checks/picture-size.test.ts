import { expect, test } from 'vitest';
import { pictureSize } from '../../src/checks/visits/picture-size.ts';
import { drawing, photo } from '../support/media/pictures.ts';

test.each(['png', 'gif', 'jpeg', 'webp'] as const)(
  'The size of a %s is read from its first bytes',
  async (format) => {
    const file = await photo(643, 377).toFormat(format).toBuffer();
    expect(pictureSize(file.subarray(0, 64_000))).toEqual({ width: 643, height: 377 });
  },
);

test('That of WebP without loss, with transparency, and of a JPEG with a preview before it, too', async () => {
  const lossless = await drawing(700, 301).webp({ lossless: true }).toBuffer();
  expect(pictureSize(lossless)).toEqual({ width: 700, height: 301 });
  const transparent = await drawing(401, 99).ensureAlpha(0.5).webp().toBuffer();
  expect(pictureSize(transparent)).toEqual({ width: 401, height: 99 });
  const tagged = await drawing(500, 400)
    .withExif({ IFD0: { ImageDescription: 'x'.repeat(20_000) } })
    .jpeg()
    .toBuffer();
  expect(pictureSize(tagged)).toEqual({ width: 500, height: 400 });
});

test('What is no picture, or ends too soon, has none', async () => {
  const file = await drawing(500, 400).jpeg().toBuffer();
  for (const broken of [
    Buffer.alloc(0),
    Buffer.from('<svg/>'.repeat(20)),
    file.subarray(0, 40),
    Buffer.alloc(4_000, 0xff),
  ])
    expect(pictureSize(broken)).toBeUndefined();
});
