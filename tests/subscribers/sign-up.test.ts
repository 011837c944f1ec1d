import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { inTransaction } from '../../src/platform/app.ts';
import { rows } from '../../src/platform/database.ts';
import { hashToken } from '../../src/platform/keys.ts';
import { confirm, createSignUps, signUp, unsubscribe } from '../../src/subscribers/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import {
  age,
  evidence,
  mailsTo,
  makeConsenting,
  makePending,
  signUpOf,
  statusOf,
  tokenIn,
} from '../support/readers/readers.ts';
import { sendNoticeTo } from '../support/mail/notices.ts';

const app = await createTestApp();
const gazette = await makePublication(app);

const jobsFor = (subscriberId: number) =>
  rows<{ name: string }>(
    app.db,
    `select j.name from jobs.job j join notices n on n.id = (j.data ->> 'noticeId')::bigint
      where n.subscriber_id = ? order by created_on`,
    [subscriberId],
  );

test('A sign-up makes a pending subscriber, a record of what was shown, and one mail in the queue (CON-01)', async () => {
  const { subscriber } = await signUp(app, gazette, signUpOf('Ada@Example.org', { name: 'Ada' }));
  expect(subscriber).toMatchObject({ status: 'pending', isNew: true });
  const id = subscriber?.id ?? 0;
  expect(
    await rows(app.db, 'select email, delivery_address, name from subscribers where id = ?', [id]),
  ).toEqual([{ email: 'ada@example.org', delivery_address: 'Ada@example.org', name: 'Ada' }]);
  const [record] = await rows(app.db, 'select * from consent_records where subscriber_id = ?', [id]);
  expect(record).toMatchObject({
    kind: 'requested',
    source: 'https://gazette.example/',
    ip: '192.0.2.1',
    user_agent: 'a test',
    language: 'en',
    consent_text: expect.stringContaining('leave, with one click'),
  });
  expect(await jobsFor(id)).toEqual([{ name: 'notice.send' }]);
});

test('Nothing of a sign-up stays when its transaction fails: no subscriber, no job', async () => {
  const failing = inTransaction(app, async (inner) => {
    await signUp(inner, gazette, signUpOf('rolled-back@example.org'));
    throw new Error('the process dies here');
  });
  await expect(failing).rejects.toThrow('dies here');
  expect(await rows(app.db, "select 1 from subscribers where email = 'rolled-back@example.org'")).toEqual([]);
  const { subscriber } = await signUp(app, gazette, signUpOf('rolled-back@example.org'));
  expect(await jobsFor(subscriber?.id ?? 0)).toHaveLength(1);
});

test('Ten sign-ups of one person at once, spelled differently, make one subscriber and one mail', async () => {
  const spellings = ['grace@example.org', 'GRACE@example.org', 'Grace@EXAMPLE.org'];
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, (_, index) => signUp(app, gazette, signUpOf(spellings[index % 3] ?? ''))),
  );
  expect(new Set(outcomes.map(({ subscriber }) => subscriber?.id)).size).toBe(1);
  expect(outcomes.filter(({ isMailed }) => isMailed)).toHaveLength(1);
  expect(await jobsFor(outcomes[0]?.subscriber?.id ?? 0)).toHaveLength(1);
});

