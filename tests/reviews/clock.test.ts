import { beforeEach, describe, expect, test } from 'vitest';
import { createUser } from '../../src/accounts/index.ts';
import { KINDS } from '../../src/kinds.ts';
import { moveSend } from '../../src/letters/index.ts';
import type { App } from '../../src/platform/app.ts';
import { rows } from '../../src/platform/database.ts';
import {
  decideArticles,
  decideHeld,
  dismissArticles,
  giveSignOfLife,
  releaseArticles,
} from '../../src/planning/index.ts';
import { updatePublication, type Publication } from '../../src/publications/index.ts';
import { explain } from '../../src/explain/index.ts';
import { listCalendar } from '../../src/reports/index.ts';
import {
  changeReviewSubject,
  decideReview,
  heedSilence,
  listReviews,
  viewReview,
  type ReviewAnswer,
} from '../../src/reviews/index.ts';
import { getSend, pauseSend, prepareDueSends } from '../../src/sends/index.ts';
import { auditTrail } from '../support/app/audit.ts';
import { runNotices } from '../support/mail/notices.ts';
import { startReviewClock } from '../support/reviews/review-clock.ts';
import { deliver, makeArticle } from '../support/sends/sends.ts';

const refused = new Set<string>();
const { app, clock, sink, tick, passes, startAnew } = await startReviewClock({
  refuse: (to) => (refused.has(to) ? '550 5.1.1 No such user' : undefined),
});
let publication: Publication;
let domain: string;
let mira: App;
let jonas: App;

beforeEach(async () => {
  ({ publication, domain, mira, jonas } = await startAnew({ reviewMinutes: 30, onSilence: 'send' }));
});

/** A send in review. */
async function inReview(title = `Bridge ${publication.id}`): Promise<number> {
  const articleId = await makeArticle(app, publication, { title });
  await tick();
  const [send] = await rows<{ id: number }>(app.db, 'select id from sends where article_id = ?', [articleId]);
  return send?.id ?? 0;
}

const show = (id: number) => getSend(app.db, publication.id, id);
const stage = async (id: number) => (await viewReview(app, id))?.stage;
const mails = () => sink.recipients().filter((to) => to.endsWith(`@${domain}`)).length;
const answer = (as: App, id: number, said: ReviewAnswer, more: object = {}) =>
  decideReview(as, publication.id, id, { answer: said, ...more });

/** As the calendar shows it. */
async function listed(id: number) {
  const day = 24 * 3_600_000;
  const span = {
    from: new Date(clock.now().getTime() - day),
    to: new Date(clock.now().getTime() + day),
    limit: 50,
  };
  return (await listCalendar(app.db, publication.id, span)).find(({ sendId }) => sendId === id);
}

