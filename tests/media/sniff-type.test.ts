import { expect, test } from 'vitest';
import { sniffType } from '../../src/media/sniff-type.ts';
import { drawing } from '../support/media/pictures.ts';

test.each(['jpeg', 'png', 'gif', 'webp', 'avif'] as const)('%s is known by its content', async (kind) => {
  expect(sniffType(await drawing(20, 20).toFormat(kind).toBuffer())).toEqual({ readable: kind });
});

test('HEIC of a phone and others that cannot be read are named', () => {
  const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1');
  expect(sniffType(heic)).toEqual({ foreign: 'HEIC' });
  expect(sniffType(Buffer.from('%PDF-1.7'))).toEqual({ foreign: 'PDF' });
  expect(sniffType(Buffer.from('II*\0', 'latin1'))).toEqual({ foreign: 'TIFF' });
});

test.each([
  '<svg>',
  '\ufeff<?xml version="1.0"?>\n<!-- a > b -->\n<svg width="1">',
  '<!DOCTYPE svg [<!ENTITY a "b">]><svg>',
  '<s:svg xmlns:s="http://www.w3.org/2000/svg">',
])('SVG is told apart: %s', (text) => {
  expect(sniffType(Buffer.from(text))).toBe('svg');
  expect(sniffType(Buffer.from(text, 'utf16le'))).toBe('svg');
});

test.each(['', 'GIF', '<!doctype html><svg onload=alert(1)>', 'hello', '\0'.repeat(5000), '<?'.repeat(2000)])(
  'What is no picture is none: %j',
  (text) => {
    expect(sniffType(Buffer.from(text))).toBe('nothing');
  },
);
