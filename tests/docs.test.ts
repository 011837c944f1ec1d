import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const text = (file: string) => readFileSync(file, 'utf8');
const files = (pattern: string) => globSync(pattern).filter((file) => !file.includes('fixtures'));

const PREFIXES =
  'ADR|AUTH|BNC|BOMB|CNF|CON|ENU|FBL|FED|GDPR|HDR|HTM|LAW|LST|OC|PRV|SEC|SMTP|SUP|THR|TIM|TOK|WHK';
const ID = new RegExp(`\\b(?:${PREFIXES})-\\d{2}\\b`, 'g');

const rules = new Map(
  text('docs/rules.md')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter(([, id = '']) => /^[A-Z]+-\d{2}$/.test(id))
    .map(([, id = '', rule = '', source = '']) => [id, { rule, source }] as const),
);
const citing = [
  ...files('{src,tests,bench,migrations}/**/*.{ts,tsx,js,md}'),
  ...files('docs/*.md').filter((file) => file !== 'docs/rules.md'),
];
const cited = new Set(citing.flatMap((file) => text(file).match(ID) ?? []));

test('docs/rules.md explains every rule that code, tests or docs cite', () => {
  expect(cited.size).toBeGreaterThan(100);
  expect([...cited].filter((id) => !rules.has(id)).toSorted()).toEqual([]);
});

test('docs/rules.md holds no rule that nothing cites', () => {
  expect([...rules.keys()].filter((id) => !cited.has(id))).toEqual([]);
});

test('Each rule is a sentence with a source', () => {
  const odd = [...rules].filter(([, { rule, source }]) => !/^[`A-Z].*\.$/.test(rule) || source === '');
  expect(odd).toEqual([]);
});

test('A README of a room can be read in one go: 160 lines at most', () => {
  const long = files('{src,tests}/**/README.md').filter((file) => text(file).split('\n').length > 161);
  expect(long).toEqual([]);
});
