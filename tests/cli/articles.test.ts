import { beforeAll, expect, test } from 'vitest';
import { addFeed, pollFeed } from '../../src/articles/index.ts';
import type { Publication } from '../../src/publications/index.ts';
import { createTestApp, type TestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { item, startFeedServer } from '../support/feeds/feed-server.ts';
import { runProgram } from '../support/program/program.ts';
import { makeArticle } from '../support/sends/sends.ts';

let app: TestApp;
let gazette: Publication;
const paperround = (...words: string[]) =>
  runProgram(words, { DATABASE_URL: app.databaseUrl, APP_SECRET: 'a secret that only tests know' });

beforeAll(async () => {
  app = await createTestApp();
  gazette = await makePublication(app, { slug: 'gazette', holdMinutes: 30 });
});

test('Articles are held, sent now, taken back and changed for the mail on the command line', async () => {
  const id = String(await makeArticle(app, gazette, { title: 'Ferry times' }));
  const held = JSON.parse((await paperround('articles', 'hold', id, '--json')).stdout);
  expect(held).toMatchObject([
    { verdict: 'held', reason: { code: 'held-by-editor' }, lastDecisionBy: 'command-line' },
  ]);
  expect((await paperround('articles', 'take-back', id)).stdout).toContain('Taken back: 1');
  expect((await paperround('articles', 'send-now', id)).stdout).toContain('Sent now: 1');
  expect((await paperround('articles', 'send-now', id)).stdout).toContain('Sent now: 0');
  const edited = await paperround('articles', 'edit', id, '--title', 'Ferry: new times', '--json');
  expect(JSON.parse(edited.stdout)).toMatchObject({ title: 'Ferry times', mailTitle: 'Ferry: new times' });
  const reset = await paperround('articles', 'edit', id, '--reset', '--json');
  expect(JSON.parse(reset.stdout)).toMatchObject({ mailTitle: null });
  expect(await paperround('articles', 'hold')).toMatchObject({ code: 2 });
}, 60_000);

test('A feed shows how it was read, and comes back when it was removed', async () => {
  const site = await startFeedServer();
  const { id } = await addFeed(app, gazette.id, site.serve('/feed.xml', [item(1)]));
  await pollFeed(app, id);
  expect((await paperround('feed', 'history', String(id))).stdout).toMatch(/read\s+200\s+\d+ ms\s+new: 1/);
  await paperround('feed', 'remove', String(id));
  const back = await paperround('feed', 'restore', String(id), '--json');
  expect(JSON.parse(back.stdout)).toMatchObject({ id, status: 'active' });
}, 60_000);
