import { expect, test } from 'vitest';
import { rows } from '../../../src/platform/database.ts';
import { eraseSubscriber, getImport, listConsentRecords, runImport } from '../../../src/subscribers/index.ts';
import { createTestApp } from '../../support/app/app.ts';
import { evidence } from '../../support/readers/readers.ts';
import { beforeMigration } from '../../support/database/before-migration.ts';

const app = await createTestApp();
const FIRST_AFTER = '0007-fast-imports';

test('An import that was under way goes on after the upgrade, and older proofs are shown as they were (CON-02)', async () => {
  const upgrade = await beforeMigration(app.db, FIRST_AFTER);
  await app.db.raw(
    `insert into publications (slug, name, site_url, from_name, from_address, time_zone, language)
     values ('old', 'Old', 'https://old.example', 'Old', 'news@old.example', 'UTC', 'en')`,
  );
  const [first, second] = [app.keys.addressHashes('new@example.org')[0], Buffer.alloc(32, 7)];
  await app.db.raw(
    `insert into imports (publication_id, status, consent_source, channel, caller, rows, added, position)
     values (1, 'running', 'old form', 'api', 'key', 4, 1, 2)`,
  );
  await app.db.raw(
    `insert into subscribers (publication_id, status, email, delivery_address, address_hash, import_id)
     values (1, 'active', 'old@example.org', 'old@example.org', 'x', 1)`,
  );
  await app.db.raw(
    `insert into consent_records (publication_id, subscriber_id, kind, channel, source, details)
     values (1, 1, 'imported', 'api', 'old form', '{"importId": 1, "line": 2}')`,
  );
  await app.db.raw('insert into suppressions (address_hash, publication_id, reason) values (?, 0, ?)', [
    second,
    'operator',
  ]);
  await app.db.raw(
    `insert into import_rows (import_id, line, email, delivery_address, address_hashes, name) values
       (1, 3, 'new@example.org', 'New@example.org', array[:first]::bytea[], 'New'),
       (1, 4, 'kept.out@example.org', 'kept.out@example.org', array[:first, :second]::bytea[], ''),
       (1, 9000, 'new@example.org', 'new@example.org', array[:first]::bytea[], 'Later')`,
    { first, second },
  );

  await upgrade();
  await runImport(app, { importId: 1 });

  const { status, counts } = await getImport(app.db, 1, 1);
  expect([status, counts]).toEqual([
    'finished',
    { rows: 4, added: 2, updated: 0, ended: 0, skipped: 2, refused: 0 },
  ]);
  const readers = await rows<{ id: number }>(
    app.db,
    `select id, delivery_address as address, name, address_hash = ? as "hasHash" from subscribers order by id desc`,
    [first],
  );
  expect(readers).toMatchObject([
    { address: 'New@example.org', name: 'New', hasHash: true },
    { address: 'old@example.org', hasHash: false },
  ]);
  for (const [place, line] of [3, 2].entries())
    expect(await listConsentRecords(app.db, readers[place]?.id ?? 0)).toMatchObject([
      { kind: 'imported', channel: 'api', source: 'old form', details: { importId: 1, line } },
    ]);
  await eraseSubscriber(app, readers[1]?.id ?? 0, evidence);
  expect((await listConsentRecords(app.db, readers[1]?.id ?? 0))[0]).toMatchObject({
    source: null,
    details: {},
  });
});