describe('An automatic send of a publication with a review', () => {
  test('waits for its minutes, says so, and asks everybody who may send, once', async () => {
    await createUser(app, { email: 'viewer@gazette.example', role: 'viewer' });
    const id = await inReview();
    await tick();
    await runNotices(app, 'review');
    const asked = sink.recipients().filter((to) => to.endsWith('@gazette.example'));
    expect(asked.sort()).toEqual(['jonas@gazette.example', 'mira@gazette.example']);
    expect(await show(id)).toMatchObject({
      status: 'scheduled',
      reason: { code: 'in-review', params: { onSilence: 'send' } },
    });
    expect(await listed(id)).toMatchObject({ isInReview: true });
    const { because } = await explain(app, publication, {
      email: `reader1@${domain}`,
      article: undefined,
      send: id,
    });
    expect(because).toContainEqual({
      code: 'send-not-waiting',
      holds: false,
      params: { sendId: id, reason: { code: 'in-review', params: { onSilence: 'send' } } },
    });
    const [review] = await listReviews(app, publication.id);
    expect(review).toMatchObject({ sendId: id, stage: 'asking', onSilence: 'send', isPast: false });
    expect(review?.secondsLeft).toBeGreaterThan(29 * 60);
    expect(review?.secondsLeft).toBeLessThanOrEqual(30 * 60);
  });

  test('goes out as it is when nobody answers, exactly once, and not a minute early', async () => {
    const id = await inReview();
    await passes(29);
    expect([mails(), (await show(id)).status]).toEqual([0, 'scheduled']);
    await passes(1.1);
    await Promise.all([prepareDueSends(app, KINDS), heedSilence(app)]);
    await tick();
    expect([mails(), (await show(id)).status]).toEqual([3, 'sent']);
    expect(await viewReview(app, id)).toMatchObject({ stage: 'sent', decision: 'silence', decidedBy: null });
  });

  test('is held when nobody answers and the publisher chose so; two workers hold it once, and the admins hear of it', async () => {
    await updatePublication(app, publication.slug, { onSilence: 'hold' });
    await createUser(app, { email: 'admin@gazette.example', role: 'admin' });
    const id = await inReview();
    await clock.pass(31 * 60);
    await giveSignOfLife(app);
    await Promise.all([heedSilence(app), heedSilence(app), prepareDueSends(app, KINDS)]);
    await tick();
    expect(await show(id)).toMatchObject({ status: 'held', reason: { code: 'review-unanswered' } });
    expect(await viewReview(app, id)).toMatchObject({ stage: 'held', decision: 'silence' });
    const alerts = await rows(app.db, `select 1 as found from alerts where code = 'review-unanswered'`);
    expect([alerts.length, mails()]).toEqual([1, 0]);
    expect(
      (await auditTrail(app.db, `send:${id}`)).filter((line) => line.action === 'send.held'),
    ).toHaveLength(1);
  });

  test('that was approved goes out at its time, never earlier', async () => {
    await updatePublication(app, publication.slug, { onSilence: 'hold' });
    const id = await inReview();
    await passes(10);
    expect(await listed(id)).toMatchObject({ isInReview: true });
    expect(await answer(jonas, id, 'approve')).toBe('done');
    await tick();
    expect(await listed(id)).toMatchObject({ isInReview: false });
    expect([await stage(id), mails()]).toEqual(['approved', 0]);
    expect(await viewReview(app, id)).toMatchObject({
      decidedBy: { kind: 'user', name: 'jonas@gazette.example' },
    });
    await passes(20.1);
    expect([await stage(id), mails()]).toEqual(['sent', 3]);
    expect(await auditTrail(app.db, `send:${id}`)).toContainEqual(
      expect.objectContaining({ action: 'send.approved', actor: jonas.actor }),
    );
  });

  test('that was dropped goes to nobody, and that was held waits until somebody approves it', async () => {
    const dropped = await inReview(`Dropped ${publication.id}`);
    const held = await inReview(`Held ${publication.id}`);
    await answer(mira, dropped, 'drop');
    await answer(mira, held, 'hold');
    await passes(40);
    expect([await stage(dropped), await stage(held), mails()]).toEqual(['dropped', 'held', 0]);
    // Its time has passed: nobody sends it by saying yes alone.
    await expect(answer(jonas, held, 'approve')).rejects.toMatchObject({ code: 'time-passed' });
    await answer(jonas, held, 'approve', { at: 'now' });
    await tick();
    expect([await stage(held), mails()]).toEqual(['sent', 3]);
  });

  test('has another subject when somebody chose one, also after the article was edited', async () => {
    const id = await inReview();
    await changeReviewSubject(mira, publication.id, id, 'The bridge, at last');
    await app.db.raw(
      `update articles set title = 'Edited meanwhile' where id = (select article_id from sends where id = ?)`,
      [id],
    );
    await passes(31);
    expect((await show(id)).subject).toBe('The bridge, at last');
    expect(sink.messages.at(-1)?.source.toString()).toContain('Subject: The bridge, at last');
    await expect(changeReviewSubject(mira, publication.id, id, 'Too late')).rejects.toMatchObject({
      code: 'send-is-sent',
    });
    await expect(
      answer(mira, await inReview(`Empty ${publication.id}`), 'approve', { subject: ' ' }),
    ).rejects.toMatchObject({
      code: 'invalid-input',
    });
  });

  test('whose article is dismissed meanwhile goes to nobody, whatever was answered (late check)', async () => {
    const id = await inReview();
    await answer(mira, id, 'approve');
    const [{ articleId } = { articleId: 0 }] = await rows<{ articleId: number }>(
      app.db,
      'select article_id as "articleId" from sends where id = ?',
      [id],
    );
    await dismissArticles(app, publication.id, [articleId]);
    await passes(31);
    expect([await stage(id), mails()]).toEqual(['dropped', 0]);
  });

  test('that is moved is looked at until its new time, and goes when somebody says now', async () => {
    await updatePublication(app, publication.slug, { onSilence: 'hold' });
    const id = await inReview();
    const later = new Date(clock.now().getTime() + 90 * 60_000);
    await moveSend(mira, publication.id, id, { at: later.toISOString() });
    await passes(60);
    expect(await viewReview(app, id)).toMatchObject({ stage: 'asking', until: later });
    expect((await show(id)).reason).toMatchObject({ code: 'in-review' });
    await moveSend(mira, publication.id, id, {});
    await tick();
    expect(mails()).toBe(3);
  });

  test('that an editor released or wants out now goes without a review', async () => {
    const id = await inReview();
    const [{ articleId } = { articleId: 0 }] = await rows<{ articleId: number }>(
      app.db,
      'select article_id as "articleId" from sends where id = ?',
      [id],
    );
    await decideArticles(mira, publication.id, { sendNow: [articleId] });
    await tick();
    expect([await stage(id), mails()]).toEqual(['sent', 3]);
    const held = await makeArticle(app, publication);
    await app.db.raw(`update articles set verdict = 'held', released_at = null where id = ?`, [held]);
    await releaseArticles(mira, publication.id, [held]);
    await tick();
    expect(mails()).toBe(6);
  });

  test('is not reviewed any more when the publisher turns reviews off before it begins', async () => {
    await updatePublication(app, publication.slug, { holdMinutes: 120 });
    const id = await inReview();
    expect(await viewReview(app, id)).toBeUndefined();
    await updatePublication(app, publication.slug, { reviewMinutes: 0, onSilence: 'hold' });
    await passes(91);
    expect(await viewReview(app, id)).toBeUndefined();
    await passes(30);
    expect(mails()).toBe(3);
  });
});

