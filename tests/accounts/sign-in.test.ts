import { beforeEach, describe, expect, test } from 'vitest';
import {
  createSignInLink,
  createUser,
  endSession,
  findSession,
  purgeAccounts,
  removeUser,
  resetPassword,
  setPasswordByLink,
  signIn,
  signInByLink,
} from '../../src/accounts/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { processorMsOf } from '../support/app/processor-time.ts';
import { auditTrail } from '../support/app/audit.ts';

const app = await createTestApp();
const PASSWORD = 'a heron by the canal';
let serial = 0;
let email = '';
let network = '';
beforeEach(async () => {
  serial += 1;
  email = `editor-${serial}@gazette.example`;
  network = `192.0.2.${serial}`;
  const { setPasswordUrl } = await createUser(app, { email, role: 'editor' });
  await setPasswordByLink(app, tokenOf(setPasswordUrl), PASSWORD, network);
});

const tokenOf = (url: string) => url.split('/').at(-1) ?? '';

function attempt(given: {
  email?: string;
  password?: string;
  ip?: string;
  deviceToken?: string;
  earlierToken?: string;
}) {
  return signIn(app, {
    email: given.email ?? email,
    password: given.password ?? PASSWORD,
    visitor: { ip: given.ip ?? network, userAgent: 'test' },
    deviceToken: given.deviceToken,
    earlierToken: given.earlierToken,
  });
}

async function signedIn(given: Parameters<typeof attempt>[0] = {}) {
  const result = await attempt(given);
  if (result.kind !== 'signed-in') throw new Error(`not signed in: ${result.kind}`);
  return result;
}

