import request from 'supertest';
import { beforeEach, describe, expect, test } from 'vitest';
import { asActor } from '../../src/platform/app.ts';
import { rows } from '../../src/platform/database.ts';
import { createJobs } from '../../src/platform/jobs/jobs.ts';
import { listSignUpHolds } from '../../src/reports/index.ts';
import { queueHandlers } from '../../src/schedule.ts';
import { letHeldMailsGo, releaseSignUps, signUp } from '../../src/subscribers/index.ts';
import { createServer } from '../../src/web/server.ts';
import { makeUser } from '../support/web/admin.ts';
import { createTestApp } from '../support/app/app.ts';
import { auditTrail } from '../support/app/audit.ts';
import { makePublication } from '../support/app/publications.ts';
import { flood } from '../support/readers/flood.ts';
import { age, signUpOf } from '../support/readers/readers.ts';
import { queuedNotices, sendNoticeTo } from '../support/mail/notices.ts';
import { queues } from '../../src/queues.ts';

const app = await createTestApp();
const gazette = await makePublication(app, { slug: 'gazette' });
const herald = await makePublication(app, { slug: 'herald' });
await makePublication(app, { slug: 'courier', signUpCheck: 'never' });
const admin = await makeUser(app, 'admin');
const FLOODED = 'flooded.example';

beforeEach(async () => {
  app.logged.length = 0;
  await app.db.raw(
    `truncate confirmation_requests, notices, sign_up_waits, subscribers, consent_records, sign_up_holds, sign_up_releases, mailbox, audit_log cascade`,
  );
  await app.db.raw('delete from jobs.job');
});

/** Signs up, and runs the job of the mail as a worker would. */
async function ask(email: string, publication = gazette): Promise<number> {
  const { subscriber } = await signUp(app, publication, signUpOf(email));
  const subscriberId = subscriber?.id ?? 0;
  await app.db.raw('delete from jobs.job');
  await sendNoticeTo(app, 'confirmation', subscriberId);
  return subscriberId;
}
async function askMany(count: number, domain: string): Promise<string[]> {
  const emails = Array.from({ length: count }, (_, index) => `reader-${index}@${domain}`);
  for (const email of emails) await ask(email);
  return emails;
}
const mailed = async () =>
  (await rows<{ to: string }>(app.db, 'select envelope_to as "to" from mailbox order by 1')).map(
    ({ to }) => to,
  );
const queued = async () => (await queuedNotices(app, 'confirmation')).length;
const logged = (event: string) => app.logged.filter((line) => line.includes(`"${event}"`)).length;
const holds = () => listSignUpHolds(app.db);

describe('While sign-ups are as usual nothing waits (BOMB-02)', () => {
  test('1,000 addresses at one domain within minutes are mailed, up to the floor', async () => {
    await flood(app, { count: 1000, domain: FLOODED, within: '5 minutes' });
    await ask(`anna@${FLOODED}`);
    await flood(app, { count: 498, domain: FLOODED });
    await ask(`berta@${FLOODED}`);
    expect(await mailed()).toEqual([`anna@${FLOODED}`, `berta@${FLOODED}`]);
    expect(await holds()).toEqual([]);
  });

  test('2,000 requests an hour over all domains are mailed', async () => {
    await flood(app, { count: 1999 });
    await ask('anna@example.org');
    expect(await mailed()).toEqual(['anna@example.org']);
  });

  test('people who confirm are no flood, and neither is what came more than an hour ago', async () => {
    await flood(app, { count: 5000, domain: FLOODED, confirmed: true });
    await flood(app, { count: 5000, domain: FLOODED });
    await age(app, '1 hour');
    await flood(app, { count: 5000, domain: FLOODED, confirmed: true });
    await ask(`anna@${FLOODED}`);
    expect(await mailed()).toEqual([`anna@${FLOODED}`]);
  });

  test('a big site may have ten times its usual number', async () => {
    await flood(app, { count: 400 * 24 * 7, within: '7 days', confirmed: true });
    await flood(app, { count: 3900 });
    await ask('anna@example.org');
    expect(await mailed()).toEqual(['anna@example.org']);
    await flood(app, { count: 500 });
    await ask('berta@example.org');
    expect(await mailed()).toEqual(['anna@example.org']);
  });
});

