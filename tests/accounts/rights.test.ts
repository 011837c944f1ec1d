import { expect, test } from 'vitest';
import {
  changeRole,
  changeUser,
  createUser,
  findUser,
  mayManage,
  publicationsOf,
  removeUser,
  rightsIn,
  startSession,
} from '../../src/accounts/index.ts';
import type { Roles } from '../../src/accounts/index.ts';
import { rows } from '../../src/platform/database.ts';
import { createTestApp } from '../support/app/app.ts';
import { auditTrail } from '../support/app/audit.ts';
import { makePublication } from '../support/app/publications.ts';

const app = await createTestApp();
const { id: gazette } = await makePublication(app, { slug: 'gazette' });
const { id: herald } = await makePublication(app, { slug: 'herald' });

const person = (roles: Partial<Roles>): Roles => ({
  isOwner: false,
  role: null,
  maySend: true,
  memberships: [],
  ...roles,
});
const of = (publicationId: number, role: 'admin' | 'editor' | 'viewer', maySend = true) => ({
  memberships: [{ publicationId, role, maySend }],
});

test.each([
  ['nobody has a part without a role', person({}), undefined],
  [
    'a role in all publications is one in each',
    person({ role: 'editor' }),
    { role: 'editor', maySend: true },
  ],
  [
    'the role in this one counts before it',
    person({ role: 'admin', ...of(1, 'viewer') }),
    { role: 'viewer', maySend: false },
  ],
  ['the role in another does not count', person(of(2, 'admin')), undefined],
  ['an editor may be kept from sending', person(of(1, 'editor', false)), { role: 'editor', maySend: false }],
  ['a viewer never sends', person({ role: 'viewer', maySend: true }), { role: 'viewer', maySend: false }],
  [
    'an owner is admin whatever stands there',
    person({ isOwner: true, role: 'admin', ...of(1, 'viewer') }),
    { role: 'admin', maySend: true },
  ],
])('Of rights in a publication: %s', (_rule, somebody, expected) => {
  expect(rightsIn(somebody, 1)).toEqual(expected);
});

test('Admins of a publication manage its people, and not those whose role owners gave', () => {
  const admin = person(of(1, 'admin'));
  expect(mayManage(admin, person(of(1, 'editor')), 1)).toBe(true);
  expect(mayManage(admin, person(of(1, 'editor')), 2)).toBe(false);
  expect(mayManage(admin, person({ role: 'viewer' }), 1)).toBe(false);
  expect(mayManage(admin, person({ isOwner: true, role: 'admin' }), 1)).toBe(false);
  expect(mayManage(person(of(1, 'editor')), person({}), 1)).toBe(false);
  expect(mayManage(person({ isOwner: true, role: 'admin' }), person({ role: 'admin' }), 1)).toBe(true);
});

test('The first admin owns the installation; the last owner can neither go nor step down', async () => {
  const { user } = await createUser(app, { email: 'ann@gazette.example', role: 'admin' });
  const { user: second } = await createUser(app, { email: 'bo@gazette.example', role: 'admin' });
  expect([user.isOwner, second.isOwner, second.role]).toEqual([true, false, 'admin']);
  for (const go of [
    () => removeUser(app, user.email),
    () => changeUser(app, user.email, { role: 'admin' }),
    () => changeUser(app, user.email, { role: 'none' }),
  ])
    await expect(go()).rejects.toMatchObject({ code: 'last-owner' });
  await changeUser(app, second.email, { role: 'owner' });
  // Of two that step down at once, one stays.
  const both = await Promise.allSettled(
    [user, second].map(({ email }) => changeUser(app, email, { role: 'editor' })),
  );
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('A role in a publication is given, changed and taken; losing it ends the sessions, and a repeat leaves no line', async () => {
  const { user } = await createUser(app, { email: 'ed@gazette.example', role: 'none' });
  const give = (role: 'editor' | 'viewer') => changeRole(app, user.id, gazette, { role, maySend: true });
  await give('viewer');
  await give('editor');
  await give('editor');
  const changed = await findUser(app, user.id);
  expect(changed && publicationsOf(changed)).toEqual([gazette]);
  expect(changed && rightsIn(changed, herald)).toBeUndefined();
  await startSession(app, user.id, { ip: '127.0.0.1', userAgent: '' });
  await changeRole(app, user.id, gazette, null);
  await changeRole(app, user.id, gazette, null);
  expect(await rows(app.db, 'select id from sessions where user_id = ?', [user.id])).toEqual([]);
  const trail = await auditTrail(app.db, `user:${user.id}`);
  const changes = trail.filter(({ action }) => action === 'user.role-changed').map(({ details }) => details);
  expect(changes).toEqual([
    { publicationId: gazette, before: null, after: { role: 'viewer', maySend: true } },
    {
      publicationId: gazette,
      before: { role: 'viewer', maySend: true },
      after: { role: 'editor', maySend: true },
    },
    { publicationId: gazette, before: { role: 'editor', maySend: true }, after: null },
  ]);
});