describe('Of two people', () => {
  test('the first answer counts, and the other one is told who was quicker', async () => {
    const id = await inReview();
    const turn = (await viewReview(app, id))?.turn;
    const answers = await Promise.all([
      answer(mira, id, 'approve', { turn }),
      answer(jonas, id, 'drop', { turn }),
    ]);
    expect(answers.sort()).toEqual(['done', 'overtaken']);
    const after = await viewReview(app, id);
    expect(after?.decision).toBe(after?.decidedBy?.name.startsWith('mira') ? 'approved' : 'dropped');
  });

  test('one and the silence at the same moment end in one outcome', async () => {
    await updatePublication(app, publication.slug, { onSilence: 'hold' });
    const id = await inReview();
    await clock.pass(30 * 60 + 1);
    await giveSignOfLife(app);
    const [late] = await Promise.allSettled([
      answer(mira, id, 'approve'),
      heedSilence(app),
      prepareDueSends(app, KINDS),
    ]);
    expect(late).toMatchObject({ status: 'rejected', reason: { code: 'time-passed' } });
    await tick();
    expect([(await show(id)).status, mails()]).toEqual(['held', 0]);
  });

  test('a repeated answer changes nothing', async () => {
    const id = await inReview();
    for (let time = 0; time < 3; time += 1) await answer(mira, id, 'hold');
    const lines = (await auditTrail(app.db, `send:${id}`)).filter(({ action }) => action === 'send.held');
    expect(lines).toHaveLength(1);
    for (let time = 0; time < 3; time += 1) await answer(mira, id, 'approve');
    expect(await stage(id)).toBe('approved');
    await passes(31);
    for (let time = 0; time < 3; time += 1) await answer(mira, id, 'approve');
    expect(mails()).toBe(3);
  });
});