test('A crowd shares statements, and each is judged as if they had come one after the other (BOMB-01, BOMB-02, BOMB-04)', async () => {
  const networks = { network: randomBytes(16), site: randomBytes(16) };
  const proof = { id: randomBytes(16) };
  const left = await makePending(app, gazette, 'crowd-left@example.org');
  await unsubscribe(app, { subscriberId: left.id, sendId: 0 }, evidence);
  await makeConsenting(app, gazette, 'crowd-reader@example.org');
  await app.db.raw("insert into suppressions (address_hash, reason) values (?, 'complained')", [
    app.keys.addressHashes('crowd-barred@example.org')[0],
  ]);
  await age(app, '1 hour');
  const statements: string[] = [];
  const note = ({ sql }: { sql: string }) => statements.push(sql);
  app.db.on('query', note);
  const enter = createSignUps(app);
  const asked = [
    ...Array.from({ length: 30 }, (_, n) => signUpOf(`crowd${n}@example.org`, { name: `Reader ${n}` })),
    ...Array.from({ length: 7 }, (_, n) => ({
      ...signUpOf(`pupil${n}@example.org`),
      visitor: { networks, cost: 1 },
    })),
    ...['left', 'reader', 'barred'].map((who) => signUpOf(`crowd-${who}@example.org`)),
    signUpOf('twice@example.org'),
    signUpOf('TWICE@example.org'),
    { ...signUpOf('proven@example.org'), proof },
    { ...signUpOf('thief@example.org'), proof },
  ];
  const outcomes = await Promise.allSettled(asked.map((one) => enter(gazette, one)));
  app.db.off('query', note);
  const told = outcomes.map((one) =>
    one.status === 'fulfilled'
      ? `${one.value.subscriber?.status ?? 'nobody'}${one.value.isMailed ? ', mailed' : ''}`
      : (one.reason as Error).constructor.name,
  );
  expect(told).toEqual([
    ...Array.from({ length: 30 }, () => 'pending, mailed'),
    ...Array.from({ length: 5 }, () => 'pending, mailed'),
    'pending',
    'pending',
    'unsubscribed, mailed',
    'active, mailed',
    'nobody',
    'pending, mailed',
    'pending',
    'pending, mailed',
    'ProofSpent',
  ]);
  // The first alone, the crowd, and the pupils and the rest behind who has something in common with them.
  expect(statements.filter((sql) => sql.includes('insert into subscribers')).length).toBeLessThanOrEqual(9);
  expect(
    await rows(app.db, "select name, status from subscribers where email = 'crowd17@example.org'"),
  ).toEqual([{ name: 'Reader 17', status: 'pending' }]);
  const mails = await rows<{ email: string; kind: string; state: string; job: number }>(
    app.db,
    `select s.email, n.kind, n.state, (select count(*) from jobs.job j where (j.data ->> 'noticeId')::bigint = n.id) as job
       from notices n join subscribers s on s.id = n.subscriber_id
      where s.email like 'pupil%' or s.email like 'crowd-reader%' or s.email like 'twice%' order by n.id`,
  );
  const mailOf = (email: string, kind = 'confirmation', state = 'queued') => ({
    email: `${email}@example.org`,
    kind,
    state,
    job: state === 'held' ? 0 : 1,
  });
  expect(mails).toHaveLength(9);
  expect(mails).toEqual(
    expect.arrayContaining([
      ...[0, 1, 2, 3, 4].map((n) => mailOf(`pupil${n}`)),
      ...[5, 6].map((n) => mailOf(`pupil${n}`, 'confirmation', 'held')),
      mailOf('crowd-reader', 'already-subscribed'),
      mailOf('twice'),
    ]),
  );
});

test('The database alone holds no usable confirm link (TOK-02)', async () => {
  const { id, token } = await makePending(app, gazette, 'dumped@example.org');
  await app.db.raw('delete from mailbox');
  const [stored] = await rows<{ nonce: Buffer; token_hash: Buffer }>(
    app.db,
    'select nonce, token_hash from confirmations where subscriber_id = ?',
    [id],
  );
  expect(stored?.token_hash.equals(hashToken(token))).toBe(true);
  const usable = [stored?.nonce, stored?.token_hash].flatMap((bytes) => [
    bytes?.toString('base64url') ?? '',
    bytes?.toString('hex') ?? '',
  ]);
  for (const guess of usable) expect(await confirm(app, guess, evidence)).toBe('unknown');
  const dump = await dumpOf(['confirmations', 'subscribers', 'consent_records', 'notices', 'jobs.job']);
  expect(dump).not.toContain(token);
});

async function dumpOf(tables: string[]): Promise<string> {
  const parts = await Promise.all(
    tables.map((table) => rows<{ line: string }>(app.db, `select t::text as line from ${table} t`)),
  );
  return parts.flatMap((part) => part.map(({ line }) => line)).join('\n');
}

describe('Mails to one person are few, over all publications (BOMB-01)', () => {
  const isMailed = async (email: string, publication = gazette) =>
    (await signUp(app, publication, signUpOf(email))).isMailed;

  test('one in a quarter of an hour, three a day, five in thirty days', async () => {
    const email = 'bombed@example.org';
    const mailed: boolean[] = [];
    for (let step = 0; step < 4; step += 1) {
      mailed.push(await isMailed(email), await isMailed(email));
      await age(app, '16 minutes');
    }
    expect(mailed).toEqual([true, false, true, false, true, false, false, false]);
    await age(app, '1 day');
    expect(await isMailed(email)).toBe(true);
    await age(app, '1 day');
    expect(await isMailed(email)).toBe(true);
    await age(app, '1 day');
    expect(await isMailed(email)).toBe(false);
    await age(app, '30 days');
    expect(await isMailed(email)).toBe(true);
  });

  test('another publication or a dot variant does not get around it', async () => {
    const other = await makePublication(app);
    expect(await isMailed('a.b@gmail.com')).toBe(true);
    expect(await isMailed('ab@gmail.com', other)).toBe(false);
    expect(await isMailed('a.b+news@googlemail.com')).toBe(false);
    expect(await rows(app.db, "select 1 from subscribers where email = 'ab@gmail.com'")).toHaveLength(1);
  });

  test('who confirms may sign up elsewhere at once', async () => {
    const other = await makePublication(app);
    const { token } = await makePending(app, gazette, 'eager@example.org');
    await confirm(app, token, evidence);
    expect(await isMailed('eager@example.org', other)).toBe(true);
  });
});

