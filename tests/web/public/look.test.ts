import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { contrast } from '../../../src/platform/colors.ts';
import { lookStyles } from '../../../src/web/public/look.ts';

/** Every 51st step of each channel: 216 colours, from black over every hue to white. */
const accents = Array.from({ length: 216 }, (_, index) => {
  const channels = [index % 6, Math.floor(index / 6) % 6, Math.floor(index / 36)];
  return `#${channels.map((channel) => (channel * 51).toString(16).padStart(2, '0')).join('')}`;
});

test('Text in any publication’s colour can be read, light and dark (WCAG 1.4.3)', () => {
  const faults = accents.flatMap((accent) => {
    const styles = lookStyles(accent);
    const value = (name: string) => new RegExp(`--${name}:(#[0-9a-f]{6})`).exec(styles)?.[1] ?? '';
    const pairs = [
      [accent, value('on-accent')],
      ...[
        { when: '', sheet: '#ffffff' },
        { when: '-dark', sheet: '#1b1d1e' },
      ].flatMap(({ when, sheet }) =>
        [value(`own-page${when}`), value(`own-soft${when}`), sheet].map((ground) => [
          ground,
          value(`own-text${when}`),
        ]),
      ),
    ];
    return pairs
      .filter(([ground = '', text = '']) => !(contrast(ground, text) >= 4.5))
      .map((pair) => [accent, ...pair]);
  });
  expect(faults).toEqual([]);
});

test('Pages are laid out from where a line starts, never from the left: they turn round for Arabic', async () => {
  const styles = await readFile(new URL('../../../src/web/assets/public.css', import.meta.url), 'utf8');
  expect(styles).not.toMatch(/\b(left|right)\b/);
});
