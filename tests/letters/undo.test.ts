import { KINDS } from '../../src/kinds.ts';
import { describe, expect, test } from 'vitest';
import { getSendDetails, moveSend, scheduleLetter, unscheduleLetter } from '../../src/letters/index.ts';
import { planArticleSends } from '../../src/planning/index.ts';
import { firstRow } from '../../src/platform/database.ts';
import { cancelSend, listSends, prepareDueSends } from '../../src/sends/index.ts';
import { SUMMER_DAY } from '../support/app/years.ts';
import { createTestApp } from '../support/app/app.ts';
import { auditTrail } from '../support/app/audit.ts';
import { makePublication } from '../support/app/publications.ts';
import { makeLetter } from '../support/sends/letters.ts';
import { deliver, makeArticle, makeReaders } from '../support/sends/sends.ts';
import { startSmtpSink } from '../support/mail/smtp-sink.ts';

const sink = await startSmtpSink({ isUnchecked: true });
const app = await createTestApp({ SMTP_URL: sink.url });
const mailsTo = (domain: string) => sink.recipients().filter((to) => to.endsWith(`@${domain}`)).length;
async function run(): Promise<void> {
  await prepareDueSends(app, KINDS);
  await deliver(app);
}
/** Seconds until it goes out, by the database's clock. */
async function secondsLeft(id: number): Promise<number> {
  const row = await firstRow<{ seconds: number }>(
    app.db,
    'select extract(epoch from scheduled_at - now())::float8 as seconds from sends where id = ?',
    [id],
  );
  return Math.ceil(row?.seconds ?? NaN);
}

describe('“Now” with seconds to undo it (TIM-07)', () => {
  test('is scheduled so many seconds ahead, and goes to nobody once it is taken back', async () => {
    const publication = await makePublication(app);
    await makeReaders(app, publication, 2, 'undone.example');
    const id = await makeLetter(app, publication);
    await scheduleLetter(app, publication.id, id, { undoSeconds: 60 });
    expect(await secondsLeft(id)).toBeGreaterThan(50);
    await run();
    await unscheduleLetter(app, publication.id, id);
    expect(await getSendDetails(app.db, publication.id, id)).toMatchObject({
      status: 'draft',
      scheduledAt: null,
    });
    await app.db.raw(`update sends set created_at = now() - interval '2 minutes' where id = ?`, [id]);
    await run();
    expect(mailsTo('undone.example')).toBe(0);
  });

  test('asked for twice keeps the first time, and without seconds it goes at once', async () => {
    const publication = await makePublication(app);
    await makeReaders(app, publication, 2, 'hurried.example');
    const id = await makeLetter(app, publication);
    await scheduleLetter(app, publication.id, id, { undoSeconds: 60 });
    const first = await getSendDetails(app.db, publication.id, id);
    await Promise.all([1, 2].map(() => scheduleLetter(app, publication.id, id, { undoSeconds: 60 })));
    expect((await getSendDetails(app.db, publication.id, id)).scheduledAt).toEqual(first.scheduledAt);
    await scheduleLetter(app, publication.id, id, {});
    await run();
    expect(mailsTo('hurried.example')).toBe(2);
  });

  test('also holds for a time that is nearer than that, and not for a later one', async () => {
    const publication = await makePublication(app);
    const id = await makeLetter(app, publication);
    const near = new Date(Date.now() + 5_000).toISOString();
    await scheduleLetter(app, publication.id, id, { at: near, undoSeconds: 60 });
    expect(await secondsLeft(id)).toBeGreaterThan(50);
    await scheduleLetter(app, publication.id, id, { at: `${SUMMER_DAY}T09:00`, undoSeconds: 60 });
    const { scheduledAt } = await getSendDetails(app.db, publication.id, id);
    expect(scheduledAt?.toISOString()).toBe(`${SUMMER_DAY}T07:00:00.000Z`);
    await cancelSend(app, publication.id, id);
  });

  test('of a worker that claims it and an editor who takes it back exactly one wins; nobody gets it after an undo that was confirmed', async () => {
    const publication = await makePublication(app);
    await makeReaders(app, publication, 1, 'raced.example');
    for (let round = 0; round < 15; round += 1) {
      const id = await makeLetter(app, publication);
      await scheduleLetter(app, publication.id, id, {});
      const before = mailsTo('raced.example');
      const [took] = await Promise.allSettled([
        unscheduleLetter(app, publication.id, id),
        prepareDueSends(app, KINDS),
      ]);
      await run();
      const { status } = await getSendDetails(app.db, publication.id, id);
      const isUndone = took.status === 'fulfilled';
      expect([status, mailsTo('raced.example') - before]).toEqual(isUndone ? ['draft', 0] : ['sent', 1]);
    }
  });
});

describe('The time of a send', () => {
  test('that two editors set at once is that of one of them, by the wall clock and as an instant', async () => {
    const publication = await makePublication(app);
    for (let round = 0; round < 8; round += 1) {
      const id = await makeLetter(app, publication);
      await Promise.all(
        ['07:00', '18:30'].map((time) =>
          scheduleLetter(app, publication.id, id, { at: `${SUMMER_DAY}T${time}`, timeZone: 'UTC' }),
        ),
      );
      const { scheduledAt, letter } = await getSendDetails(app.db, publication.id, id);
      expect(`${letter?.schedule?.wallTime}.000Z`).toBe(scheduledAt?.toISOString());
      const lines = await auditTrail(app.db, `send:${id}`);
      expect(lines.filter(({ action }) => action === 'send.scheduled')).toHaveLength(2);
      await cancelSend(app, publication.id, id);
    }
  });

  test('of an article can be moved, and it goes out then; nobody makes a draft of it', async () => {
    const publication = await makePublication(app, { holdMinutes: 5 });
    await makeReaders(app, publication, 2, 'moved.example');
    await makeArticle(app, publication);
    await planArticleSends(app);
    const [send] = await listSends(app.db, publication.id, { before: 0, limit: 1 });
    const id = send?.id ?? 0;
    const later = new Date(Date.now() + 3_600_000).toISOString();
    await moveSend(app, publication.id, id, { at: later });
    await planArticleSends(app);
    expect((await getSendDetails(app.db, publication.id, id)).scheduledAt?.toISOString()).toBe(later);
    await expect(unscheduleLetter(app, publication.id, id)).rejects.toThrow('not a letter');
    await moveSend(app, publication.id, id, {});
    await run();
    expect(mailsTo('moved.example')).toBe(2);
  });
});
