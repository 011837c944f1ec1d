import { expect, test } from 'vitest';
import { asActor } from '../../src/platform/app.ts';
import { authenticateApiKey, createApiKey, listApiKeys, revokeApiKey } from '../../src/accounts/index.ts';
import { InvalidInput } from '../../src/platform/errors.ts';
import { createTestApp } from '../support/app/app.ts';
import { auditTrail } from '../support/app/audit.ts';

const app = await createTestApp();

test('Only the SHA-256 of a key is kept, and its prefix to tell keys apart (SEC-08)', async () => {
  const { id, key } = await createApiKey(app, 'importer');
  expect(key).toMatch(/^pr_[0-9a-f]{8}_[\w-]{43}$/);
  const { rows } = await app.db.raw('select * from api_keys where id = ?', [id]);
  const kept = JSON.stringify(rows[0], (_name, value: unknown) =>
    Buffer.isBuffer(value) ? value.toString('base64url') : value,
  );
  expect(kept).not.toContain(key.slice(12));
  expect(await authenticateApiKey(app, key)).toEqual({
    id,
    name: 'importer',
    scopes: ['admin'],
    publicationIds: null,
    expiresAt: null,
  });
});

test.each([
  ['altered', (key: string) => `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`],
  ['cut', (key: string) => key.slice(0, -1)],
  ['in capitals', (key: string) => key.toUpperCase()],
  ['empty', () => ''],
])('A key that is %s opens nothing', async (_what, spoil) => {
  const { key } = await createApiKey(app, 'spoilt');
  expect(await authenticateApiKey(app, spoil(key))).toBeUndefined();
});

test('A revoked key and an expired one open nothing, and a key is revoked once', async () => {
  const { id, key } = await createApiKey(app, 'revoked');
  expect(await Promise.all([revokeApiKey(app, id), revokeApiKey(app, id)])).toContain(false);
  expect(await authenticateApiKey(app, key)).toBeUndefined();
  const expired = await createApiKey(app, 'expired');
  await app.db.raw("update api_keys set expires_at = now() - interval '1 second' where id = ?", [expired.id]);
  expect(await authenticateApiKey(app, expired.key)).toBeUndefined();
});

test('The use of a key is noted, and stands in the audit log once a day (SEC-10)', async () => {
  const person = asActor(app, 'user:1');
  const { id, key } = await createApiKey(person, 'busy');
  for (let use = 0; use < 3; use += 1) await authenticateApiKey(app, key);
  const noted = (await listApiKeys(app)).find((listed) => listed.id === id);
  expect(noted?.lastUsedAt).toBeInstanceOf(Date);
  await app.db.raw("update api_keys set last_used_at = now() - interval '25 hours' where id = ?", [id]);
  await authenticateApiKey(app, key);
  await revokeApiKey(person, id);
  const trail = await auditTrail(app.db, `api-key:${id}`);
  expect(trail.map(({ actor, action }) => `${actor} ${action}`)).toEqual([
    'user:1 api-key.created',
    'api-key:busy api-key.used',
    'api-key:busy api-key.used',
    'user:1 api-key.revoked',
  ]);
  expect(JSON.stringify(trail)).not.toContain(key);
});

test.each(['', '   ', 'x'.repeat(101)])(
  'A key needs a name that can be read: %j is refused',
  async (name) => {
    await expect(createApiKey(app, name)).rejects.toBeInstanceOf(InvalidInput);
  },
);