describe('A flood (BOMB-02)', () => {
  test('at one domain holds the mails there; others get theirs, however big it is', async () => {
    await flood(app, { count: 1500, domain: FLOODED });
    await askMany(3, FLOODED);
    await flood(app, { count: 5000, domain: FLOODED });
    await ask('anna@example.org');
    await ask(`late@${FLOODED}`, herald);
    expect(await mailed()).toEqual(['anna@example.org']);
    expect(await holds()).toMatchObject([{ domain: FLOODED, isForAll: false, mails: 4 }]);
  });

  test('over many domains holds every confirmation mail, of every publication', async () => {
    await flood(app, { count: 2000 });
    await ask('anna@example.org');
    await ask('berta@example.net', herald);
    expect(await mailed()).toEqual([]);
    expect(await holds()).toMatchObject([{ domain: null, isForAll: true, mails: 2 }]);
  });

  test('is told once, without a failed job for each mail, and without an address or a domain (SEC-17)', async () => {
    await flood(app, { count: 1500, domain: FLOODED });
    await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => ask(`${name}@${FLOODED}`)));
    expect((await holds())[0]?.mails).toBe(5);
    expect(logged('sign-ups.spiking')).toBe(1);
    expect(app.logged.join('')).not.toContain('flooded');
    expect(app.logged.filter((line) => line.includes('"job.failed"'))).toEqual([]);
  });

  test('is told to every admin by one mail for each hold, although several workers begin it at once', async () => {
    await app.db.raw('truncate alerts cascade');
    await flood(app, { count: 2000 });
    await Promise.all(['a', 'b', 'c'].map((name) => ask(`${name}@example.org`, herald)));
    const alerts = () => rows(app.db, 'select code, publication_id as "publicationId" from alerts');
    const first = { code: 'sign-ups-held', publicationId: herald.id };
    expect(await alerts()).toEqual([first]);
    expect(await rows(app.db, `select u.email from notices n join users u on u.id = n.user_id`)).toEqual([
      { email: admin },
    ]);
    await age(app, '2 hours');
    await letHeldMailsGo(app);
    await flood(app, { count: 2000 });
    await ask('later@example.org', herald);
    expect(await alerts()).toEqual([first, first]);
  });

  test('changes nothing about the answer where no check is asked for (ENU-01)', async () => {
    const server = createServer(app);
    const post = async (email: string) => {
      const { status, headers, text } = await request(server).post('/courier/subscribe').send({ email });
      const { date: _, 'x-request-id': __, ...rest } = headers;
      return { status, rest, text };
    };
    const usual = await post(`before@${FLOODED}`);
    await flood(app, { count: 1500, domain: FLOODED });
    await ask(`opens@${FLOODED}`);
    expect(await holds()).toHaveLength(1);
    expect(await post(`during@${FLOODED}`)).toEqual(usual);
    expect(await queued()).toBe(1);
  });
});