describe('Pulled back', () => {
  test('before its time, an approved send is held and can be approved again', async () => {
    const id = await inReview();
    await answer(mira, id, 'approve');
    await answer(jonas, id, 'hold');
    expect(await viewReview(app, id)).toMatchObject({
      stage: 'held',
      decidedBy: { name: 'jonas@gazette.example' },
    });
    await answer(mira, id, 'approve');
    await passes(31);
    expect([await stage(id), mails()]).toEqual(['sent', 3]);
  });

  test('while it goes out, it stops, says who has it, and goes on or ends for the others', async () => {
    const id = await inReview();
    await clock.pass(31 * 60);
    await giveSignOfLife(app);
    await prepareDueSends(app, KINDS);
    await answer(mira, id, 'hold');
    await deliver(app);
    expect(await viewReview(app, id)).toMatchObject({ stage: 'stopped', accepted: 0, readers: 3 });
    expect(mails()).toBe(0);
    await answer(jonas, id, 'approve');
    await tick();
    expect([await stage(id), mails()]).toEqual(['sent', 3]);
    await expect(answer(jonas, id, 'hold')).rejects.toMatchObject({ code: 'send-is-sent' });
  });

  test('six minutes after its time is too late, and a pause on the desk is not for the link to end', async () => {
    const id = await inReview();
    await clock.pass(31 * 60);
    await giveSignOfLife(app);
    await prepareDueSends(app, KINDS);
    await clock.pass(5 * 60);
    await expect(answer(mira, id, 'hold')).rejects.toMatchObject({ code: 'send-is-sending' });
    await pauseSend(app, publication.id, id);
    await expect(answer(mira, id, 'approve')).rejects.toMatchObject({ code: 'send-is-paused' });
    await expect(answer(mira, id, 'drop')).rejects.toMatchObject({ code: 'send-is-paused' });
  });
});

describe('When no worker runs', () => {
  test('until after the review should have begun, people have their whole time all the same', async () => {
    await updatePublication(app, publication.slug, { holdMinutes: 60 });
    const id = await inReview();
    await passes(65);
    const review = await viewReview(app, id);
    expect([review?.stage, mails()]).toEqual(['asking', 0]);
    expect(review?.secondsLeft).toBeGreaterThan(29 * 60);
    await passes(31);
    expect(mails()).toBe(3);
  });

  test('but the one that sends, nothing goes out that nobody was asked about, or that waits for a yes', async () => {
    await updatePublication(app, publication.slug, { onSilence: 'hold' });
    const unanswered = await inReview(`Unanswered ${publication.id}`);
    await updatePublication(app, publication.slug, { holdMinutes: 60 });
    const unasked = await inReview(`Unasked ${publication.id}`);
    await clock.pass(65 * 60);
    await giveSignOfLife(app);
    await prepareDueSends(app, KINDS);
    await deliver(app);
    expect([await show(unanswered), await show(unasked)]).toMatchObject([
      { status: 'scheduled' },
      { status: 'scheduled' },
    ]);
    expect(mails()).toBe(0);
  });

  test('for an hour over the deadline, what was silent goes out late; for longer than the limit it asks (TIM-05)', async () => {
    const late = await inReview(`Late ${publication.id}`);
    await passes(60);
    expect([await stage(late), mails()]).toEqual(['sent', 3]);
    const asked = await inReview(`Asked ${publication.id}`);
    await passes(9 * 60);
    expect(await show(asked)).toMatchObject({ status: 'held', reason: { code: 'too-late' } });
    await expect(answer(mira, asked, 'approve', { at: 'now' })).rejects.toMatchObject({
      code: 'send-is-held',
    });
    expect(mails()).toBe(3);
    await decideHeld(app, 'release', [asked]);
    await tick();
    expect(mails()).toBe(6);
  });
});

describe('Mail to the people', () => {
  test('that is refused is told to the admins', async () => {
    await createUser(app, { email: 'admin@gazette.example', role: 'admin' });
    refused.add('mira@gazette.example');
    const id = await inReview();
    await runNotices(app, 'review');
    refused.clear();
    const alerts = await rows<{ params: object }>(
      app.db,
      `select params from alerts where code = 'review-mail-refused'`,
    );
    expect(alerts).toHaveLength(1);
    expect(alerts[0]?.params).toMatchObject({ subject: (await show(id)).subject });
  });

  test('is not sent any more once somebody answered', async () => {
    const id = await inReview();
    await answer(mira, id, 'approve');
    const before = sink.messages.length;
    await runNotices(app, 'review');
    expect(sink.messages.length).toBe(before);
  });

  test('goes to nobody where nobody may send: silence decides, and the alert says so', async () => {
    await app.db.raw('delete from users');
    const before = await rows(app.db, `select 1 as found from alerts where code = 'review-without-people'`);
    const id = await inReview();
    const after = await rows(app.db, `select 1 as found from alerts where code = 'review-without-people'`);
    expect(after.length - before.length).toBe(1);
    await passes(31);
    expect([await stage(id), mails()]).toEqual(['sent', 3]);
  });
});
