import { beforeEach, describe, expect, test } from 'vitest';
import { pushArticle } from '../../src/articles/index.ts';
import type { App } from '../../src/platform/app.ts';
import { correctArticle } from '../../src/planning/index.ts';
import type { Publication } from '../../src/publications/index.ts';
import { decideReview, viewReview } from '../../src/reviews/index.ts';
import { getSend } from '../../src/sends/index.ts';
import { startReviewClock } from '../support/reviews/review-clock.ts';
import { prepareSendOf } from '../support/sends/sends.ts';

const { app, tick, passes, startAnew } = await startReviewClock();
let publication: Publication;
let mira: App;
let jonas: App;
let articleId = 0;

/** A newsroom that has mailed a mistake to three readers. */
async function startWith(columns: object) {
  ({ publication, mira, jonas } = await startAnew({}));
  articleId = await push('Bridge opens in May');
  await prepareSendOf(app, articleId);
  await tick();
  await app.db('publications').where({ id: publication.id }).update(columns);
  await push('Bridge opens in June');
}
const push = async (title: string) =>
  (await pushArticle(app, publication, { url: 'https://gazette.example/b', title, release: true })).id;
const correct = async () =>
  (await correctArticle(mira, publication.id, articleId, { note: 'It opens in June.' })).id;
const show = (id: number) => getSend(app.db, publication.id, id);

test('A person sends a correction, so it goes out at once where automatic sends are reviewed', async () => {
  await startWith({ review_minutes: 60 });
  const id = await correct();
  await tick();
  expect(await viewReview(app, id)).toBe(undefined);
  expect(await show(id)).toMatchObject({ status: 'sent', counts: { accepted: 3 } });
});

test('A correction to more readers than one person may mail waits for another, who approves it', async () => {
  await startWith({ second_person_above: 2 });
  const id = await correct();
  await tick();
  expect(await viewReview(app, id)).toMatchObject({ kind: 'second-person', stage: 'asking', readers: 3 });
  await expect(decideReview(mira, publication.id, id, { answer: 'approve' })).rejects.toMatchObject({
    code: 'same-person',
  });
  await decideReview(jonas, publication.id, id, { answer: 'approve', at: 'now' });
  await tick();
  expect(await show(id)).toMatchObject({ status: 'sent', counts: { accepted: 3 } });
});

describe('A correction that is reviewed by the clock', () => {
  let id = 0;
  beforeEach(async () => {
    await startWith({ review_minutes: 60 });
    id = await correct();
    await app
      .db('sends')
      .where({ id })
      .update({
        review_at: app.db.raw('now()'),
        scheduled_at: app.db.raw(`now() + interval '1 hour'`),
      });
    await tick();
    expect(await viewReview(app, id)).toMatchObject({ kind: 'clock', stage: 'asking', readers: 3 });
  });

  test('goes out at its time when nobody answers', async () => {
    await passes(30);
    expect((await show(id)).status).toBe('scheduled');
    await passes(31);
    expect(await show(id)).toMatchObject({ status: 'sent', counts: { accepted: 3 } });
    expect(await viewReview(app, id)).toMatchObject({ decision: 'silence' });
  });

  test('goes to nobody as long as it is held, and to all once it is approved', async () => {
    await decideReview(jonas, publication.id, id, { answer: 'hold' });
    await passes(90);
    expect((await show(id)).status).toBe('held');
    await decideReview(mira, publication.id, id, { answer: 'approve', at: 'now' });
    await tick();
    expect(await show(id)).toMatchObject({ status: 'sent', counts: { accepted: 3 } });
  });

  test('is dropped when the old text comes back meanwhile', async () => {
    await push('Bridge opens in May');
    await passes(61);
    expect(await show(id)).toMatchObject({ status: 'cancelled', reason: { code: 'nothing-to-correct' } });
    expect(await viewReview(app, id)).toMatchObject({ stage: 'dropped' });
  });
});