describe('Sessions (SEC-04)', () => {
  test('only the hash of a session’s token is kept', async () => {
    const { token } = await signedIn();
    expect(await findSession(app, token)).toMatchObject({ email, role: 'editor' });
    const { rows } = await app.db.raw("select encode(token_hash, 'escape') as kept from sessions");
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  test('a sign-in ends the session the browser had before', async () => {
    const first = await signedIn();
    const second = await signedIn({ earlierToken: first.token });
    expect(second.token).not.toBe(first.token);
    expect(await findSession(app, first.token)).toBeUndefined();
    expect(await findSession(app, second.token)).toBeDefined();
  });

  test.each([
    ['idle for a week', 'last_seen_at'],
    ['a month old', 'created_at'],
  ])('a session that is %s is over', async (_what, column) => {
    const { token } = await signedIn();
    const age = column === 'created_at' ? '31 days' : '7 days 1 minute';
    await app.db.raw(`update sessions set ${column} = now() - interval '${age}'`);
    expect(await findSession(app, token)).toBeUndefined();
    await purgeAccounts(app);
    const { rows } = await app.db.raw('select 1 from sessions');
    expect(rows).toEqual([]);
  });

  test('signing out ends this session and no other', async () => {
    const [here, there] = [await signedIn(), await signedIn()];
    await endSession(app, here.token);
    expect(await findSession(app, here.token)).toBeUndefined();
    expect(await findSession(app, there.token)).toBeDefined();
  });

  test('a new password ends every session of the person and of nobody else', async () => {
    const own = await signedIn();
    const other = `other-${serial}@gazette.example`;
    const made = await createUser(app, { email: other, role: 'viewer' });
    await setPasswordByLink(app, tokenOf(made.setPasswordUrl), PASSWORD, network);
    const others = await signedIn({ email: other });
    const { setPasswordUrl } = await resetPassword(app, email);
    await setPasswordByLink(app, tokenOf(setPasswordUrl), 'two herons by the canal', network);
    expect(await findSession(app, own.token)).toBeUndefined();
    expect(await findSession(app, others.token)).toBeDefined();
    expect((await attempt({})).kind).toBe('refused');
    expect((await attempt({ password: 'two herons by the canal' })).kind).toBe('signed-in');
  });
});

test('Someone who is removed is signed out at once and cannot sign in; the last admin stays', async () => {
  const { token } = await signedIn();
  await removeUser(app, email);
  expect(await findSession(app, token)).toBeUndefined();
  expect((await attempt({})).kind).toBe('refused');
  const admins = [`one-${serial}@gazette.example`, `two-${serial}@gazette.example`];
  for (const admin of admins) await createUser(app, { email: admin, role: 'admin' });
  const removals = await Promise.allSettled(admins.map((admin) => removeUser(app, admin)));
  expect(removals.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

describe('Set-password links', () => {
  test('work once, also when two use one at the same moment', async () => {
    const { setPasswordUrl } = await resetPassword(app, email);
    const use = () => setPasswordByLink(app, tokenOf(setPasswordUrl), 'three herons at dusk', network);
    const results = await Promise.all([use(), use(), use()]);
    expect(results.map(({ kind }) => kind).sort()).toEqual(['gone', 'gone', 'set']);
  });

  test('work for a week', async () => {
    const { setPasswordUrl } = await resetPassword(app, email);
    await app.db.raw("update set_up_tokens set expires_at = expires_at - interval '7 days'");
    expect(await setPasswordByLink(app, tokenOf(setPasswordUrl), PASSWORD, network)).toEqual({
      kind: 'gone',
    });
  });

  test('a newer link replaces the older ones', async () => {
    const older = await resetPassword(app, email);
    const newer = await resetPassword(app, email);
    const use = (url: string) => setPasswordByLink(app, tokenOf(url), 'four herons at dawn', network);
    expect((await use(older.setPasswordUrl)).kind).toBe('gone');
    expect((await use(newer.setPasswordUrl)).kind).toBe('set');
  });

  test('stay good when the password breaks a rule', async () => {
    const { setPasswordUrl } = await resetPassword(app, email);
    await expect(setPasswordByLink(app, tokenOf(setPasswordUrl), 'short', network)).rejects.toThrow(
      '10 characters',
    );
    expect((await setPasswordByLink(app, tokenOf(setPasswordUrl), 'five herons asleep', network)).kind).toBe(
      'set',
    );
  });
});

describe('Sign-in limits (SEC-03)', () => {
  test('the eleventh try at an account is refused unread, even with the right password', async () => {
    for (let round = 0; round < 10; round += 1) {
      expect((await attempt({ password: 'wrong password' })).kind).toBe('refused');
    }
    const result = await attempt({});
    expect(result.kind).toBe('throttled');
    expect(result).toMatchObject({ retryAfterSeconds: expect.any(Number) });
  });

  test('parallel tries do not slip through', async () => {
    const results = await Promise.all(
      Array.from({ length: 20 }, () => attempt({ password: 'wrong password' })),
    );
    expect(results.filter(({ kind }) => kind === 'refused')).toHaveLength(10);
  });

  test('a stranger elsewhere who keeps guessing does not lock the person out of a known browser', async () => {
    const { deviceToken } = await signedIn();
    for (let round = 0; round < 6; round += 1) {
      const ip = `198.51.${serial}.${round}`;
      await Promise.all(Array.from({ length: 10 }, () => attempt({ password: 'wrong password', ip })));
    }
    expect((await attempt({ ip: '203.0.113.9' })).kind).toBe('throttled');
    expect((await attempt({ ip: '203.0.113.9', deviceToken })).kind).toBe('signed-in');
  });

  test('however many wrong tries one network makes, a new browser elsewhere gets in', async () => {
    const ip = `198.51.100.${serial}`;
    for (let round = 0; round < 60; round += 1) await attempt({ password: 'wrong password', ip });
    expect((await attempt({ ip: '203.0.113.77' })).kind).toBe('signed-in');
  });

  test('a link by mail lets the person in when many networks keep guessing, and works once', async () => {
    for (let round = 0; round < 6; round += 1) {
      const ip = `198.18.${serial}.${round}`;
      for (let again = 0; again < 10; again += 1) await attempt({ password: 'wrong password', ip });
    }
    expect((await attempt({ ip: '203.0.113.8' })).kind).toBe('throttled');
    const { rows } = await app.db.raw('select id from users where email = ?', [email]);
    const token = tokenOf(await createSignInLink(app, rows[0].id as number));
    const use = () => signInByLink(app, token, { ip: '203.0.113.8', userAgent: 'test' }, {});
    const uses = await Promise.all([use(), use()]);
    expect(uses.filter(Boolean)).toHaveLength(1);
    const entered = uses.find((one) => one?.kind === 'signed-in');
    expect(await findSession(app, entered?.token ?? '')).toMatchObject({ email });
    expect((await attempt({ ip: '203.0.113.8' })).kind).toBe('signed-in');
  });

  test('a sign-in link works for 15 minutes, and a newer one replaces it', async () => {
    const { rows } = await app.db.raw('select id from users where email = ?', [email]);
    const userId = rows[0].id as number;
    const use = (url: string) => signInByLink(app, tokenOf(url), { ip: network, userAgent: 'test' }, {});
    const [older, newer] = [await createSignInLink(app, userId), await createSignInLink(app, userId)];
    expect(await use(older)).toBeUndefined();
    expect(await use(newer)).toBeDefined();
    const late = await createSignInLink(app, userId);
    await app.db.raw("update set_up_tokens set expires_at = expires_at - interval '15 minutes'");
    expect(await use(late)).toBeUndefined();
  });

  test('one network cannot try many accounts', async () => {
    const ip = '2001:db8::a';
    const results = await Promise.all(
      Array.from({ length: 60 }, (_unused, number) =>
        attempt({ email: `nobody-${number}@gazette.example`, ip: `${ip}:${number}` }),
      ),
    );
    expect(results.filter(({ kind }) => kind === 'throttled')).toHaveLength(10);
  });

  test('a success forgets the account’s failures', async () => {
    for (let round = 0; round < 9; round += 1) await attempt({ password: 'wrong password' });
    await signedIn();
    for (let round = 0; round < 9; round += 1) {
      expect((await attempt({ password: 'wrong password' })).kind).toBe('refused');
    }
  });

  test('no address stands in the counts', async () => {
    await attempt({ password: 'wrong password' });
    const { rows } = await app.db.raw('select key from rate_limits');
    expect(JSON.stringify(rows)).not.toMatch(/@|192\.0\.2/);
  });
});

test('A wrong password, an unknown address and a person without a password get the same answer for the same work (ENU-03)', async () => {
  const fresh = `fresh-${serial}@gazette.example`;
  await createUser(app, { email: fresh, role: 'viewer' });
  const timed = async (address: string) => {
    const times: number[] = [];
    for (let round = 0; round < 7; round += 1) {
      const ip = `10.${serial}.${round}.1`;
      const spent = await processorMsOf(async () =>
        expect(await attempt({ email: address, password: 'wrong password', ip })).toEqual({
          kind: 'refused',
        }),
      );
      times.push(spent);
    }
    return times.sort((a, b) => a - b)[3] ?? 0;
  };
  const medians = [await timed(email), await timed('nobody@gazette.example'), await timed(fresh)];
  // Hashing is most of the work: an answer that skips it takes less than a third.
  expect(Math.min(...medians)).toBeGreaterThan(Math.max(...medians) / 3);
});

test('Sign-ins and new passwords stand in the audit log, without secrets (SEC-10)', async () => {
  await signedIn();
  const { rows } = await app.db.raw('select id from users where email = ?', [email]);
  const trail = await auditTrail(app.db, `user:${rows[0].id}`);
  expect(trail.map(({ action }) => action)).toEqual([
    'user.created',
    'set-password-link.created',
    'password.set',
    'session.started',
  ]);
  expect(JSON.stringify(trail)).not.toContain(PASSWORD);
});

test('Nothing that is logged holds an address or a token (SEC-17)', async () => {
  const { token } = await signedIn();
  expect(app.logged.join('\n')).not.toContain(email);
  expect(app.logged.join('\n')).not.toContain(token);
});
