import { beforeAll, expect, test } from 'vitest';
import {
  authenticateApiKey,
  findSession,
  hasOwner,
  listUsers,
  publicationsOf,
  rightsIn,
} from '../../src/accounts/index.ts';
import { hashToken, randomToken } from '../../src/platform/keys.ts';
import { createTestApp } from '../support/app/app.ts';
import { beforeMigration } from '../support/database/before-migration.ts';

const app = await createTestApp();
const session = randomToken();
const key = `pr_0123abcd_${'k'.repeat(43)}`;
const endedKey = `pr_0123abce_${'k'.repeat(43)}`;
/** Some publication, also one that comes later. */
const ANY = 4711;

beforeAll(async () => {
  const upgrade = await beforeMigration(app.db, '0101-memberships');
  await app.db.raw(
    `insert into users (id, email, role, may_send) values
       (1, 'ann@gazette.example', 'admin', true), (2, 'kai@gazette.example', 'admin', false),
       (3, 'ed@gazette.example', 'editor', true), (4, 'bo@gazette.example', 'editor', false),
       (5, 'vi@gazette.example', 'viewer', true)`,
  );
  await app.db.raw(
    `insert into sessions (user_id, token_hash, created_at, last_seen_at)
     values (3, ?, now() - interval '1 hour', now() - interval '1 hour')`,
    [hashToken(session)],
  );
  await app.db.raw(
    `insert into api_keys (name, prefix, key_hash, expires_at) values ('site', '0123abcd', ?, null), ('old', '0123abce', ?, now())`,
    [hashToken(key), hashToken(endedKey)],
  );
  await upgrade();
});

test('Everybody may do after the upgrade what they might before, in every publication', async () => {
  const users = await listUsers(app);
  expect(users.map((user) => [user.email, user.isOwner, rightsIn(user, ANY)])).toEqual([
    ['ann@gazette.example', true, { role: 'admin', maySend: true }],
    ['kai@gazette.example', true, { role: 'admin', maySend: false }],
    ['ed@gazette.example', false, { role: 'editor', maySend: true }],
    ['bo@gazette.example', false, { role: 'editor', maySend: false }],
    ['vi@gazette.example', false, { role: 'viewer', maySend: false }],
  ]);
  expect(users.map(publicationsOf)).toEqual(users.map(() => undefined));
  expect(await hasOwner(app.db)).toBe(true);
});

test('A session goes on, and asks for a proof before a change of the sign-in', async () => {
  expect(await findSession(app, session)).toMatchObject({ userId: 3, role: 'editor', isProved: false });
  const ed = (await listUsers(app)).find(({ id }) => id === 3);
  expect(ed?.lastSeenAt).toBeInstanceOf(Date);
});

test('A key opens everything everywhere as before, and one that had ended stays ended', async () => {
  expect(await authenticateApiKey(app, key)).toMatchObject({
    name: 'site',
    scopes: ['admin'],
    publicationIds: null,
    expiresAt: null,
  });
  expect(await authenticateApiKey(app, endedKey)).toBeUndefined();
});