describe('Signing up again', () => {
  test('a pending person gets a fresh mail whose link and the older one both work', async () => {
    const { id, token } = await makePending(app, gazette, 'again@example.org');
    await age(app, '20 minutes');
    expect((await signUp(app, gazette, signUpOf('again@example.org'))).isMailed).toBe(true);
    await sendNoticeTo(app, 'confirmation', id);
    const mails = await mailsTo(app, 'again@example.org');
    expect(mails).toHaveLength(2);
    expect(tokenIn(mails[1] ?? '', 'confirm')).toBe(token);
    const messageIds = mails.map((mail) => /^Message-ID: (.*)$/im.exec(mail)?.[1]);
    expect(new Set(messageIds).size).toBe(2);
  });

  test('an unsubscribed person gets a normal confirmation, and is out until it is used (ENU-02)', async () => {
    const { id, token } = await makePending(app, gazette, 'returning@example.org');
    await confirm(app, token, evidence);
    await unsubscribe(app, { subscriberId: id, sendId: 0 }, evidence);
    expect((await signUp(app, gazette, signUpOf('returning@example.org', { name: 'Rita' }))).isMailed).toBe(
      true,
    );
    expect(await statusOf(app, id)).toBe('unsubscribed');
    await sendNoticeTo(app, 'confirmation', id);
    const fresh = tokenIn((await mailsTo(app, 'returning@example.org')).at(-1) ?? '', 'confirm');
    expect(fresh).not.toBe(token);
    expect(await confirm(app, fresh, evidence)).toBe('confirmed');
    expect(await rows(app.db, 'select status, name from subscribers where id = ?', [id])).toEqual([
      { status: 'active', name: 'Rita' },
    ]);
  });

  test('a reader gets word of it once a day, and a stranger changes none of the reader’s choices (ENU-02)', async () => {
    const { id, token } = await makePending(app, gazette, 'reader@example.org');
    await confirm(app, token, evidence);
    await age(app, '20 minutes');
    const signUpAgain = async () => {
      const { isMailed } = await signUp(app, gazette, signUpOf('reader@example.org', { name: 'Mallory' }));
      await sendNoticeTo(app, 'already-subscribed', id);
      await age(app, '20 minutes');
      return isMailed;
    };
    expect([await signUpAgain(), await signUpAgain()]).toEqual([true, false]);
    await age(app, '1 day');
    expect(await signUpAgain()).toBe(true);
    const mails = await mailsTo(app, 'reader@example.org');
    expect(mails).toHaveLength(3);
    expect(mails[1]).toContain('/preferences/');
    expect(await rows(app.db, 'select status, name from subscribers where id = ?', [id])).toEqual([
      { status: 'active', name: '' },
    ]);
  });

  test.each(['complained', 'never-again', 'operator'])(
    'an address suppressed as %s gets nothing and leaves no trace (ENU-02, SUP-01)',
    async (reason) => {
      const email = `${reason}@example.org`;
      const [hash] = app.keys.addressHashes(email);
      await app.db.raw('insert into suppressions (address_hash, reason) values (?, ?)', [hash, reason]);
      expect(await signUp(app, gazette, signUpOf(email))).toEqual({ subscriber: undefined, isMailed: false });
      expect(await rows(app.db, 'select 1 from subscribers where email = ?', [email])).toEqual([]);
    },
  );

  test('an active one whose address bounced in another newsletter is asked to confirm anew, and gets mail again (SUP-04)', async () => {
    const email = 'elsewhere@example.org';
    const { token: first, id } = await makePending(app, gazette, email);
    await confirm(app, first, evidence);
    const [hash] = app.keys.addressHashes(email);
    await app.db.raw("insert into suppressions (address_hash, reason) values (?, 'bounced')", [hash]);
    await app.db.raw('delete from confirmation_requests');
    const { token } = await makePending(app, gazette, email);
    expect(await statusOf(app, id)).toBe('bounced');
    expect(await confirm(app, token, evidence)).toBe('confirmed');
    expect(await statusOf(app, id)).toBe('active');
    expect(await rows(app.db, 'select 1 from suppressions where address_hash = ?', [hash])).toEqual([]);
  });

  test('a bounced address may try again, and confirming lifts its suppression (SUP-04)', async () => {
    const [hash] = app.keys.addressHashes('mended@example.org');
    await app.db.raw("insert into suppressions (address_hash, reason) values (?, 'bounced')", [hash]);
    const { token } = await makePending(app, gazette, 'mended@example.org');
    expect(await confirm(app, token, evidence)).toBe('confirmed');
    expect(await rows(app.db, 'select 1 from suppressions where address_hash = ?', [hash])).toEqual([]);
    const [record] = await rows<{ details: object }>(
      app.db,
      "select details from consent_records where kind = 'confirmed' order by id desc limit 1",
    );
    expect(record?.details).toMatchObject({ hasLiftedBounce: true });
  });
});
