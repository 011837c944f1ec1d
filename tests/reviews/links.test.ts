import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createUser, removeUser } from '../../src/accounts/index.ts';
import { checkBackup, restoreBackup, writeBackup } from '../../src/backups/index.ts';
import { rows } from '../../src/platform/database.ts';
import { giveSignOfLife, planArticleSends } from '../../src/planning/index.ts';
import type { Publication } from '../../src/publications/index.ts';
import { heedSilence, openDueReviews, readReviewLink, purgeReviewLinks } from '../../src/reviews/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { createVirtualClock } from '../support/app/virtual-clock.ts';
import { runNotices } from '../support/mail/notices.ts';
import { startSmtpSink } from '../support/mail/smtp-sink.ts';
import { reviewScene } from '../support/reviews/review-scene.ts';
import { makeArticle } from '../support/sends/sends.ts';

const sink = await startSmtpSink();
const clock = await createVirtualClock({ SMTP_URL: sink.url });
const { app } = clock;
let publication: Publication;

beforeEach(async () => {
  await app.db.raw(`update sends set status = 'cancelled' where status <> 'sent'`);
  await app.db.raw('delete from users');
  await app.db.raw('delete from jobs.job');
  sink.messages.length = 0;
  publication = await makePublication(app, { reviewMinutes: 30, language: 'de-AT' });
  await giveSignOfLife(app);
});

/** Makes a send in review and mails the people; returns the tokens by address. */
async function asked(...people: string[]): Promise<Record<string, string>> {
  for (const email of people) await createUser(app, { email, role: 'editor' });
  await makeArticle(app, publication);
  await planArticleSends(app);
  await openDueReviews(app);
  await runNotices(app, 'review');
  return Object.fromEntries(
    sink.messages.map(({ to, source }) => [to[0], textOf(source).match(/\/review\/([\w-]+)/)?.[1] ?? '']),
  );
}

/** Quoted-printable taken apart well enough to find a link. */
const textOf = (source: Buffer) => source.toString().replaceAll('=\r\n', '');

describe('The link of a review', () => {
  test('is of one person and one send, is in no row and in no log, and the mail speaks the language of the newsletter', async () => {
    const tokens = await asked('mira@gazette.example', 'jonas@gazette.example');
    const [mira = '', jonas = ''] = [tokens['mira@gazette.example'], tokens['jonas@gazette.example']];
    expect(mira).toMatch(/^[\w-]{43}$/);
    expect(mira).not.toBe(jonas);
    expect(await readReviewLink(app, mira)).toMatchObject({ user: { email: 'mira@gazette.example' } });
    expect(await readReviewLink(app, jonas)).toMatchObject({ user: { email: 'jonas@gazette.example' } });
    const stored = JSON.stringify(await rows(app.db, 'select * from review_links'));
    expect(stored).not.toContain(mira);
    expect(app.logged.join('\n')).not.toContain(mira);
    expect(textOf(sink.messages[0]?.source ?? Buffer.alloc(0))).toContain(
      'Antwortet niemand, geht sie unver',
    );
  });

  test('ends a day after the send was due, with the person, and with the right to send', async () => {
    const { 'mira@gazette.example': mira = '', 'jonas@gazette.example': jonas = '' } = await asked(
      'mira@gazette.example',
      'jonas@gazette.example',
    );
    await app.db.raw(`update users set role = 'viewer' where email like 'jonas%'`);
    expect(await readReviewLink(app, jonas)).toBe('dead');
    await clock.pass(24 * 3600);
    expect(await readReviewLink(app, mira)).not.toBe('dead');
    await clock.pass(31 * 60);
    expect(await readReviewLink(app, mira)).toBe('dead');
    await createUser(app, { email: 'admin@gazette.example', role: 'admin' });
    await removeUser(app, 'mira@gazette.example');
    expect(await readReviewLink(app, mira)).toBeUndefined();
  });

  test('of anybody else is unknown: a guess, a piece of one, an address', async () => {
    const { 'mira@gazette.example': mira = '' } = await asked('mira@gazette.example');
    for (const guess of ['', 'x', mira.slice(1), `${mira}a`, 'A'.repeat(43), "' or 1=1 --", '../admin'])
      expect(await readReviewLink(app, guess)).toBeUndefined();
  });

  test('does not come to life again with a restored database', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'paperround-review-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const target = await createTestApp({ DATA_DIR: folder });
    const { links } = await reviewScene(target, { people: ['restored'] });
    const token = links['restored']?.split('/').at(-1) ?? '';
    expect(await readReviewLink(target, token)).toMatchObject({
      user: { email: 'restored@gazette.example' },
    });
    const file = path.join(folder, 'a.backup');
    await writeBackup(target, file);
    await restoreBackup(target, file, await checkBackup(file));
    expect(await readReviewLink(target, token)).toBeUndefined();
  });

  test('is forgotten two months later', async () => {
    await asked('mira@gazette.example');
    await heedSilence(app);
    expect(await purgeReviewLinks(app.db)).toBe(0);
    await clock.pass(62 * 24 * 3600);
    expect(await purgeReviewLinks(app.db)).toBeGreaterThan(0);
  });
});
