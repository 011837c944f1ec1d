import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Reason } from '../../src/words/index.ts';
import { KINDS } from '../../src/kinds.ts';
import { planArticleSends } from '../../src/planning/index.ts';
import { listSends, prepareDueSends, type Preparation } from '../../src/sends/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { makeArticle } from '../support/sends/sends.ts';

const app = await createTestApp();

const NAMES = 'article|letter|digest|correction';
/** As TypeScript and as SQL ask for a kind. */
const QUESTION = new RegExp(
  `[=!]==?\\s*'(${NAMES})'|case\\s+'(${NAMES})'|'(${NAMES})'\\s*[=!]==?|kind\\s*(=|<>|!=|in\\s*\\()\\s*'(${NAMES})'`,
);

test('No file asks what kind a send is: the table of kinds answers, or a value in its row', () => {
  for (const question of [`send.kind === 'letter'`, `d.kind = 'article'`, `case 'digest':`])
    expect(question).toMatch(QUESTION);
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.tsx?$/.test(name),
  );
  const asking = files.filter((name) => QUESTION.test(readFileSync(`src/${name}`, 'utf8')));
  expect(asking).toEqual([]);
});

const contentOf = (subject: string) => ({
  subject,
  html: '<p>Words</p>',
  text: 'Words',
  sender: { slug: 'x', name: 'X', fromName: 'X', fromAddress: 'x@b.example', replyTo: null },
});

const GONE: Reason = { code: 'article-withdrawn', params: {} };
const TOO_LONG: Reason = { code: 'legacy', params: { text: 'Too long.' } };

describe('What a kind finds at the last look decides what becomes of the send:', () => {
  /** A due send, prepared by a kind that finds this. */
  async function after(found: Preparation) {
    const { db } = app;
    const publication = await makePublication(app);
    await makeArticle(app, publication);
    await planArticleSends(app);
    const kind = { ...KINDS.article, prepare: async () => found };
    await prepareDueSends(app, { ...KINDS, article: kind });
    const [send] = await listSends(db, publication.id, { before: 0, limit: 1 });
    return { send, row: await db('sends').where({ id: send?.id }).first() };
  }

  test('nothing to wait for: it goes out', async () => {
    const content = contentOf('Of a kind of its own');
    const { send } = await after({ is: 'ready', variants: [{ content }], topicIds: [] });
    expect(send).toMatchObject({ status: 'sending', subject: 'Of a kind of its own' });
  });

  test('its source changed meanwhile: it is prepared anew', async () => {
    let asked = 0;
    const content = contentOf('Changed');
    const lockSource = async () => (asked += 1) > 1;
    const { send } = await after({ is: 'ready', variants: [{ content }], topicIds: [], lockSource });
    expect([send?.status, asked]).toEqual(['sending', 2]);
  });

  test('it is too early: it waits', async () => {
    const { send, row } = await after({ is: 'early', seconds: 3600 });
    expect(send?.status).toBe('scheduled');
    expect(row.blocked_until.getTime()).toBeGreaterThan(Date.now() + 3_000_000);
  });

  test('its source was withdrawn: it is cancelled, and goes on when the source does', async () => {
    const { send, row } = await after({ is: 'withdrawn', reason: GONE });
    expect(send).toMatchObject({ status: 'cancelled', reason: GONE });
    expect(row.is_withdrawn).toBe(true);
  });

  test('its editor has to change it: it is a draft again', async () => {
    const { send } = await after({ is: 'unfit', reason: TOO_LONG });
    expect(send).toMatchObject({ status: 'draft', reason: TOO_LONG, scheduledAt: null });
  });
});
