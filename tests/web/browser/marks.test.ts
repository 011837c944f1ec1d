import { describe, expect, test } from 'vitest';
import {
  articleMarkdown,
  asBlock,
  asLink,
  newLine,
  TOOLS,
  type Change,
  type Chosen,
} from '../../../src/web/browser/composer/marks.ts';

/** A text with what is chosen between ⟦ and ⟧. */
function chosen(shown: string): Chosen {
  const from = shown.indexOf('⟦');
  const to = shown.indexOf('⟧') - 1;
  return { text: shown.replace(/[⟦⟧]/g, ''), from, to };
}

function after({ text }: Chosen, { from, to, insert, select }: Change): string {
  const changed = text.slice(0, from) + insert + text.slice(to);
  return `${changed.slice(0, select.from)}⟦${changed.slice(select.from, select.to)}⟧${changed.slice(select.to)}`;
}

const use = (tool: string, shown: string) => after(chosen(shown), TOOLS[tool]!(chosen(shown)));

describe('A button of the composer', () => {
  test.each([
    ['bold', 'One ⟦long⟧ read', 'One **⟦long⟧** read'],
    ['bold', 'One **⟦long⟧** read', 'One ⟦long⟧ read'],
    ['bold', 'One ⟦**long**⟧ read', 'One ⟦long⟧ read'],
    ['bold', 'One⟦ long ⟧read', 'One **⟦long⟧** read'],
    ['bold', 'One ⟦⟧', 'One **⟦⟧**'],
    ['italic', 'One ⟦long⟧ read', 'One *⟦long⟧* read'],
    ['italic', 'One **⟦long⟧** read', 'One ***⟦long⟧*** read'],
    ['italic', 'One *⟦long⟧* read', 'One ⟦long⟧ read'],
    ['heading', 'What ⟦⟧is new', '## What is new⟦⟧'],
    ['heading', '## What ⟦⟧is new', 'What is new⟦⟧'],
    ['list', '⟦one\n\ntwo⟧', '⟦- one\n\n- two⟧'],
    ['list', '⟦- one\n- two⟧', '⟦one\ntwo⟧'],
    ['list', '⟦> one⟧', '⟦- one⟧'],
    ['list', '⟦⟧', '- ⟦⟧'],
    ['quote', 'o⟦⟧ne', '> one⟦⟧'],
    ['link', 'see ⟦here⟧', 'see [here](⟦https://⟧)'],
    ['link', 'see ⟦https://a.example/⟧', 'see [⟦⟧](https://a.example/)'],
    ['link', 'see ⟦⟧', 'see [⟦⟧](https://)'],
    ['line', 'one⟦⟧', 'one\n\n---\n\n⟦⟧'],
    ['name', 'Dear ⟦⟧', 'Dear {{ name | default: "⟦reader⟧" }}'],
  ])('%s makes of %j: %j', (tool, before, wanted) => {
    expect(use(tool, before)).toBe(wanted);
  });

  test.each([
    ['- one⟦⟧', '- one\n- ⟦⟧'],
    ['- one\n- ⟦⟧', '- one\n⟦⟧'],
    ['9. nine⟦⟧', '9. nine\n10. ⟦⟧'],
    ['> said⟦⟧', '> said\n> ⟦⟧'],
    ['plain⟦⟧', 'plain\n⟦⟧'],
    ['- on⟦⟧e', '- on\n- ⟦⟧e'],
    ['**bo⟦⟧ld**', '**bo\n⟦⟧ld**'],
  ])('Enter after %j: %j', (before, wanted) => {
    expect(after(chosen(before), newLine(chosen(before)))).toBe(wanted);
  });

  test('puts a block between empty lines, however many are there already', () => {
    const block = (shown: string) => after(chosen(shown), asBlock(chosen(shown), 'X'));
    expect(block('⟦⟧')).toBe('X\n\n⟦⟧');
    expect(block('a\n⟦⟧\nb')).toBe('a\n\nX\n⟦⟧\nb');
    expect(block('a\n\n⟦⟧')).toBe('a\n\nX\n\n⟦⟧');
    expect(asLink(chosen('⟦⟧')).insert).toBe('[](https://)');
  });

  test('puts an article in as a heading that leads to it, whatever its title and address hold', () => {
    expect(
      articleMarkdown({ title: 'A [new] *bridge*\n(of sorts)', url: 'https://a.example/b_(c)?d=<e> f' }),
    ).toBe(String.raw`### [A \[new\] \*bridge\* (of sorts)](https://a.example/b_%28c%29?d=%3Ce%3E%20f)`);
  });
});
