import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rows } from '../../src/platform/database.ts';
import { createTestDatabase } from '../support/database/database.ts';

test('docs/operators.md says of every table what bounds it, and of none that is not there', async () => {
  const { db } = await createTestDatabase();
  const tables = await rows<{ name: string }>(
    db,
    `select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'messages\\_%'`,
  );
  const [, section = ''] = readFileSync('docs/operators.md', 'utf8').split(
    '### What grows, and what bounds it',
  );
  const lines = section.split(/\n#+ /)[0]?.split('\n') ?? [];
  const named = lines
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([a-z_]+)`/g)].map(([, name]) => name));
  const ours = tables.map(({ name }) => name).filter((name) => !name.startsWith('migrations'));
  expect(new Set(named)).toEqual(new Set(ours));
});
