import { expect, test } from 'vitest';
import { pushArticle } from '../../src/articles/index.ts';
import { rows } from '../../src/platform/database.ts';
import { confirm } from '../../src/subscribers/index.ts';
import { createTestApp } from './app/app.ts';
import { makePublication } from './app/publications.ts';
import { evidence, makePending } from './readers/readers.ts';
import { makeArticle, makeReaders } from './sends/sends.ts';

const app = await createTestApp();
const publication = await makePublication(app);

/** Which columns of the row are filled, and with what kind of value. */
async function shapeOf(table: string, where: string, id: number): Promise<Record<string, string>[]> {
  const found = await rows<Record<string, unknown>>(
    app.db,
    `select * from ${table} where ${where} order by id`,
    [id],
  );
  const kindOf = (value: unknown) => (value === null ? 'null' : (value as object).constructor.name);
  return found.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, kindOf(value)])),
  );
}

test('Readers made for tests have the rows that a sign-up and its confirmation leave', async () => {
  const [made = 0] = await makeReaders(app, publication, 1);
  const real = await makePending(app, publication, 'ada@example.org');
  expect(await confirm(app, real.token, evidence)).toBe('confirmed');
  expect(await shapeOf('subscribers', 'id = ?', made)).toEqual(
    await shapeOf('subscribers', 'id = ?', real.id),
  );
  const proof = `kind in ('requested', 'confirmed') and subscriber_id = ?`;
  expect(await shapeOf('consent_records', proof, made)).toEqual(
    await shapeOf('consent_records', proof, real.id),
  );
});

test('Articles made for tests have the row that a pushed one has', async () => {
  const made = await makeArticle(app, publication);
  const pushed = await pushArticle(app, publication, {
    guid: 'tides',
    url: 'https://gazette.example/tides',
    title: 'Spring tides reach the lower quay',
    summary: 'Boats rose above the rail for the first time in years.',
    publishedAt: new Date().toISOString(),
  });
  expect(pushed.verdict).toBe('new');
  expect(await shapeOf('articles', 'id = ?', made)).toEqual(await shapeOf('articles', 'id = ?', pushed.id));
});
