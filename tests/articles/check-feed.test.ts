import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { checkFeed } from '../../src/articles/index.ts';
import { createGuardedFetch } from '../../src/platform/fetch/guarded-fetch.ts';
import { answers, item, rss, startFeedServer } from '../support/feeds/feed-server.ts';

const run = promisify(execFile);
const server = await startFeedServer();
const reader = {
  config: { publicUrl: 'http://news.example.test' },
  fetch: createGuardedFetch(['127.0.0.1']),
};
const folder = mkdtempSync(path.join(os.tmpdir(), 'paperround-check-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Nothing of the database's is set: the folder for data must stay untouched. */
const environment = {
  PATH: process.env['PATH'],
  DATA_DIR: path.join(folder, 'data'),
  FETCH_ALLOW: '127.0.0.1',
};
const paperround = (...words: string[]) =>
  run(process.execPath, ['bin/paperround.js', ...words], { env: environment }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );

describe('The feed doctor', () => {
  test('shows what a first poll would make of a feed, sanitised', async () => {
    const url = server.serve('/feed.xml', [
      item(1, {
        content: '<p onclick="x()">Full <script>1</script>text</p>',
        published: 'Tue, 03 Mar 2026 08:00:00 GMT',
      }),
      item(1, { guid: 'again', published: 'Tue, 03 Mar 2026 08:00:00 GMT' }),
    ]);
    const { feed, items } = await checkFeed(reader, url);
    expect(feed).toMatchObject({ title: 'The Gazette', link: 'https://gazette.example/' });
    expect(items).toMatchObject([
      {
        id: 'guid-1',
        title: 'Article 1',
        link: 'https://gazette.example/articles/1',
        summary: '<p>About article 1.</p>',
        content: '<p>Full text</p>',
        published: new Date('2026-03-03T08:00:00Z'),
        verdict: 'baseline',
      },
      { id: 'again', verdict: 'duplicate' },
    ]);
  });

  test('goes through the guard, and says in a sentence what is wrong', async () => {
    await expect(checkFeed(reader, 'http://127.0.0.2/feed.xml')).rejects.toThrow('may not be fetched');
    await expect(checkFeed(reader, server.answer('/page', answers.body('<html>')))).rejects.toThrow(
      'a web page, not a feed',
    );
    await expect(checkFeed(reader, path.join(folder, 'none.xml'))).rejects.toThrow('could not be read');
  });

  const undated = (n: number) => ({ guid: `undated-${n}`, title: `Article ${n}` });
  test.each([
    ['that breaks off', rss([item(1), item(2)]).slice(0, -60), { code: 'feed-cut-short', params: {} }],
    [
      'of more items than are read',
      rss(Array.from({ length: 1003 }, (_, n) => item(n))),
      { code: 'items-unread', params: { shown: 1000, unread: 3 } },
    ],
    [
      'of ten items',
      rss(Array.from({ length: 10 }, (_, n) => item(n))),
      { code: 'few-items', params: { shown: 10 } },
    ],
    ['without dates', rss([undated(1), undated(2)]), { code: 'no-dates', params: {} }],
  ])('gives a hint about a feed %s', async (_what, text, hint) => {
    expect((await checkFeed(reader, server.answer('/hint.xml', answers.body(text)))).hints).toEqual([hint]);
  });

  test('prints JSON on the command line, for an address and for a file, without a database', async () => {
    const file = path.join(folder, 'feed.xml');
    writeFileSync(file, rss([item(1), item(2)]));
    for (const source of [file, server.answer('/cli.xml', answers.body(rss([item(1), item(2)])))]) {
      const { code, stdout } = await paperround('feed', 'check', source, '--json');
      expect(code).toBe(0);
      const { feed, items } = JSON.parse(stdout) as { feed: object; items: Record<string, unknown>[] };
      expect(feed).toMatchObject({ title: 'The Gazette', link: 'https://gazette.example/' });
      expect(items).toHaveLength(2);
      expect(Object.keys(items[0] ?? {})).toEqual(
        expect.arrayContaining(
          'id title link summary content published updated authors image media categories verdict'.split(' '),
        ),
      );
    }
    writeFileSync(file, rss([1, 2, 3, 4, 5].map((n) => item(n))));
    const few = 'This feed shows only 5 items: an article under an older date may never be seen.';
    const { hints } = JSON.parse((await paperround('feed', 'check', file, '--json')).stdout);
    expect(hints).toEqual([{ code: 'few-items', params: { shown: 5 }, says: few }]);
    const table = await paperround('feed', 'check', file);
    expect(table.stdout).toContain(few);
    expect(table.stdout).toContain('baseline');
    const fault = await paperround('feed', 'check', path.join(folder, 'none.xml'), '--json');
    expect(fault).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('could not be read.'),
    });
    expect(await paperround('feed', 'check')).toMatchObject({ code: 2 });
    await expect(import('node:fs/promises').then(({ stat }) => stat(environment.DATA_DIR))).rejects.toThrow();
  });
});
