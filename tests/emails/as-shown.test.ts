import { describe, expect, test } from 'vitest';
import { asShown, compileLetterEmail } from '../../src/emails/index.ts';
import { contrast } from '../../src/platform/colors.ts';

const html = (css: string, body = '', attributes = '') =>
  `<html><head><meta name="color-scheme" content="light dark"><style>${css}</style></head><body${attributes}>${body}</body></html>`;

describe('The dark look of an email’s own styles', () => {
  const css =
    ':root { color-scheme: light dark; } @media (prefers-color-scheme: dark) { p { color: #eee } } @media screen and (prefers-color-scheme:light) { p { color: #111 } }';

  test('is as a dark program shows it, whatever the browser here prefers', () => {
    const dark = asShown(html(css), 'dark');
    expect(dark).toContain('@media (min-width: 0px) { p { color: #eee } }');
    expect(dark).toContain('@media screen and (max-width: 0px) { p { color: #111 } }');
    expect(dark).toContain('color-scheme: dark;');
    expect(dark).toContain('<meta name="color-scheme" content="dark">');
  });

  test('does not show in the light one', () => {
    const light = asShown(html(css), 'light');
    expect(light).toContain('@media (max-width: 0px) { p { color: #eee } }');
    expect(light).toContain('color-scheme: light;');
    expect(light).not.toContain('prefers-color-scheme');
  });
});

describe('A program that makes emails dark by itself', () => {
  const shown = (style: string, look: 'gmail' | 'outlook') =>
    / style="([^"]*)"/.exec(asShown(html('', `<p style="${style}">x</p>`), look))?.[1];

  test('turns all colours over in Gmail, and keeps their hue', () => {
    expect(shown('color:#000000;background-color:#ffffff', 'gmail')).toBe(
      'color:hsl(0 0% 100% / 1);background-color:hsl(0 0% 7% / 1)',
    );
    expect(shown('background:#000', 'gmail')).toBe('background:hsl(0 0% 100% / 1)');
    expect(shown('color:rgb(0, 0, 128)', 'gmail')).toBe('color:hsl(240 100% 75% / 1)');
  });

  test('changes in Outlook only light grounds and dark words', () => {
    expect(shown('color:#ffffff;background:#202020', 'outlook')).toBe('color:#ffffff;background:#202020');
    expect(shown('color:#202020;background:#ffffff', 'outlook')).toBe(
      'color:hsl(0 0% 87% / 1);background:hsl(0 0% 12% / 1)',
    );
  });

  test('leaves sizes, pictures and addresses alone', () => {
    const style = 'padding:8px;background-image:url(https://a.example/fff.png);font-size:16px';
    expect(shown(style, 'gmail')).toBe(style);
    const body = '<a href="https://a.example/#fff">#000 is black</a>';
    expect(asShown(html('', body), 'gmail')).toContain(body);
  });

  test('is answered by the rules that an email has for Outlook', () => {
    const css = '[data-ogsc] .link { color: #8ab4f8 !important; } .ink { color: #111111; }';
    const outlook = asShown(html(css), 'outlook');
    expect(outlook).toContain('<body data-ogsc>');
    expect(outlook).toContain('[data-ogsc] .link { color: #8ab4f8 !important; }');
    expect(outlook).toContain('.ink { color: hsl(0 0% 93% / 1); }');
  });
});

test.each(['gmail', 'outlook'] as const)('Every colour of a letter is turned for %s', async (look) => {
  const brand = {
    name: 'The Gazette',
    siteUrl: 'https://gazette.example',
    postalAddress: '1 Market Square',
    language: 'en',
    timeZone: 'UTC',
    accentColor: '#0f766e',
    logoUrl: null,
    imprintUrl: null,
    privacyUrl: null,
  };
  const compiled = await compileLetterEmail({ brand, subject: 'Hi', preheader: '', markdown: 'Hello' });
  if ('fault' in compiled) throw new Error('a fault');
  const dark = asShown(compiled.email.html, look);
  const grounds = [...dark.matchAll(/background(?:-color)?:\s*(#[0-9a-f]{6})/g)].map(
    ([, color = '']) => color,
  );
  // What was not turned is dark by itself.
  const light = grounds.filter((color) => contrast(color, '#000000') > 12);
  expect(light).toEqual([]);
});