describe('When the flood is over (BOMB-02)', () => {
  test('mails wait on while the rate is above half the limit, then go back to the queue once', async () => {
    await flood(app, { count: 1500, domain: FLOODED });
    await askMany(3, FLOODED);
    await letHeldMailsGo(app);
    expect(await queued()).toBe(0);
    await age(app, '24 minutes');
    await letHeldMailsGo(app);
    expect(await queued()).toBe(0);
    await age(app, '12 minutes');
    await Promise.all([letHeldMailsGo(app), letHeldMailsGo(app), letHeldMailsGo(app)]);
    expect(await queued()).toBe(3);
    expect(await holds()).toEqual([]);
    expect(logged('sign-ups.calmed')).toBe(1);
    await letHeldMailsGo(app);
    expect(await queued()).toBe(3);
  });

  test('every mail leaves, and leaves once, although two workers are at it', async () => {
    await flood(app, { count: 1500, domain: FLOODED });
    const emails = await askMany(40, FLOODED);
    const workers = [createJobs(app.db, app.log, queues), createJobs(app.db, app.log, queues)];
    try {
      await Promise.all(workers.map((jobs) => jobs.work(queueHandlers(app))));
      await age(app, '1 hour');
      await Promise.all(workers.map((jobs) => letHeldMailsGo({ ...app, jobs })));
      await expect.poll(mailed).toHaveLength(40);
      await expect.poll(() => rows(app.db, "select 1 from jobs.job where state <> 'completed'")).toEqual([]);
    } finally {
      await Promise.all(workers.map((jobs) => jobs.stop(5)));
    }
    expect(await mailed()).toEqual(emails.toSorted());
  });

  test('a mark that outlived its hold is found: nothing depends on the process that set it', async () => {
    await flood(app, { count: 1500, domain: FLOODED });
    await ask(`anna@${FLOODED}`);
    await app.db.raw('truncate sign_up_holds, confirmation_requests');
    await letHeldMailsGo(app);
    expect(await queued()).toBe(1);
  });

  test('who signs up again meanwhile gets one mail', async () => {
    await flood(app, { count: 1500, domain: FLOODED });
    const subscriberId = await ask(`anna@${FLOODED}`);
    await age(app, '20 minutes');
    await flood(app, { count: 1500, domain: FLOODED });
    await ask(`anna@${FLOODED}`);
    expect((await holds())[0]?.mails).toBe(1);
    await age(app, '1 hour');
    await letHeldMailsGo(app);
    await sendNoticeTo(app, 'confirmation', subscriberId);
    await sendNoticeTo(app, 'confirmation', subscriberId);
    expect(await mailed()).toEqual([`anna@${FLOODED}`]);
  });
});

describe('An operator who knows better (BOMB-02)', () => {
  test('lets everything go, and only what comes afterwards counts', async () => {
    await flood(app, { count: 1500, domain: FLOODED });
    const emails = await askMany(3, FLOODED);
    expect(await releaseSignUps(asActor(app, 'user:7'))).toEqual({ released: 3 });
    await letHeldMailsGo(app);
    expect(await queued()).toBe(3);
    for (const { id } of await rows<{ id: number }>(app.db, 'select id from subscribers'))
      await sendNoticeTo(app, 'confirmation', id);
    await ask(`next@${FLOODED}`);
    expect(await mailed()).toEqual([`next@${FLOODED}`, ...emails]);
    expect(await auditTrail(app.db, 'sign-ups')).toEqual([
      { actor: 'user:7', action: 'sign-ups.released', subject: 'sign-ups', details: { holds: 1, mails: 3 } },
    ]);
  });

  test('does so also while a new flood comes: that one is held, what was released is not', async () => {
    await flood(app, { count: 1500, domain: FLOODED });
    const before = await ask(`before@${FLOODED}`);
    await releaseSignUps(app);
    await app.db.raw(
      `insert into confirmation_requests (abuse_hash, domain_hash, mailed)
       select abuse_hash, domain_hash, true from confirmation_requests`,
    );
    await ask(`after@${FLOODED}`);
    await letHeldMailsGo(app);
    await sendNoticeTo(app, 'confirmation', before);
    expect(await mailed()).toEqual([`before@${FLOODED}`]);
    expect(await holds()).toMatchObject([{ domain: FLOODED, mails: 1 }]);
  });

  test('a second time, or when nothing waits, it changes nothing', async () => {
    await flood(app, { count: 1500, domain: FLOODED });
    expect(await releaseSignUps(app)).toEqual({ released: 0 });
    await ask(`anna@${FLOODED}`);
    expect(await releaseSignUps(app)).toEqual({ released: 1 });
    await letHeldMailsGo(app);
    expect(await releaseSignUps(app)).toEqual({ released: 0 });
    expect(await auditTrail(app.db, 'sign-ups')).toHaveLength(1);
  });
});
