import { beforeAll, describe, expect, test } from 'vitest';
import type { Publication } from '../../src/publications/index.ts';
import { createTestApp, type TestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { runCommand } from '../support/program/command.ts';
import { makeLetter } from '../support/sends/letters.ts';
import { makeArticle, makeReaders } from '../support/sends/sends.ts';

let app: TestApp;
let gazette: Publication;
const email = 'reader1@readers.example';
/** Runs the command on the database of these tests. */
const explain = (...words: string[]) =>
  runCommand(['explain', ...words], {
    DATABASE_URL: app.databaseUrl,
    APP_SECRET: 'a secret that only tests know',
  });

beforeAll(async () => {
  app = await createTestApp();
  gazette = await makePublication(app, { slug: 'gazette' });
  await makeReaders(app, gazette, 1);
});

describe('paperround explain', () => {
  test('says the verdict and answers every condition with yes or NO', async () => {
    const send = String(
      await makeLetter(app, gazette, { subject: 'We moved', audience: { rhythm: 'daily' } }),
    );
    const { code, stdout } = await explain('--email', 'Reader1@Readers.example', '--send', send);
    expect(code).toBe(0);
    const [verdict, , ...answers] = stdout.trimEnd().split('\n');
    expect(verdict).toMatch(
      /^not-yet: reader1@readers\.example \(subscriber \d+, active\) and send \d+, “We moved”$/,
    );
    expect(answers).toContain('  yes  The reader has not unsubscribed.');
    expect(answers).toContain(
      '  NO   The send is for readers of the rhythm “daily”, and this reader chose “each”.',
    );
    expect(answers.filter((line) => !/^ {2}(yes|NO ) {2}\p{Lu}/u.test(line))).toEqual([]);
  });

  test('prints with --json what the API answers', async () => {
    const article = await makeArticle(app, gazette, { title: 'Bridge opens' });
    const { stdout } = await explain('--email', email, '--article', String(article), '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      subscriber: { email, status: 'active' },
      article: { id: article, title: 'Bridge opens' },
      verdict: 'not-yet',
      messages: [],
    });
    const unknown = await explain('--email', 'nobody@readers.example', '--article', String(article));
    expect(unknown).toMatchObject({ code: 0 });
    expect(unknown.stdout).toMatch(
      /^left-out: article \d+, “Bridge opens”\n\n {2}NO {3}No reader of this newsletter/,
    );
  });

  test('says what is missing or not there', async () => {
    expect(await explain('--send', '1')).toMatchObject({
      code: 2,
      stderr: 'email is missing. Give the address of the reader.\n',
    });
    expect(await explain('--email', email)).toMatchObject({
      code: 2,
      stderr: 'Name either an article or a send.\n',
    });
    const missing = await explain('--email', email, '--send', '99999', '--publication', 'gazette');
    expect(missing).toMatchObject({ code: 1, stdout: '' });
    expect(missing.stderr).toContain('99999');
  });
});
