import { beforeEach, describe, expect, test } from 'vitest';
import {
  createNoticeSender,
  holdNotices,
  noticeQueue,
  purgeNotices,
  requestNotice,
  withdrawNotices,
  type Notice,
  type NoticeKinds,
} from '../../src/notices/index.ts';
import { firstRow, rows } from '../../src/platform/database.ts';
import type { Mailer, MailOutcome } from '../../src/platform/mail/mailer.ts';
import { noticeKinds, queueHandlers } from '../../src/schedule.ts';
import { queues } from '../../src/queues.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { makeReaders } from '../support/sends/sends.ts';

const app = await createTestApp();
const publication = await makePublication(app);
const [subscriberId = 0] = await makeReaders(app, publication, 1);

const ACCEPTED: MailOutcome = { kind: 'accepted', reply: '250 2.0.0 Ok' };
const AWAY: MailOutcome = { kind: 'server', scope: 'transport', reply: '421 4.3.2 Later' };
let outcome: MailOutcome;
let sent: string[];
/** What happens while the server is asked. */
let meanwhile: (() => Promise<unknown>) | undefined;
const mailer: Mailer = {
  ...app.mailer,
  async send(mail) {
    sent.push('messageId' in mail ? `${mail.to.address} ${mail.messageId}` : '');
    await meanwhile?.();
    return outcome;
  },
};
const scripted = { ...app, mailer };
const note = { subject: 'A note', html: '<p>A note</p>', text: 'A note' };
const kinds: NoticeKinds = { note: { compose: async () => ({ to: 'reader@example.org', ...note }) } };

beforeEach(async () => {
  outcome = ACCEPTED;
  sent = [];
  meanwhile = undefined;
  await app.db.raw('delete from notices');
  await app.db.raw('delete from jobs.job');
});

const ask = (occasion = 'once', request = {}) =>
  requestNotice(app, { kind: 'note', publicationId: publication.id, subscriberId, occasion }, request);
const asked = async () => (await ask()) ?? 0;
const send = (noticeId: number) => createNoticeSender(scripted, kinds)({ noticeId });
const rowOf = (id: number) =>
  firstRow<{ state: string; attempts: number; reply: string | null }>(
    app.db,
    'select state, attempts, reply from notices where id = ?',
    [id],
  );
const jobs = async () =>
  (
    await rows<{ id: number }>(app.db, `select (data ->> 'noticeId')::bigint as id from jobs.job order by 1`)
  ).map(({ id }) => id);
const leaseEnds = () => app.db.raw(`update notices set lease_until = now() - interval '1 second'`);

