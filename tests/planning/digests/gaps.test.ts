import { beforeEach, describe, expect, test } from 'vitest';
import { decideHeld, planDigests, viewHeld } from '../../../src/planning/index.ts';
import type { Publication } from '../../../src/publications/index.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { startSmtpSink } from '../../support/mail/smtp-sink.ts';
import { change, gotBy, sendAll, sendDigest } from '../../support/sends/digests.ts';
import { makeArticle, makeReaders } from '../../support/sends/sends.ts';

const sink = await startSmtpSink();
const app = await createTestApp({ SMTP_URL: sink.url });
let publication: Publication;
let reader = 0;

/** A daily digest was due in a time of which this database knows nothing; one article was numbered before. */
beforeEach(async () => {
  publication = await makePublication(app);
  [reader = 0] = await makeReaders(app, publication, 1);
  await change(app, publication, reader, { rhythm: 'daily' });
  await planDigests(app);
  await makeArticle(app, publication, { title: 'Before' });
  await sendAll(app);
  await app.db.raw(`update articles set numbered_at = now() - interval '4 days' where publication_id = ?`, [
    publication.id,
  ]);
  await app.db.raw(
    `insert into gaps (kind, from_at, until_at) values ('restored', now() - interval '3 days', now())`,
  );
  await app.db.raw(
    `update digest_buckets set due_until = now() - interval '3 days' where publication_id = ?`,
    [publication.id],
  );
  await app.db.raw(`delete from sends where publication_id = ? and occasion like 'digest:%'`, [
    publication.id,
  ]);
  await app.db.raw('delete from digest_runs where publication_id = ?', [publication.id]);
  await planDigests(app);
});

describe('A digest of a time in which another copy may have sent', () => {
  test('is held once, and no later one goes past the question', async () => {
    await planDigests(app);
    await sendAll(app);
    const held = (await viewHeld(app)).sends.filter((send) => send.publication === publication.slug);
    expect(held).toHaveLength(1);
    expect(held[0]?.reason?.code).toBe('held-for-gap');
    expect(await gotBy(app, reader)).toEqual([]);
  });

  test('brings everything once when somebody says that it was not sent', async () => {
    const held = (await viewHeld(app)).sends.find((send) => send.publication === publication.slug);
    await decideHeld(app, 'release', [held?.id ?? 0]);
    await sendAll(app);
    await sendDigest(app, publication, 'daily');
    expect(await gotBy(app, reader)).toEqual(['digest: Before']);
  });

  test('counts as brought when somebody says that it was sent', async () => {
    const held = (await viewHeld(app)).sends.find((send) => send.publication === publication.slug);
    await decideHeld(app, 'drop', [held?.id ?? 0]);
    await makeArticle(app, publication, { title: 'After' });
    await sendAll(app);
    await sendDigest(app, publication, 'daily');
    expect(await gotBy(app, reader)).toEqual(['digest: After']);
  });
});

test('What was numbered while it was asked is not taken for sent, and what was owed by then is', async () => {
  await makeArticle(app, publication, { title: 'Since' });
  await sendAll(app);
  const held = (await viewHeld(app)).sends.find((send) => send.publication === publication.slug);
  await decideHeld(app, 'drop', [held?.id ?? 0]);
  await sendDigest(app, publication, 'daily');
  expect(await gotBy(app, reader)).toEqual(['digest: Since']);
});

describe('A reader whose pause ended while another copy may have sent', () => {
  let away = 0;
  beforeEach(async () => {
    const held = (await viewHeld(app)).sends.find((send) => send.publication === publication.slug);
    await decideHeld(app, 'release', [held?.id ?? 0]);
    await app.db.raw(`update gaps set until_at = now() - interval '5 minutes'`);
    [away = 0] = await makeReaders(app, publication, 1, 'away.example');
    await change(app, publication, away, { pausedUntil: new Date('2099-01-01') });
    await makeArticle(app, publication, { title: 'Missed' });
    await sendAll(app);
    await app.db.raw(`update subscribers set paused_until = now() - interval '1 day' where id = ?`, [away]);
    await sendAll(app);
    await sendAll(app);
  });
  const question = async () =>
    (await viewHeld(app)).sends.find((send) => send.publication === publication.slug)?.id ?? 0;

  test('is not told what they missed before somebody answers, and once then', async () => {
    expect(await gotBy(app, away)).toEqual([]);
    await expect(sendDigest(app, publication, 'catch-up')).rejects.toThrow('waits for an answer');
    await decideHeld(app, 'release', [await question()]);
    await sendAll(app);
    await sendAll(app);
    expect(await gotBy(app, away)).toEqual(['digest: Missed']);
  });

  test('is not told when the other copy has told them; who comes back later is', async () => {
    const [other = 0] = await makeReaders(app, publication, 1, 'other.example');
    await change(app, publication, other, { pausedUntil: new Date('2099-01-01') });
    await makeArticle(app, publication, { title: 'Later' });
    await sendAll(app);
    await change(app, publication, other, { pausedUntil: null });
    await sendAll(app);
    await decideHeld(app, 'drop', [await question()]);
    await sendAll(app);
    await sendAll(app);
    expect(await gotBy(app, away)).toEqual(['article: Later']);
    expect(await gotBy(app, other)).toEqual(['digest: Later']);
  });
});
