import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readerSpeechIn, speechIn } from '../../src/words/index.ts';

/** Every place where a page or a mail could ask for words. */
async function readSources(): Promise<string> {
  const root = new URL('../../', import.meta.url).pathname;
  const inside = async (folder: string) =>
    (await readdir(join(root, folder), { recursive: true })).map((file) => join(folder, file));
  const files = [...(await inside('src')), ...(await inside('templates'))].filter(
    (file) => /\.(tsx?|mjml)$/.test(file) && !/^src\/words\/(?!mails\/digest-name)/.test(file),
  );
  return (await Promise.all(files.map((file) => readFile(join(root, file), 'utf8')))).join('\n');
}

function keysOf(words: object): string[] {
  return Object.entries(words).flatMap(([key, value]: [string, unknown]) => [
    key,
    ...(typeof value === 'object' && value !== null && !Array.isArray(value) ? keysOf(value) : []),
  ]);
}

test.each([
  ['pages', readerSpeechIn('en').words],
  ['mails', speechIn('en').words],
])('No words of readers’ %s are kept that nobody says', async (_which, words) => {
  const known = new Set((await readSources()).match(/[\w-]+/g));
  expect(keysOf(words).filter((key) => !known.has(key))).toEqual([]);
});
