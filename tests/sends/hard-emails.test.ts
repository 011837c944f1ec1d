import { KINDS } from '../../src/kinds.ts';
import { afterEach, describe, expect, test } from 'vitest';
import { InvalidInput } from '../../src/platform/errors.ts';
import { rows } from '../../src/platform/database.ts';
import { createLetter } from '../../src/letters/index.ts';
import { planArticleSends } from '../../src/planning/index.ts';
import { getSend, prepareDueSends, resumeSend, sendTest } from '../../src/sends/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { childrenRunning } from '../support/program/children.ts';
import { makePublication } from '../support/app/publications.ts';
import { deliver, makeArticle, makeReaders, prepareSendOf } from '../support/sends/sends.ts';
import { startSmtpSink } from '../support/mail/smtp-sink.ts';

const sink = await startSmtpSink();
const app = await createTestApp({ SMTP_URL: sink.url });
const mailsTo = (domain: string) => sink.messages.filter(({ to }) => to[0]?.endsWith(`@${domain}`));
const makeDue = (id: number) => app.db.raw('update sends set blocked_until = now() where id = ?', [id]);
/** As an email that nothing sets out in time. */
const HARD = { deadlineMs: 0 };

const stopped: number[] = [];
/**
 * What is set out next finds a child that does not move. One that is still starting would hold up the start of others, so whoever
 * calls this has ended all children (`endChildren`) and has had one email set out since.
 */
function stopChildren(): void {
  stopped.push(...childrenRunning('compile-worker'));
  for (const pid of stopped) process.kill(pid, 'SIGSTOP');
}
async function endChildren(): Promise<void> {
  const ids = childrenRunning('compile-worker');
  for (const pid of ids) process.kill(pid, 'SIGKILL');
  // Until this process has heard of their ends, it may still give them work.
  await expect.poll(() => ids.filter(isKnown)).toEqual([]);
}
function isKnown(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
function killStopped(): void {
  for (const pid of stopped.splice(0)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It was killed at its deadline.
    }
  }
}
afterEach(killStopped);

describe('An email that takes too much time to be set out', () => {
  test('is tried twice, then held with the reason, and the admins are told once; resumed, it goes out', async () => {
    const publication = await makePublication(app);
    await makeReaders(app, publication, 2, 'hard.example');
    const articleId = await makeArticle(app, publication, { title: 'Tables in tables' });
    await planArticleSends(app);
    await prepareDueSends(app, KINDS, HARD);
    const [planned] = await rows<{ id: number }>(app.db, 'select id from sends where article_id = ?', [
      articleId,
    ]);
    const id = planned?.id ?? 0;
    expect(await getSend(app.db, publication.id, id)).toMatchObject({
      status: 'scheduled',
      reason: { code: 'email-failed-once', params: { fault: 'too-hard' } },
    });
    await prepareDueSends(app, KINDS, HARD);
    expect((await getSend(app.db, publication.id, id)).status).toBe('scheduled');
    await makeDue(id);
    await prepareDueSends(app, KINDS, HARD);
    await makeDue(id);
    await prepareDueSends(app, KINDS);
    expect(await getSend(app.db, publication.id, id)).toMatchObject({
      status: 'held',
      reason: { code: 'email-failed', params: { fault: 'too-hard' } },
    });
    const alerts = await rows(app.db, 'select code, params from alerts where publication_id = ?', [
      publication.id,
    ]);
    expect(alerts).toEqual([
      { code: 'email-held', params: { subject: 'Tables in tables', fault: 'too-hard' } },
    ]);
    expect(mailsTo('hard.example')).toEqual([]);
    await resumeSend(app, publication.id, id);
    await prepareDueSends(app, KINDS);
    await deliver(app);
    expect(mailsTo('hard.example')).toHaveLength(2);
  });

  test('holds up neither another email nor a test', async () => {
    const publication = await makePublication(app);
    await makeReaders(app, publication, 1, 'beside.example');
    await endChildren();
    const first = await prepareSendOf(app, await makeArticle(app, publication));
    await makeArticle(app, publication);
    await planArticleSends(app);
    // A child that had nothing to do for a while ends, and the next one is not stopped.
    await createLetter(app, publication.id, { subject: 'Good', markdown: 'Text.' });
    stopChildren();
    const found = (status: string) =>
      rows(app.db, 'select id from sends where publication_id = ? and status = ? and id <> ?', [
        publication.id,
        status,
        first,
      ]);
    let stuck = 2;
    const prepareOne = () => prepareDueSends(app, KINDS, { deadlineMs: 300_000 }).finally(() => (stuck -= 1));
    // Whichever of the two is given to the child that does not move, the other goes out.
    const one = prepareOne();
    await expect.poll(() => found('preparing')).toHaveLength(1);
    await makeArticle(app, publication, { title: 'Another' });
    await planArticleSends(app);
    const other = prepareOne();
    await Promise.race([one, other]);
    expect((await found('sending')).length).toBeGreaterThan(0);
    const letter = await createLetter(app, publication.id, { subject: 'A letter', markdown: 'Text.' });
    expect(await sendTest(app, KINDS, publication.id, letter.id, { to: ['me@desk.example'] })).toMatchObject([
      { outcome: 'accepted' },
    ]);
    expect(stuck).toBe(1);
    killStopped();
    await Promise.all([one, other]);
  });

  test('is refused when it is a letter, with words, when it is written', async () => {
    const publication = await makePublication(app);
    await endChildren();
    await createLetter(app, publication.id, { subject: 'Good', markdown: 'Text.' });
    stopChildren();
    const refusal = await createLetter(app, publication.id, { subject: 'Hard', markdown: 'Text.' }).catch(
      (error: unknown) => error,
    );
    expect(refusal).toBeInstanceOf(InvalidInput);
    expect((refusal as InvalidInput).errors).toEqual([
      expect.objectContaining({
        field: 'markdown',
        message: expect.stringContaining('takes too long to be set out'),
      }),
    ]);
  });
});
