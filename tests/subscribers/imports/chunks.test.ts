import { describe, expect, test } from 'vitest';
import { firstRow, rows } from '../../../src/platform/database.ts';
import { copyFile } from '../../../src/platform/copy-binary.ts';
import { copyIn } from '../../../src/platform/copy.ts';
import { COPY_CHUNKS, createChunker, type StagedReader } from '../../../src/subscribers/imports/chunks.ts';
import { createTestDatabase } from '../../support/database/database.ts';

const { db } = await createTestDatabase();
const PARTS = 16;
let imports = 0;

function reader(line: number, key: string, fields: Partial<StagedReader> = {}): StagedReader {
  const address = { key, delivery: key, domain: 'example.org' };
  return { line, address, hashes: [Buffer.alloc(32, line)], name: '', consentedAt: undefined, ...fields };
}

/** What the database holds of these readers, chunk by chunk. */
async function staged(readers: StagedReader[], rowsInChunk: number) {
  const importId = (imports += 1);
  const chunker = createChunker(importId, rowsInChunk);
  const chunks = readers.flatMap((one) => chunker.add(one));
  await copyIn(db, COPY_CHUNKS, copyFile([...chunks, ...chunker.rest()]));
  return rows<{ part: number; number: number; lines: number[]; emails: string[] }>(
    db,
    'select part, number, lines, emails from import_chunks where import_id = ? order by part, number',
    [importId],
  );
}

/** In no order, as people's addresses are. */
const manyReaders = (count: number) =>
  Array.from({ length: count }, (_, n) => reader(n + 2, `${(n * 7919) % count}.reader@example.org`));

describe('Rows that wait to be taken in', () => {
  test('arrive as they were, whatever is in them', async () => {
    const name = 'Ann "A\\B" {x,NULL} \u00e4\u{1f4ee}';
    const hashes = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    const address = { key: 'ann@example.org', delivery: 'Ann@example.org', domain: 'example.org' };
    const consentedAt = new Date('1999-12-31T23:59:59.987Z');
    await staged([reader(2, 'bo@example.org'), reader(3, '', { address, name, hashes, consentedAt })], 100);
    const row = await firstRow(
      db,
      `select lines, emails, names, delivery_addresses as deliveries, consented_at[1] as unsaid, consented_at[2] as at,
              array(select encode(unnest(address_hashes), 'hex')) as hashes from import_chunks where import_id = ?`,
      [imports],
    );
    expect(row).toEqual({
      lines: [2, 3],
      emails: ['bo@example.org', 'ann@example.org'],
      names: ['', name],
      deliveries: [null, 'Ann@example.org'],
      unsaid: null,
      at: consentedAt,
      hashes: ['02'.repeat(32), `${'01'.repeat(32)}${'02'.repeat(32)}`],
    });
  });

  test('lie in parts of about the same size, all rows of an address in one, in the order of the file', async () => {
    const readers = manyReaders(3200);
    const again = readers.map(({ address }, n) => reader(4000 + n, address.key));
    const chunks = await staged([...readers, ...again], 100);
    const parts = Map.groupBy(chunks, ({ part }) => part);
    expect(parts.size).toBe(PARTS);
    const partsOf = Map.groupBy(
      chunks.flatMap(({ part, emails }) => emails.map((email) => ({ email, part }))),
      ({ email }) => email,
    );
    for (const places of partsOf.values())
      expect(places.map(({ part }) => part)).toEqual([places[0]?.part, places[0]?.part]);
    for (const all of parts.values()) {
      const lines = all.flatMap((chunk) => chunk.lines);
      expect(lines).toEqual(lines.toSorted((one, other) => one - other));
      expect(lines.length).toBeGreaterThan(6400 / PARTS / 4);
      expect(all.map(({ number }) => number)).toEqual(all.map((_, n) => n + 1));
    }
  });

  test('are all there when the list is in order, is short, or has one address only', async () => {
    const inOrder = Array.from({ length: 500 }, (_, n) => reader(n + 2, `${n + 1000}@example.org`));
    const same = Array.from({ length: 50 }, (_, n) => reader(n + 2, 'one@example.org'));
    for (const readers of [inOrder, inOrder.slice(0, 3), same, []]) {
      const chunks = await staged(readers, 20);
      const lines = chunks.flatMap((chunk) => chunk.lines).toSorted((one, other) => one - other);
      expect(lines).toEqual(readers.map(({ line }) => line));
    }
  });
});
