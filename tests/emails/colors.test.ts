import { expect, test } from 'vitest';
import { contrast, readableOn, textOn } from '../../src/platform/colors.ts';
import { lookOf } from '../../src/emails/frame/look.ts';

test('Contrast is that of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

const steps = [0, 40, 80, 110, 118, 128, 160, 200, 255];
const colors = steps.flatMap((red) =>
  steps.flatMap((green) =>
    steps.map((blue) => `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`),
  ),
);

test('With an accent of any lightness, everything can be read in light and in dark (HTM-03)', () => {
  const unreadable = colors.filter((accent) => {
    const look = lookOf(accent);
    const pairs = [
      [look.onAccent, look.accent],
      [look.link, look.card],
      [look.link, look.page],
      [look.darkLink, look.darkCard],
      [look.darkLink, look.darkPage],
      [look.ink, look.card],
      [look.soft, look.card],
      [look.soft, look.page],
      [look.darkInk, look.darkCard],
      [look.darkSoft, look.darkCard],
      [look.darkSoft, look.darkPage],
    ] as const;
    return pairs.some(([text, background]) => contrast(text, background) < 4.5);
  });
  expect(unreadable).toEqual([]);
});

test('An accent that can be read is left alone', () => {
  expect(readableOn('#ffffff', '#0b6e4f')).toBe('#0b6e4f');
  expect(textOn('#0b6e4f')).toBe('#ffffff');
  expect(textOn('#ffe95c')).toBe('#000000');
});
