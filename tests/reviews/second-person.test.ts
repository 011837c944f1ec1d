import { beforeEach, describe, expect, test } from 'vitest';
import { changeLetter, scheduleLetter, unscheduleLetter } from '../../src/letters/index.ts';
import { asActor, type App } from '../../src/platform/app.ts';
import { rows } from '../../src/platform/database.ts';
import { decideHeld } from '../../src/planning/index.ts';
import { updatePublication, type Publication } from '../../src/publications/index.ts';
import { decideReview, viewReview } from '../../src/reviews/index.ts';
import { getSend, resumeSend } from '../../src/sends/index.ts';
import { runNotices } from '../support/mail/notices.ts';
import { startReviewClock } from '../support/reviews/review-clock.ts';
import { makeLetter } from '../support/sends/letters.ts';
import { makeReaders } from '../support/sends/sends.ts';

const { app, clock, sink, tick, passes, startAnew } = await startReviewClock();
let publication: Publication;
let domain: string;
let mira: App;
let jonas: App;

beforeEach(async () => {
  ({ publication, domain, mira, jonas } = await startAnew({ secondPersonAbove: 2 }));
});

const inMinutes = (minutes: number) => ({
  at: new Date(clock.now().getTime() + minutes * 60_000).toISOString(),
});

/** A letter that one person has scheduled. */
async function scheduledBy(as: App, time: { at?: string } = inMinutes(60)): Promise<number> {
  const id = await makeLetter(as, publication);
  await scheduleLetter(as, publication.id, id, time);
  await tick();
  return id;
}

const show = (id: number) => getSend(app.db, publication.id, id);
const mails = () => sink.recipients().filter((to) => to.endsWith(`@${domain}`)).length;
const approve = (as: App, id: number, more: object = {}) =>
  decideReview(as, publication.id, id, { answer: 'approve', ...more });

