import { beforeAll, describe, expect, test } from 'vitest';
import { requeueLostJobs } from '../../src/backups/index.ts';
import { firstRow, rows } from '../../src/platform/database.ts';
import { createJobs } from '../../src/platform/jobs/jobs.ts';
import { defineQueue } from '../../src/platform/jobs/queue.ts';
import { buildSchema, knownMigrations, migrate } from '../../src/platform/migrate.ts';
import { listSignUpHolds } from '../../src/reports/index.ts';
import { letHeldMailsGo } from '../../src/subscribers/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { queuedNotices, runNotice, runNotices } from '../support/mail/notices.ts';
import { mailsTo } from '../support/readers/readers.ts';

const app = await createTestApp();
const REQUESTED = new Date('2026-03-01T12:00:00.123Z');

/** What waited in the tables of an older version, by the reader it is for. */
const WAITING = {
  queued: '',
  doubtful: `doubts = 1, unknown_at = now()`,
  leased: `doubts = 1, lease_until = now() + interval '1 hour'`,
  twice: `doubts = 2, unknown_at = now(), lease_until = now() - interval '1 minute'`,
  sent: 'sent_at = now()',
  refused: `refused_at = now(), reply = '550 5.1.1'`,
  spike: `held_by = '\\x0f'`,
  network: `waits_for = 'network', abuse_hash = '\\x0102030405060708', domain_hash = '\\x02', network_hash = '\\x0102030405060709'`,
};
type Case = keyof typeof WAITING;
const CASES = Object.keys(WAITING) as Case[];
const addressOf = (one: Case) => `${one}@example.org`;

/** The Message-ID that the older version gave the mail. */
const messageIdOf = (key: string) =>
  `<${app.keys.derive('message-id', key).subarray(0, 18).toString('base64url')}@gazette.example>`;
const noticeOf = (one: Case) =>
  firstRow<{ id: number; state: string; requestedAt: Date; reply: string | null }>(
    app.db,
    `select n.id, n.state, n.requested_at as "requestedAt", n.reply
       from notices n join subscribers s on s.id = n.subscriber_id where s.email = ?`,
    [addressOf(one)],
  );

beforeAll(async () => {
  await app.db.raw('drop schema public cascade; create schema public; drop schema jobs cascade');
  const before = knownMigrations().filter((name) => name < '0037');
  await app.db.transaction((schema) => buildSchema(schema, before));
  const signIns = defineQueue<{ userId: number; requestedAt: string }>('mail.sign-in', {
    retryLimit: 20,
    atOnce: 4,
  });
  const older = createJobs(app.db, app.log, [signIns]);
  await older.migrate();
  await app.db.raw(
    `insert into publications (id, slug, name, site_url, from_name, from_address, time_zone, language)
     values (1, 'gazette', 'The Gazette', 'https://gazette.example', 'Gazette', 'news@gazette.example', 'UTC', 'en');
     insert into users (id, email, role) values (1, 'ann@gazette.example', 'admin'), (2, 'bob@gazette.example', 'admin');
     insert into alerts (id, publication_id, code, params, since) values (5, 1, 'sign-ups-crowd', '{"mails": 100}', now());
     insert into alert_mails (alert_id, user_id) values (5, 1);
     insert into alert_mails (alert_id, user_id, doubts, unknown_at) values (5, 2, 1, now());
     insert into sign_up_holds (domain_hash) values ('\\x0f');
     insert into system_mails (subscriber_id, kind) values (99, 'welcome')`,
  );
  for (const [index, one] of CASES.entries()) {
    const address = addressOf(one);
    await app.db.raw(
      `insert into subscribers (id, publication_id, status, email, delivery_address, address_hash)
       values (?, 1, 'pending', ?, ?, ?)`,
      [index + 1, address, address, app.keys.addressHashes(address)[0]],
    );
    await app.db.raw(
      `insert into confirmations (subscriber_id, token_hash, nonce, expires_at, choices)
       values (?, ?, ?, now() + interval '7 days', '{"topicIds": []}')`,
      [index + 1, Buffer.from(one), Buffer.from(one.padEnd(32))],
    );
    await app.db.raw(
      `insert into system_mails (subscriber_id, kind, requested_at) values (?, 'confirmation', ?)`,
      [index + 1, REQUESTED],
    );
    if (WAITING[one] !== '')
      await app.db.raw(`update system_mails set ${WAITING[one]} where subscriber_id = ?`, [index + 1]);
  }
  const now = new Date().toISOString();
  for (const userId of [1, 0])
    await app.db.transaction((db) => older.add(db, signIns, { userId, requestedAt: now }));
  await older.stop(0);
  await migrate(app.db);
  await app.jobs.migrate();
});

