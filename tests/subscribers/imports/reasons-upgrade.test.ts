import { beforeAll, expect, test } from 'vitest';
import { countReasons, getImport, listRefusals, runImport } from '../../../src/subscribers/index.ts';
import { says } from '../../../src/words/index.ts';
import { createTestApp } from '../../support/app/app.ts';
import { beforeMigration } from '../../support/database/before-migration.ts';

const app = await createTestApp();
const FIRST_AFTER = '0041-import-reasons';

const KNOWN = 'This person is a reader already; nothing is new.';
const GONE = 'The file says so: Status is "left".';
const NOTE = 'No column says who left: everybody in the file counts as a reader.';
const ERROR = 'The file mixes UTF-8 with another encoding.';

/** What a version before wrote: one import that failed, and one under way with a person who is to leave. */
beforeAll(async () => {
  const upgrade = await beforeMigration(app.db, FIRST_AFTER);
  await app.db.raw(
    `insert into publications (slug, name, site_url, from_name, from_address, time_zone, language)
     values ('old', 'Old', 'https://old.example', 'Old', 'news@old.example', 'UTC', 'en')`,
  );
  await app.db.raw(
    `insert into imports (publication_id, status, consent_source, channel, caller, error, notes)
     values (1, 'failed', 'old form', 'api', 'key', ?, cast(? as jsonb)), (1, 'running', 'old form', 'api', 'key', null, '[]')`,
    [ERROR, JSON.stringify([NOTE, KNOWN])],
  );
  await app.db.raw(
    `insert into import_refusals (import_id, line, email, reason)
     values (1, 2, 'a@example.org', ?), (1, 3, 'b@example.org', ?), (1, 4, 'c@example.org', ?)`,
    [KNOWN, KNOWN, GONE],
  );
  await app.db.raw(
    `insert into import_chunks (import_id, part, number, lines, consented_at, emails, delivery_addresses, address_hashes,
                                names, states, reasons)
     values (2, 0, -1000000000, '{2,3}', '{null,null}', '{d@example.org,e@example.org}', '{null,null}',
             array[?, ?]::bytea[], '{"",""}', '{unsubscribed,unsubscribed}', array[?, ?])`,
    [...['d@example.org', 'e@example.org'].map((email) => app.keys.addressHashes(email)[0]), GONE, KNOWN],
  );
  await upgrade();
});

const legacy = (text: string) => ({ code: 'legacy', params: { text } });

test('A sentence that is known becomes its code; any other keeps its words, and both are counted', async () => {
  const refusals = await listRefusals(app.db, 1, { after: 0, limit: 10 });
  expect(refusals).toEqual([
    { line: 2, email: 'a@example.org', reason: { code: 'row-known', params: {} } },
    { line: 3, email: 'b@example.org', reason: { code: 'row-known', params: {} } },
    { line: 4, email: 'c@example.org', reason: legacy(GONE) },
  ]);
  expect(refusals.map(({ reason }) => says(reason))).toEqual([KNOWN, KNOWN, GONE]);
  expect(await countReasons(app.db, 1)).toEqual([
    { reason: { code: 'row-known', params: {} }, rows: 2, firstLine: 2, lines: [2, 3] },
    { reason: legacy(GONE), rows: 1, firstLine: 4, lines: [4] },
  ]);
});

test('How a file was read, and why it failed, keep their words', async () => {
  expect(await getImport(app.db, 1, 1)).toMatchObject({
    error: legacy(ERROR),
    notes: [legacy(NOTE), legacy(KNOWN)],
  });
  expect(await getImport(app.db, 1, 2)).toMatchObject({ error: null, notes: [] });
});

test('An import that was under way goes on and says of each row what its file said', async () => {
  await runImport(app, { importId: 2 });
  expect(await listRefusals(app.db, 2, { after: 0, limit: 10 })).toEqual([
    { line: 2, email: 'd@example.org', reason: legacy(GONE) },
    { line: 3, email: 'e@example.org', reason: legacy(KNOWN) },
  ]);
});
