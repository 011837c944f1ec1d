import sharp, { type Sharp } from 'sharp';
import { randomOf } from '../app/random.ts';

/** Few colours and sharp edges. */
export const drawing = (width: number, height: number, color = '#0f766e'): Sharp =>
  sharp({
    create: { width, height, channels: 3, background: '#fafaf7' },
    limitInputPixels: false,
  }).composite([
    {
      input: {
        create: {
          width: Math.ceil(width / 2),
          height: Math.ceil(height / 2),
          channels: 3,
          background: color,
        },
      },
    },
  ]);

/** Many colours that run into each other, the same ones for the same seed. */
export function photo(width: number, height: number, seed = 1): Sharp {
  const next = randomOf(seed);
  const [columns, rows] = [Math.max(2, Math.ceil(width / 40)), Math.max(2, Math.ceil(height / 40))];
  const data = Buffer.from(Array.from({ length: columns * rows * 3 }, () => Math.floor(next() * 256)));
  return sharp(data, { raw: { width: columns, height: rows, channels: 3 } }).resize(width, height, {
    fit: 'fill',
  });
}

/** Frames of one colour each. */
export async function animation(width: number, height: number, frames: number): Promise<Sharp> {
  const colors = Array.from({ length: frames }, (_, n) => `rgb(${(n * 37) % 256}, ${(n * 91) % 256}, 80)`);
  const inputs = await Promise.all(
    colors.map((background) =>
      sharp({ create: { width, height, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  );
  return sharp(inputs, { join: { animated: true } });
}

/** As an upload gives it. */
export const asFile = (file: Buffer) => ({
  bytes: (async function* () {
    yield file;
  })(),
});