describe('An upgrade in mid-mail', () => {
  test('gives every mail that waits a job, once, and keeps back what is held', async () => {
    await requeueLostJobs(app);
    await requeueLostJobs(app);
    // queued, doubtful, leased, twice; two alerts, one sign-in link.
    expect(await queuedNotices(app)).toHaveLength(7);
    const states = await Promise.all(CASES.map(async (one) => [one, (await noticeOf(one))?.state]));
    expect(Object.fromEntries(states)).toEqual({
      queued: 'queued',
      doubtful: 'unknown',
      leased: 'unknown',
      twice: 'unknown',
      sent: 'sent',
      refused: 'refused',
      spike: 'held',
      network: 'held',
    });
    expect((await noticeOf('refused'))?.reply).toBe('550 5.1.1');
    expect(await listSignUpHolds(app.db)).toMatchObject([
      { why: 'network', mails: 1 },
      { why: 'spike', mails: 1 },
    ]);
  });

  test('sends what waits, once, and leaves a mail to the process that has it in hand', async () => {
    const leased = (await noticeOf('leased'))?.id ?? 0;
    await expect(runNotice(app, leased)).rejects.toThrow('Another worker is sending');
    await app.db.raw(`delete from jobs.job where data ->> 'noticeId' = ?`, [String(leased)]);
    await runNotices(app);
    const count = async (one: Case) => (await mailsTo(app, addressOf(one))).length;
    expect(await Promise.all(CASES.map(count))).toEqual([1, 1, 0, 0, 0, 0, 0, 0]);
    for (const admin of ['ann', 'bob']) {
      const mails = await mailsTo(app, `${admin}@gazette.example`);
      expect(mails.filter((mail) => mail.includes('Very many sign-ups from one network'))).toHaveLength(1);
    }
    const links = await rows(app.db, `select 1 from set_up_tokens where purpose = 'sign-in' and user_id = 1`);
    expect(links).toHaveLength(1);
  });

  test('tries again under the same Message-ID and date, so that a second copy is known as one', async () => {
    const [confirmation = ''] = await mailsTo(app, addressOf('doubtful'));
    const id = CASES.indexOf('doubtful') + 1;
    expect(confirmation).toContain(messageIdOf(`confirmation:${id}:${REQUESTED.getTime()}`));
    expect(confirmation).toMatch(/^Date: Sun, 01 Mar 2026 12:00:00 \+0000/m);
    const mails = await mailsTo(app, 'bob@gazette.example');
    expect(mails[0]).toContain(messageIdOf('alert:5:2'));
  });

  test('lets the held mails go as before', async () => {
    await app.db.raw('delete from sign_up_holds');
    await letHeldMailsGo(app);
    await runNotices(app);
    expect(await mailsTo(app, addressOf('spike'))).toHaveLength(1);
    expect(await mailsTo(app, addressOf('network'))).toHaveLength(1);
    expect(await rows(app.db, 'select 1 from sign_up_waits')).toEqual([]);
  });

  test('leaves no queue and no table of the older version behind', async () => {
    const left = await rows(app.db, `select name from jobs.queue where name like 'mail.%'`);
    expect(left).toEqual([]);
    expect(
      await firstRow(
        app.db,
        `select to_regclass('system_mails') as mails, to_regclass('alert_mails') as alerts`,
      ),
    ).toEqual({ mails: null, alerts: null });
  });
});
