import { beforeEach, describe, expect, test } from 'vitest';
import { InvalidInput } from '../../../src/platform/errors.ts';
import { getPublication, updatePublication, type Publication } from '../../../src/publications/index.ts';
import { changePublication, countMovedByDefault, countWhoChose } from '../../../src/subscribers/index.ts';
import { createTestApp } from '../../support/app/app.ts';
import { auditTrail } from '../../support/app/audit.ts';
import { makePublication } from '../../support/app/publications.ts';
import { chooseRhythm } from '../../support/readers/readers.ts';
import { makeReaders } from '../../support/sends/sends.ts';

const app = await createTestApp();
let gazette: Publication;
let readers: number[];
beforeEach(async () => {
  gazette = await makePublication(app);
  readers = await makeReaders(app, gazette, 4, `${gazette.slug}.example`);
  await chooseRhythm(app, gazette, readers[0] ?? 0, 'each');
});

const rhythms = async () =>
  (
    await app.db.raw(
      'select rhythm, rhythm_before as was from subscribers where publication_id = ? order by id',
      [gazette.id],
    )
  ).rows as { rhythm: string; was: string | null }[];
const change = (input: object) => changePublication(app, gazette.slug, input);
const lines = async () =>
  (await auditTrail(app.db, `publication:${gazette.id}`)).filter(
    ({ action }) => action === 'publication.default-rhythm-changed',
  );

describe('Another default rhythm', () => {
  test('moves the readers who never chose, leaves the others, and is on record with their number', async () => {
    expect([
      await countMovedByDefault(app, gazette.id, 'daily'),
      await countWhoChose(app, gazette.id),
    ]).toEqual([3, 1]);
    const { publication, movedReaders } = await change({ defaultRhythm: 'daily', name: 'The Daily Gazette' });
    expect([movedReaders, publication.defaultRhythm, publication.name]).toEqual([
      3,
      'daily',
      'The Daily Gazette',
    ]);
    const moved = { rhythm: 'daily', was: 'each' };
    expect(await rhythms()).toEqual([{ rhythm: 'each', was: null }, moved, moved, moved]);
    expect(await lines()).toMatchObject([{ details: { from: 'each', to: 'daily', readers: 3 } }]);
  });

  test('moves nobody twice, also when two people set it at once', async () => {
    const both = await Promise.all([
      change({ defaultRhythm: 'weekly' }),
      change({ defaultRhythm: 'weekly' }),
    ]);
    expect(both.map(({ movedReaders }) => movedReaders).toSorted((one, other) => one - other)).toEqual([
      0, 3,
    ]);
    expect(await lines()).toHaveLength(1);
  });

  test('of two people who set different ones at once, the later holds for every reader who never chose', async () => {
    await Promise.all([change({ defaultRhythm: 'weekly' }), change({ defaultRhythm: 'daily' })]);
    const { defaultRhythm } = await getPublication(app.db, gazette.slug);
    expect((await rhythms()).slice(1).map(({ rhythm }) => rhythm)).toEqual(Array(3).fill(defaultRhythm));
  });

  test('moves nobody when another field is refused', async () => {
    await expect(change({ defaultRhythm: 'daily', transports: ['pigeon'] })).rejects.toBeInstanceOf(
      InvalidInput,
    );
    expect((await rhythms()).map(({ rhythm }) => rhythm)).toEqual(Array(4).fill('each'));
  });

  test('cannot be set without moving them', () =>
    expect(updatePublication(app, gazette.slug, { defaultRhythm: 'daily' })).rejects.toMatchObject({
      errors: [{ field: 'defaultRhythm' }],
    }));
});

test.each([
  [{ digestMinArticles: 31 }, 'digestMinArticles'],
  [{ digestMinArticles: 5, digestMaxArticles: 4 }, 'digestMinArticles'],
  [{ digestMaxArticles: 0 }, 'digestMaxArticles'],
])('A digest that needs more articles than it may have is refused: %j', (input, field) =>
  expect(change(input)).rejects.toMatchObject({ errors: [{ field }] }),
);

test('Of a digest that needs ten articles, the most cannot be nine', async () => {
  await change({ digestMinArticles: 10 });
  await expect(change({ digestMaxArticles: 9 })).rejects.toMatchObject({
    errors: [{ field: 'digestMaxArticles' }],
  });
});
