import { beforeAll, expect, test } from 'vitest';
import { addFeed, pollFeed, pushArticle } from '../../src/articles/index.ts';
import { KINDS } from '../../src/kinds.ts';
import { runDigests } from '../../src/planning/index.ts';
import type { Publication } from '../../src/publications/index.ts';
import { prepareDueSends } from '../../src/sends/index.ts';
import { createTestApp, type TestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { item, startFeedServer } from '../support/feeds/feed-server.ts';
import { runCommand } from '../support/program/command.ts';
import { makeArticle, makeReaders } from '../support/sends/sends.ts';

let app: TestApp;
let gazette: Publication;
const paperround = (...words: string[]) =>
  runCommand(words, { DATABASE_URL: app.databaseUrl, APP_SECRET: 'a secret that only tests know' });

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
});

test('A feed shows how it was read, and comes back when it was removed', async () => {
  const site = await startFeedServer();
  const { id } = await addFeed(app, gazette.id, site.serve('/feed.xml', [item(1)]));
  await pollFeed(app, id);
  expect((await paperround('feed', 'history', String(id))).stdout).toMatch(/read\s+200\s+\d+ ms\s+new: 1/);
  await paperround('feed', 'remove', String(id));
  const back = await paperround('feed', 'restore', String(id), '--json');
  expect(JSON.parse(back.stdout)).toMatchObject({ id, status: 'active' });
});

test('A correction is sent on the command line, to readers of digests with their next one, and explained', async () => {
  await app.db('publications').update({ hold_minutes: 0 });
  const [reader = 0] = await makeReaders(app, gazette, 1, 'corrected.example');
  await app.db('subscribers').where({ id: reader }).update({ rhythm: 'daily' });
  const push = (title: string) =>
    pushArticle(app, gazette, { url: 'https://gazette.example/bridge', title, release: true });
  const { id } = await push('Bridge opens in May');
  const note = ['--note', 'It opens in *June*.'];
  const nothing = await paperround('articles', 'correct', String(id), ...note);
  expect(nothing).toMatchObject({ code: 1, stderr: expect.stringContaining('nothing to correct') });
  await runDigests(app, gazette.id, { rhythm: 'daily' });
  await prepareDueSends(app, KINDS);
  await push('Bridge opens in June');
  const sent = await paperround('articles', 'correct', String(id), ...note, '--in-next-digest', '--json');
  expect(JSON.parse(sent.stdout)).toMatchObject({ kind: 'correction', status: 'scheduled' });
  const of = ['--email', 'reader1@corrected.example', '--article', String(id)];
  const explained = await paperround('explain', ...of);
  expect(explained.stdout).toContain('The reader did not get the correction');
  expect(explained.stdout).toContain('it has not gone out yet');
});