describe('A letter to more readers than one person may mail alone', () => {
  test('waits with the reason, and everybody but its scheduler is asked', async () => {
    const id = await scheduledBy(mira);
    await runNotices(app, 'review');
    expect(await show(id)).toMatchObject({
      status: 'held',
      reason: { code: 'second-person', params: { readers: 3, limit: 2 } },
    });
    expect(sink.recipients().filter((to) => to.endsWith('@gazette.example'))).toEqual([
      'jonas@gazette.example',
    ]);
    expect(await viewReview(app, id)).toMatchObject({
      kind: 'second-person',
      stage: 'asking',
      readers: 3,
      askedBy: { kind: 'user', name: 'mira@gazette.example' },
    });
    await passes(61);
    expect([mails(), (await show(id)).status]).toEqual([0, 'held']);
  });

  test('goes out at its time once another person approved it, once', async () => {
    const id = await scheduledBy(mira);
    await expect(approve(mira, id)).rejects.toMatchObject({ code: 'same-person' });
    await Promise.all([approve(jonas, id), approve(jonas, id)]);
    await tick();
    expect([mails(), (await show(id)).status]).toEqual([0, 'scheduled']);
    await passes(61);
    expect([mails(), (await show(id)).status]).toEqual([3, 'sent']);
  });

  test('asks for a new time when it is approved too late', async () => {
    const id = await scheduledBy(mira);
    await passes(90);
    await expect(approve(jonas, id)).rejects.toMatchObject({ code: 'time-passed' });
    await expect(approve(jonas, id, { at: '1999-01-01T00:00' })).rejects.toMatchObject({
      code: 'invalid-input',
    });
    await approve(jonas, id, inMinutes(10));
    await passes(5);
    expect(mails()).toBe(0);
    await passes(6);
    expect(mails()).toBe(3);
  });

  test('that is to go out now waits as well, and goes when the other one says now', async () => {
    const id = await scheduledBy(mira, {});
    expect((await show(id)).status).toBe('held');
    await clock.pass(5);
    await approve(jonas, id, { at: 'now' });
    await tick();
    expect(mails()).toBe(3);
  });

  test('counts an API key as a person of its own name, and the command line as one', async () => {
    const key = asActor(app, 'api-key:website', 1);
    const id = await scheduledBy(key);
    await expect(approve(asActor(app, 'api-key:website', 2), id)).rejects.toMatchObject({
      code: 'same-person',
    });
    await approve(asActor(app, 'api-key:desk', 3), id);
    expect((await show(id)).status).toBe('scheduled');
    const shell = asActor(app, 'command-line');
    const other = await scheduledBy(shell);
    await expect(approve(shell, other)).rejects.toMatchObject({ code: 'same-person' });
  });

  test('cannot be released, resumed or moved past the second person', async () => {
    const id = await scheduledBy(mira);
    await expect(decideHeld(mira, 'release', [id])).rejects.toMatchObject({ code: 'second-person' });
    await decideHeld(mira, 'release');
    await expect(resumeSend(mira, publication.id, id)).rejects.toMatchObject({ code: 'second-person' });
    await scheduleLetter(mira, publication.id, id, inMinutes(30));
    expect((await show(id)).status).toBe('held');
    await approve(jonas, id);
    await scheduleLetter(mira, publication.id, id, inMinutes(90));
    expect((await show(id)).status).toBe('scheduled');
    await unscheduleLetter(mira, publication.id, id);
    await changeLetter(mira, publication.id, id, { markdown: 'Other words.' });
    await scheduleLetter(mira, publication.id, id, inMinutes(30));
    expect((await show(id)).status).toBe('held');
  });

  test('that was approved, pulled back and changed needs the second person again', async () => {
    const id = await scheduledBy(mira);
    await approve(jonas, id);
    await decideReview(mira, publication.id, id, { answer: 'hold' });
    await changeLetter(mira, publication.id, id, { markdown: 'Other words.' });
    await expect(approve(mira, id)).rejects.toMatchObject({ code: 'same-person' });
    await expect(decideHeld(mira, 'release', [id])).rejects.toMatchObject({ code: 'second-person' });
    await approve(jonas, id);
    await passes(61);
    expect(mails()).toBe(3);
  });

  test('is not approved by somebody who has read other words', async () => {
    const id = await scheduledBy(mira);
    const { version, turn } = (await viewReview(app, id)) ?? {};
    await changeLetter(mira, publication.id, id, { markdown: 'Other words.' });
    expect(await approve(jonas, id, { version, turn })).toBe('changed');
    await scheduleLetter(mira, publication.id, id, inMinutes(60));
    await tick();
    expect(await approve(jonas, id, { turn })).toBe('overtaken');
    const now = await viewReview(app, id);
    expect(await approve(jonas, id, { version: now?.version, turn: now?.turn })).toBe('done');
  });

  test('is told to the admins when nobody else may send', async () => {
    await app.db.raw(`delete from users where email like 'jonas%'`);
    await scheduledBy(mira);
    const [alert] = await rows<{ params: object }>(
      app.db,
      `select params from alerts where code = 'review-without-people' order by id desc`,
    );
    expect(alert?.params).toMatchObject({ outcome: 'wait' });
  });
});

describe('A letter to fewer readers', () => {
  test('goes out without a second person', async () => {
    await updatePublication(app, publication.slug, { secondPersonAbove: 3 });
    await scheduledBy(mira, {});
    expect(mails()).toBe(3);
  });

  test('waits at its time when they have become too many meanwhile; approved by another, it goes out', async () => {
    await updatePublication(app, publication.slug, { secondPersonAbove: 3 });
    const id = await scheduledBy(mira);
    await makeReaders(app, publication, 1, `more.${domain}`);
    await passes(61);
    expect(await show(id)).toMatchObject({
      status: 'held',
      reason: { code: 'second-person', params: { readers: 4, limit: 3 } },
      counts: { audience: 0 },
    });
    await tick();
    await approve(jonas, id, { at: 'now' });
    await tick();
    expect((await show(id)).counts.accepted).toBe(4);
  });

  test('no limit, or 0, asks nobody', async () => {
    expect(
      (await updatePublication(app, publication.slug, { secondPersonAbove: 0 })).secondPersonAbove,
    ).toBeNull();
    await scheduledBy(mira, {});
    expect(mails()).toBe(3);
    await expect(approve(jonas, await makeLetter(mira, publication))).rejects.toMatchObject({
      code: 'nothing-to-approve',
    });
  });
});
