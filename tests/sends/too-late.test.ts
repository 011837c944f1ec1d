import { KINDS } from '../../src/kinds.ts';
import { describe, expect, test } from 'vitest';
import { createUser } from '../../src/accounts/index.ts';
import { moveSend, scheduleLetter } from '../../src/letters/index.ts';
import { decideHeld, giveSignOfLife, planArticleSends } from '../../src/planning/index.ts';
import { rows } from '../../src/platform/database.ts';
import type { Publication } from '../../src/publications/index.ts';
import { getSend, listSends, prepareDueSends } from '../../src/sends/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { makeLetter } from '../support/sends/letters.ts';
import { deliver, makeArticle, makeReaders } from '../support/sends/sends.ts';
import { startSmtpSink } from '../support/mail/smtp-sink.ts';
import { beforeMigration } from '../support/database/before-migration.ts';

const sink = await startSmtpSink({ isUnchecked: true });
const app = await createTestApp({ SMTP_URL: sink.url });
const mailsTo = (domain: string) => sink.recipients().filter((to) => to.endsWith(`@${domain}`)).length;
async function run(): Promise<void> {
  await planArticleSends(app);
  await prepareDueSends(app, KINDS);
  await deliver(app);
}
/** As if it had been due so long ago. */
const due = (id: number, hours: number) =>
  app.db.raw('update sends set scheduled_at = now() - make_interval(mins => ?) where id = ?', [
    hours * 60,
    id,
  ]);
async function letterDue(publication: Publication, hours: number): Promise<number> {
  const id = await makeLetter(app, publication);
  await scheduleLetter(app, publication.id, id, {});
  await due(id, hours);
  return id;
}
async function articleSendsDue(publication: Publication, count: number, hours: number): Promise<number[]> {
  for (let made = 0; made < count; made += 1) await makeArticle(app, publication);
  await planArticleSends(app);
  const sends = await listSends(app.db, publication.id, { before: 0, limit: count });
  for (const { id } of sends) await due(id, hours);
  return sends.map(({ id }) => id);
}
const statusOf = async ({ id: of }: Publication, id: number) => (await getSend(app.db, of, id)).status;

describe('A send that could not go out for longer than its publication allows (TIM-05)', () => {
  test('is held with the reason, whether letter or article, and goes once somebody releases it', async () => {
    const publication = await makePublication(app);
    await makeReaders(app, publication, 2, 'late.example');
    const letter = await letterDue(publication, 2.1);
    const [article = 0] = await articleSendsDue(publication, 1, 2.1);
    await run();
    for (const id of [letter, article]) {
      const { status, reason } = await getSend(app.db, publication.id, id);
      expect([status, reason?.code]).toEqual(['held', 'too-late']);
    }
    expect(mailsTo('late.example')).toBe(0);
    await decideHeld(app, 'release', [letter, article]);
    await run();
    expect(mailsTo('late.example')).toBe(4);
  });

  test('can be given another time, or dropped', async () => {
    const publication = await makePublication(app);
    await makeReaders(app, publication, 1, 'moved-on.example');
    const [moved = 0, dropped = 0] = await articleSendsDue(publication, 2, 3);
    await run();
    await moveSend(app, publication.id, moved, {});
    await decideHeld(app, 'drop', [dropped]);
    await run();
    expect(await Promise.all([moved, dropped].map((id) => statusOf(publication, id)))).toEqual([
      'sent',
      'cancelled',
    ]);
    expect(mailsTo('moved-on.example')).toBe(1);
  });

  test('says what kept it back', async () => {
    const publication = await makePublication(app, { postalAddress: null });
    const id = await letterDue(publication, 1);
    await run();
    await due(id, 2.5);
    await run();
    expect(await getSend(app.db, publication.id, id)).toMatchObject({
      status: 'held',
      reason: { code: 'too-late', params: { before: { code: 'no-postal-address' } } },
    });
  });

  test('follows the limit of its own publication', async () => {
    const patient = await makePublication(app, { tooLateHours: 24 });
    const strict = await makePublication(app, { tooLateHours: 1 });
    const waits = await letterDue(patient, 20);
    const held = await letterDue(strict, 1.2);
    await run();
    expect([await statusOf(patient, waits), await statusOf(strict, held)]).toEqual(['sent', 'held']);
  });

  test('is told to the admins in one mail, however many there are', async () => {
    await createUser(app, { email: 'admin@late.example', role: 'admin' });
    await app.db.raw('delete from notices');
    const publication = await makePublication(app);
    await articleSendsDue(publication, 5, 3);
    await run();
    await run();
    expect(
      await rows(
        app.db,
        `select code, params -> 'count' as count from alerts a
      where publication_id = ${publication.id}`,
      ),
    ).toEqual([{ code: 'sends-late', count: 5 }]);
    expect(await rows(app.db, `select 1 as mail from notices where kind = 'alert'`)).toHaveLength(1);
  });

  test('of a standstill that its publication takes for short goes out', async () => {
    const patient = await makePublication(app, { tooLateHours: 24 });
    const usual = await makePublication(app);
    const [waits, held] = [await letterDue(patient, 3), await letterDue(usual, 3)];
    await app.db.raw(
      `update installation set sign_at = now() - interval '4 hours', awake_until = now() - interval '2 hours'`,
    );
    await giveSignOfLife(app);
    await run();
    expect([await statusOf(patient, waits), await statusOf(usual, held)]).toEqual(['sent', 'held']);
  });
});

test('After the upgrade a letter that was held for being late says so as every send does', async () => {
  const database = await createTestApp();
  const upgrade = await beforeMigration(database.db, '0054-undo-and-too-late');
  const late = { dueAt: '2026-03-05T05:10:00.000Z', timeZone: 'UTC' };
  await database.db.raw(
    `insert into publications (id, slug, name, site_url, from_name, from_address, time_zone, language)
     values (1, 'gazette', 'The Gazette', 'https://gazette.example', 'The Gazette', 'news@gazette.example', 'UTC', 'en')`,
  );
  await database.db.raw(
    `insert into sends (publication_id, kind, status, message_key, reason) values (1, 'letter', 'held', '', ?)`,
    [JSON.stringify({ code: 'letter-late', params: late })],
  );
  await database.db.raw(
    `insert into alerts (publication_id, code, params, since) values (1, 'letter-held', ?, now())`,
    [JSON.stringify({ sendId: 1, subject: 'x', reason: { code: 'letter-late', params: late } })],
  );
  await upgrade();
  const reason = { code: 'too-late', params: { ...late, before: null } };
  expect(await rows(database.db, 'select reason from sends')).toEqual([{ reason }]);
  expect(await rows(database.db, 'select code, params from alerts')).toEqual([
    { code: 'sends-late', params: { sendId: 1, subject: 'x', count: 1, reason } },
  ]);
});