describe('A notice', () => {
  test('asked for again on the same occasion is the one that is there; on another occasion it is a new one', async () => {
    const id = await asked();
    expect(await ask()).toBeUndefined();
    const other = await ask('another');
    expect(other).toBeGreaterThan(id);
    for (const one of await jobs()) await send(one);
    expect(sent).toHaveLength(2);
  });

  test('that is due to nobody takes the same statements and leaves a job without work (ENU-01)', async () => {
    const statements = async (isDue: boolean) => {
      const seen: string[] = [];
      const look = ({ sql }: { sql: string }) => seen.push(sql);
      app.db.on('query', look);
      await ask(`due ${isDue}`, { isDue });
      app.db.off('query', look);
      return seen.map((sql) => sql.replaceAll(/\$\d+|'[^']*'/g, '?'));
    };
    const known = await statements(true);
    expect(known.join()).toContain('insert into notices');
    expect(await statements(false)).toEqual(known);
    const [nobody] = await jobs();
    expect(nobody).toBe(0);
    await send(0);
    expect(sent).toEqual([]);
  });

  test('that a server puts off is tried again as the same message, and for two days', async () => {
    const id = await asked();
    outcome = AWAY;
    await expect(send(id)).rejects.toThrow('did not accept');
    await expect(send(id)).rejects.toThrow('did not accept');
    expect(await rowOf(id)).toMatchObject({ state: 'queued', attempts: 2 });
    expect(new Set(sent).size).toBe(1);
    await app.db.raw(`update notices set due_at = now() - interval '49 hours'`);
    await send(id);
    expect(await rowOf(id)).toMatchObject({ state: 'given-up', reply: AWAY.reply });
    await send(id);
    expect(sent).toHaveLength(3);
  });

  test('of a worker that stood still is left to the one that took over', async () => {
    const id = await asked();
    const slow: NoticeKinds = {
      note: {
        async compose(...of) {
          await leaseEnds();
          outcome = AWAY;
          await expect(send(id)).rejects.toThrow('did not accept');
          return kinds['note']?.compose(...of);
        },
      },
    };
    await createNoticeSender(scripted, slow)({ noticeId: id });
    expect(sent).toHaveLength(1);
    expect(await rowOf(id)).toMatchObject({ state: 'queued', attempts: 1 });
  });

  test('that nobody wants any more is withdrawn; one that the server took meanwhile counts as sent', async () => {
    const id = await asked();
    await withdrawNotices(app.db, [subscriberId]);
    await send(id);
    expect([sent, (await rowOf(id))?.state]).toEqual([[], 'withdrawn']);
    const taken = (await ask('taken')) ?? 0;
    meanwhile = () => withdrawNotices(app.db, [subscriberId]);
    await send(taken);
    expect((await rowOf(taken))?.state).toBe('sent');
    const late = (await ask('late')) ?? 0;
    outcome = AWAY;
    await expect(send(late)).rejects.toThrow('did not accept');
    meanwhile = undefined;
    await send(late);
    expect((await rowOf(late))?.state).toBe('withdrawn');
    expect(sent).toHaveLength(2);
  });

  test('whose writing fails is free for the next try at once', async () => {
    const id = await asked();
    const broken: NoticeKinds = { note: { compose: () => Promise.reject(new Error('no template')) } };
    await expect(createNoticeSender(scripted, broken)({ noticeId: id })).rejects.toThrow('no template');
    await send(id);
    expect(await rowOf(id)).toMatchObject({ state: 'sent', attempts: 1 });
  });

  test('that goes with a crowd shares statements, and each has an end of its own', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, async (_, n) => (await ask(`crowd ${n}`)) ?? 0));
    const [early = 0, held = 0, gone = 0, ...rest] = ids.toSorted((one, other) => one - other);
    await app.db.raw("update notices set state = 'withdrawn' where id = ?", [gone]);
    const crowd: NoticeKinds = {
      note: {
        holdBack: async ({ db }, notices) =>
          holdNotices(
            db,
            notices.filter(({ id }) => id === held),
          ),
        compose: async (_app, { id }) =>
          id === rest[0]
            ? Promise.reject(new Error('no template'))
            : { to: `reader${id}@example.org`, ...note },
      },
    };
    const statements: string[] = [];
    const listen = ({ sql }: { sql: string }) => statements.push(sql);
    app.db.on('query', listen);
    const sendOne = createNoticeSender(scripted, crowd);
    const ends = await Promise.allSettled(
      [early, held, gone, ...rest].map((noticeId) => sendOne({ noticeId })),
    );
    app.db.off('query', listen);
    expect(ends.filter(({ status }) => status === 'rejected')).toEqual([
      { status: 'rejected', reason: expect.objectContaining({ message: 'no template' }) },
    ]);
    expect(statements.filter((sql) => sql.includes('update notices')).length).toBeLessThan(16);
    const states = await rows<{ state: string }>(app.db, 'select state from notices order by id');
    expect(states.map(({ state }) => state)).toEqual([
      'sent',
      'held',
      'withdrawn',
      'queued',
      ...Array.from({ length: 16 }, () => 'sent'),
    ]);
    expect(sent).toHaveLength(17);
    await createNoticeSender(scripted, kinds)({ noticeId: rest[0] ?? 0 });
    expect(sent).toHaveLength(18);
  });

  test('of a kind that this program does not know waits for one that does', async () => {
    const id = await asked();
    await expect(createNoticeSender(scripted, {})({ noticeId: id })).rejects.toThrow('does not know');
    await send(id);
    expect(sent).toHaveLength(1);
  });

  test('tells its kind what the server answered, without addresses', async () => {
    const id = await asked();
    const heard: [Notice, string, string][] = [];
    outcome = {
      kind: 'recipient',
      isPermanent: true,
      isHard: true,
      reply: '550 5.1.1 <reader@example.org> gone',
    };
    const listening: NoticeKinds = {
      note: {
        compose: async () => ({ to: 'reader@example.org', ...note }),
        heed: async (_app, notice, { settlement, reply }) => void heard.push([notice, settlement, reply]),
      },
    };
    await createNoticeSender(scripted, listening)({ noticeId: id });
    expect(heard).toEqual([
      [expect.objectContaining({ id, subscriberId }), 'refused', '550 5.1.1 <address> gone'],
    ]);
  });

  test('is kept for a year', async () => {
    const [old, young] = [(await ask('old')) ?? 0, (await ask('young')) ?? 0];
    const age = (id: number, interval: string) =>
      app.db.raw('update notices set requested_at = now() - ?::interval where id = ?', [interval, id]);
    await age(old, '366 days');
    await age(young, '364 days');
    expect(await purgeNotices(app.db)).toBe(1);
    expect(await rows(app.db, 'select id from notices')).toEqual([{ id: young }]);
  });
});

test('Every queue that the tables are made for has somebody who does its jobs', () => {
  expect(queueHandlers(app).map(({ queue }) => queue.name)).toEqual(queues.map(({ name }) => name));
  expect(queues).toContain(noticeQueue);
  expect(Object.keys(noticeKinds)).toContain('alert');
});
