import { expect, test } from 'vitest';
import { emailBlocks } from '../../src/emails/html/email-html.ts';
import { blocksToText } from '../../src/emails/frame/text-part.ts';
import { english } from '../../src/words/mails/en.ts';

const context = { base: null, color: '#0b6e4f', start: 'left', embeds: english.embeds } as const;
const blocks = (html: string) => emailBlocks(html, context);
const table = (names: string[], rows: string[][]) =>
  `<table><caption>Times</caption><thead><tr>${names.map((name) => `<th>${name}</th>`).join('')}</tr></thead><tbody>${rows
    .map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
    .join('')}</tbody></table>`;
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday', 'Remarks'];

test('A table whose words fit side by side keeps them whole and its type', () => {
  const [block = ''] = blocks(
    table(['Departure', 'Destination'], [['Old Quay', 'Saltholm, with many words behind it']]),
  );
  expect(block).toContain('word-break:normal');
  expect(block).toContain('font-size:15px');
});

test('A wider one has smaller type', () => {
  const [block = ''] = blocks(table(DAYS.slice(0, 7), [['a', 'b', 'c', 'd', 'e', 'f', 'g']]));
  expect(block).toMatch(/^<table/);
  expect(block).toContain('font-size:13px');
  expect(block).not.toContain('font-size:15px;word');
});

test('One that cannot fit is shown row by row, each value behind the name of its column, in both parts', () => {
  const names = [...DAYS, 'Passengers'];
  const rows = [names.map((_day, index) => `${index}:15`), names.map(() => 'no')];
  const shown = blocks(`<p>Before</p>${table(names, rows)}<p>after</p>`);
  expect(shown.join('')).not.toContain('<table');
  expect(shown).toHaveLength(5);
  const text = blocksToText(shown);
  expect(text).toMatch(/Times\n\nMonday: 0:15\nTuesday: 1:15\n/);
  expect(text).toContain('Remarks: no');
});

test('A heading over several columns and cells over several rows lose nobody’s words', () => {
  const html = `<table><tr><th colspan="2">Both</th></tr><tr><td rowspan="2">${'w'.repeat(90)}</td><td>one</td></tr><tr><td>two</td></tr></table>`;
  const text = blocksToText(blocks(html));
  for (const word of ['Both', 'one', 'two', 'w'.repeat(90)]) expect(text).toContain(word);
});

test('What a cell declares beyond all measure is taken away before anything is laid out', () => {
  const [block = ''] = blocks(
    '<table><tr><td colspan="101" rowspan="5000">a</td><td colspan="3">b</td></tr></table>',
  );
  expect(block).not.toMatch(/colspan="101"|rowspan/);
  expect(block).toContain('colspan="3"');
  const many = blocks(`<table>${'<tr><td colspan="20" rowspan="20">x</td></tr>'.repeat(50)}</table>`).join(
    '',
  );
  expect(many.match(/rowspan/g)?.length ?? 0).toBeLessThanOrEqual(5);
});

test('A table of thousands of cells is lines in the text part', () => {
  const html = table(
    ['A', 'B'],
    Array.from({ length: 2_000 }, (_none, index) => [`a${index}`, `b${index}`]),
  );
  expect(blocksToText(blocks(html))).toContain('a1999 | b1999');
});
