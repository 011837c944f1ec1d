import { beforeEach, describe, expect, test } from 'vitest';
import { planArticleSends, planDigests, tellOfLateDigests } from '../../../src/planning/index.ts';
import type { Publication } from '../../../src/publications/index.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { change, sendAll } from '../../support/sends/digests.ts';
import { makeArticle, makeReaders } from '../../support/sends/sends.ts';

const app = await createTestApp();
let publication: Publication;

beforeEach(async () => {
  await app.db('digest_buckets').delete();
  publication = await makePublication(app);
  const [reader = 0] = await makeReaders(app, publication, 1);
  await change(app, publication, reader, { rhythm: 'daily' });
});

const late = () => app.db('alerts').where({ publication_id: publication.id, code: 'digest-late' });

/** As after days in which nobody planned. */
const missDays = () =>
  app.db.raw(`update digest_buckets set due_until = due_until - interval '3 days' where publication_id = ?`, [
    publication.id,
  ]);

describe('A digest that was due an hour ago, and was not planned,', () => {
  test('is told to the admins, once a day', async () => {
    await makeArticle(app, publication);
    await planArticleSends(app);
    await missDays();
    await tellOfLateDigests(app);
    await tellOfLateDigests(app);
    expect(await late()).toHaveLength(1);
  });

  test('is no news when there is no article for it, or when it was planned after all', async () => {
    await missDays();
    await tellOfLateDigests(app);
    expect(await late()).toEqual([]);
    await makeArticle(app, publication);
    await planDigests(app);
    await tellOfLateDigests(app);
    expect(await late()).toEqual([]);
  });
});

test('A digest that is planned and not prepared an hour after its time is told, too', async () => {
  await makeArticle(app, publication);
  await missDays();
  await planDigests(app);
  await app.db.raw(`update digest_runs set created_at = now() - interval '2 hours'`);
  await app.db.raw(
    `update sends set scheduled_at = now() - interval '2 hours' where publication_id = ? and occasion like 'digest:%'`,
    [publication.id],
  );
  await tellOfLateDigests(app);
  expect(await late()).toHaveLength(1);
});

test('A digest that went out is not late', async () => {
  await makeArticle(app, publication);
  await missDays();
  await sendAll(app);
  await tellOfLateDigests(app);
  expect(await late()).toEqual([]);
});
