import { beforeEach, describe, expect, test } from 'vitest';
import { KINDS } from '../../../src/kinds.ts';
import { createDigest, scheduleLetter } from '../../../src/letters/index.ts';
import { inTransaction } from '../../../src/platform/app.ts';
import { rows } from '../../../src/platform/database.ts';
import { dismissArticles, planDigests, releaseArticles, runDigests } from '../../../src/planning/index.ts';
import type { Publication } from '../../../src/publications/index.ts';
import { prepareDueSends, resendSend } from '../../../src/sends/index.ts';
import { moveFollowersOfDefault } from '../../../src/subscribers/ways/change-default.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { startSmtpSink } from '../../support/mail/smtp-sink.ts';
import { change, gotBy, sendAll, sendDigest } from '../../support/sends/digests.ts';
import { deliver, makeArticle, makeReaders } from '../../support/sends/sends.ts';

let refusal: string | undefined;
const sink = await startSmtpSink({ refuse: () => refusal });
const app = await createTestApp({ SMTP_URL: sink.url });
let publication: Publication;
let reader = 0;

beforeEach(async () => {
  refusal = undefined;
  publication = await makePublication(app);
  [reader = 0] = await makeReaders(app, publication, 1);
  await change(app, publication, reader, { rhythm: 'daily' });
});

const write = (title: string) => makeArticle(app, publication, { title });
const set = (change: string) =>
  app.db.raw(`update publications set ${change} where id = ?`, [publication.id]);
const daily = () => sendDigest(app, publication, 'daily');

describe('A minimum of articles', () => {
  test('lets them wait for the next digest, and loses none', async () => {
    await set('digest_min_articles = 2');
    await write('One');
    await daily();
    expect(await gotBy(app, reader)).toEqual([]);
    await write('Two');
    await daily();
    expect(await gotBy(app, reader)).toEqual(['digest: One, Two']);
  });

  test('holds back only those who have too few, who then get theirs once', async () => {
    await set('digest_min_articles = 2');
    const [other = 0] = await makeReaders(app, publication, 1, 'other.example');
    await write('One');
    await sendAll(app);
    await change(app, publication, other, { rhythm: 'daily' });
    await write('Two');
    await daily();
    expect(await gotBy(app, reader)).toEqual(['digest: One, Two']);
    expect(await gotBy(app, other)).toEqual(['article: One']);
    await write('Three');
    await daily();
    await write('Four');
    await daily();
    expect(await gotBy(app, other)).toEqual(['article: One', 'digest: Three, Two']);
    expect(await gotBy(app, reader)).toEqual(['digest: One, Two', 'digest: Four, Three']);
  });
});

describe('A digest', () => {
  test('that is full counts the rest, which no later mail brings', async () => {
    await set('digest_max_articles = 2');
    for (const title of ['One', 'Two', 'Three']) await write(title);
    await daily();
    await daily();
    expect(await gotBy(app, reader)).toHaveLength(1);
    const [content] = await rows<{ text: string }>(
      app.db,
      `select c.text from send_contents c join sends d on d.id = c.send_id where d.publication_id = ? and d.kind = 'digest'`,
      [publication.id],
    );
    expect(content?.text).toMatch(/1 more|one more/i);
  });

  test('has an editor’s pick first, then the newest', async () => {
    await write('One');
    const picked = await write('Two');
    await write('Three');
    await app.db.raw('update articles set picked_at = now() where id = ?', [picked]);
    await app.db.raw(
      `update articles set published_at = now() - make_interval(mins => id::int) where id <> ?`,
      [picked],
    );
    await daily();
    const [content] = await rows<{ subject: string }>(
      app.db,
      `select c.subject from send_contents c join sends d on d.id = c.send_id where d.publication_id = ? and d.kind = 'digest'`,
      [publication.id],
    );
    expect(content?.subject).toMatch(/^Two/);
  });

  test('that two workers plan and prepare at once is one', async () => {
    await write('One');
    await runDigests(app, publication.id, { rhythm: 'daily' });
    await Promise.all([planDigests(app), planDigests(app)]);
    await Promise.all([prepareDueSends(app, KINDS), prepareDueSends(app, KINDS)]);
    await deliver(app);
    expect(await gotBy(app, reader)).toEqual(['digest: One']);
  });

  test('whose transaction dies leaves all that is owed', async () => {
    await write('One');
    await runDigests(app, publication.id, { rhythm: 'daily' });
    const death = inTransaction(app, async (inner) => {
      await prepareDueSends(inner, KINDS);
      throw new Error('died');
    });
    await expect(death).rejects.toThrow('died');
    await daily();
    await daily();
    expect(await gotBy(app, reader)).toEqual(['digest: One']);
  });

  test('does not repeat what an editor put together for the same readers', async () => {
    const id = await write('One');
    await write('Two');
    const digest = await createDigest(app, publication.id, { articleIds: [id] });
    await scheduleLetter(app, publication.id, digest.id, {});
    await sendAll(app);
    await daily();
    expect(await gotBy(app, reader)).toEqual(['digest: One', 'digest: Two']);
  });

  test('leaves out what was dropped, and brings it once when it is released again', async () => {
    const id = await write('One');
    await write('Two');
    await dismissArticles(app, publication.id, [id]);
    await daily();
    await releaseArticles(app, publication.id, [id]);
    await daily();
    await daily();
    expect(await gotBy(app, reader)).toEqual(['digest: Two', 'digest: One']);
  });
});

describe('A mail that did not reach a reader, for no fault of theirs', () => {
  test('is made up for once, in their next digest', async () => {
    refusal = '550 5.7.1 Not from you today';
    await write('One');
    await daily();
    refusal = undefined;
    await app.db.raw(`update subscribers set status = 'active' where id = ?`, [reader]);
    await daily();
    await daily();
    expect(await gotBy(app, reader)).toEqual(['digest: One']);
  });

  test('is owed no more when it is sent again', async () => {
    refusal = '550 5.7.1 Not from you today';
    await write('One');
    const [id = 0] = await daily();
    refusal = undefined;
    await resendSend(app, publication.id, id);
    await app.db.raw('update message_retries set next_attempt_at = now()');
    await daily();
    expect(await gotBy(app, reader)).toEqual([]);
  });
});

describe('Another default', () => {
  test('moves those who never chose, tells them in their next mail, and brings each article once', async () => {
    const [follower = 0] = await makeReaders(app, publication, 1, 'follower.example');
    await write('One');
    await sendAll(app);
    await set(`default_rhythm = 'daily'`);
    const moved = await inTransaction(app, (inner) => moveFollowersOfDefault(inner, publication.id, 'daily'));
    expect(moved).toBe(1);
    await write('Two');
    await sendAll(app);
    await daily();
    expect(await gotBy(app, follower)).toEqual(['article: One', 'digest: Two']);
    const texts = await rows<{ text: string; size: number }>(
      app.db,
      `select c.text, sum(cardinality(b.subscriber_ids))::int as size from send_contents c join send_batches b on b.content_id = c.id
         join sends d on d.id = c.send_id where d.publication_id = ? and d.kind = 'digest' group by c.id`,
      [publication.id],
    );
    expect(texts.filter(({ text }) => text.includes('Keep it as it was'))).toHaveLength(1);
    expect(texts).toHaveLength(2);
    await write('Three');
    await daily();
    const [told] = await rows(app.db, 'select rhythm_before from subscribers where id = ?', [follower]);
    expect(told).toEqual({ rhythm_before: null });
  });
});
