import { simpleParser } from 'mailparser';
import { describe, expect, test, vi } from 'vitest';
import { settleMessages } from '../../src/delivery/retries/retry-queries.ts';
import { inTransaction } from '../../src/platform/app.ts';
import { cancelSend, deliverDueRetries, getSend, resendSend } from '../../src/sends/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { auditTrail } from '../support/app/audit.ts';
import { makePublication } from '../support/app/publications.ts';
import { makeLetter, prepareLetter } from '../support/sends/letters.ts';
import { deliver, makeReaders, QUICK, statesOf } from '../support/sends/sends.ts';
import { startSmtpSink } from '../support/mail/smtp-sink.ts';

let refusal: string | undefined;
const refused = /^reader[23]@/;
const sink = await startSmtpSink({
  refuse: (recipient) => (refused.test(recipient) ? refusal : undefined),
});
const app = await createTestApp({ SMTP_URL: sink.url });
const retry = () => deliverDueRetries(app, { settings: QUICK });

const untilLocked = () =>
  vi.waitFor(
    async () => {
      const { rows } = await app.db.raw(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      expect(rows).not.toEqual([]);
    },
    { timeout: 100_000 },
  );

/** A letter to five readers, of whom the server refused the second and the third for good. */
async function partlyRefused(domain: string) {
  refusal = '550 5.7.1 Not from you today';
  const publication = await makePublication(app);
  const ids = await makeReaders(app, publication, 5, domain);
  const [, second = 0, third = 0] = ids;
  const id = await prepareLetter(app, publication);
  await deliver(app);
  refusal = undefined;
  const show = () => getSend(app.db, publication.id, id);
  const mails = () => sink.messages.filter(({ to }) => to[0]?.endsWith(`@${domain}`));
  expect(await show()).toMatchObject({ status: 'sent', counts: { accepted: 3, rejected: 2 } });
  return { publication, ids, second, third, id, show, mails };
}

describe('Sending again to those it did not reach', () => {
  test('reaches each of them once and nobody else, under the Message-ID of before', async () => {
    const { publication, id, show, mails } = await partlyRefused('again.example');
    const { message_key: key } = (await app.db.raw('select message_key from sends where id = ?', [id]))
      .rows[0];
    expect(await resendSend(app, publication.id, id)).toEqual({ reopened: 2 });
    expect(await show()).toMatchObject({
      status: 'sending',
      finishedAt: null,
      counts: { accepted: 3, rejected: 0, deferred: 2 },
    });
    await retry();
    expect(await show()).toMatchObject({ status: 'sent', counts: { accepted: 5, deferred: 0, rejected: 0 } });
    expect(mails()).toHaveLength(5);
    expect(new Set(mails().map(({ to }) => to[0]))).toEqual(
      new Set([1, 2, 3, 4, 5].map((number) => `reader${number}@again.example`)),
    );
    const ids = await Promise.all(mails().map(async ({ source }) => (await simpleParser(source)).messageId));
    expect(new Set(ids).size).toBe(5);
    expect(
      (await app.db.raw('select message_key from sends where id = ?', [id])).rows[0].message_key,
    ).toEqual(key);
    expect(await auditTrail(app.db, `send:${id}`)).toContainEqual({
      actor: 'command-line',
      action: 'send.resent',
      subject: `send:${id}`,
      details: { states: ['rejected', 'expired', 'unknown'], reopened: 2 },
    });
  });

  test('asked for by several at once, and again later, gives each one more mail', async () => {
    const { publication, id, show, mails } = await partlyRefused('at-once.example');
    const answers = await Promise.all([1, 2, 3].map(() => resendSend(app, publication.id, id)));
    expect(answers.map(({ reopened }) => reopened).toSorted((one, other) => one - other)).toEqual([0, 0, 2]);
    await Promise.all([retry(), retry(), resendSend(app, publication.id, id)]);
    await retry();
    expect(await resendSend(app, publication.id, id)).toEqual({ reopened: 0 });
    expect(mails()).toHaveLength(5);
    expect(await show()).toMatchObject({ status: 'sent', counts: { accepted: 5 } });
  });

  test('while the send is just about to finish leaves nobody behind', async () => {
    const { publication, id, show, mails } = await partlyRefused('finishing.example');
    await app.db.raw(`update sends set status = 'sending', finished_at = null where id = ?`, [id]);
    const { finishing } = await inTransaction(app, async (inner) => {
      await resendSend(inner, publication.id, id);
      const waiting = { finishing: deliver(app) };
      await untilLocked();
      return waiting;
    });
    await finishing;
    expect((await show()).status).toBe('sending');
    await retry();
    expect(mails()).toHaveLength(5);
    expect((await show()).status).toBe('sent');
  });

  test('leaves out whom a second try reaches in this very moment (SMTP-10)', async () => {
    const { publication, second, id, show, mails } = await partlyRefused('second-try.example');
    await app.db.raw(
      `update messages set state = 'unknown', possibly_twice = true where send_id = ? and subscriber_id = ?`,
      [id, second],
    );
    await app.db.raw('update send_batches set rejected = rejected - 1, unknown = 1 where send_id = ?', [id]);
    await app.db.raw(
      `insert into message_retries (send_id, subscriber_id, batch_no, next_attempt_at) values (?, ?, 0, now() + interval '1 hour')`,
      [id, second],
    );
    const { reopening } = await inTransaction(app, async ({ db }) => {
      const accepted = { subscriberId: second, state: 'accepted' as const, reply: '250 Ok' };
      const outcome = { ...accepted, isPossiblyTwice: true, retryAfter: null };
      await settleMessages(db, { sendId: id, token: 'another' }, [outcome], 1);
      const waiting = { reopening: resendSend(app, publication.id, id) };
      await untilLocked();
      return waiting;
    });
    expect(await reopening).toEqual({ reopened: 1 });
    await retry();
    expect(await show()).toMatchObject({ status: 'sent', counts: { accepted: 5, unknown: 0 } });
    expect(mails().map(({ to }) => to[0])).not.toContain('reader2@second-try.example');
  });

  test('leaves out who unsubscribed or is suppressed', async () => {
    const { publication, second, third, id, show, mails } = await partlyRefused('left.example');
    await app.db.raw(`update subscribers set status = 'unsubscribed' where id = ?`, [second]);
    await app.db.raw(
      `insert into suppressions select address_hash, 0, 'never-again' from subscribers where id = ?`,
      [third],
    );
    const before = await show();
    expect(await resendSend(app, publication.id, id)).toEqual({ reopened: 0 });
    expect(await show()).toEqual(before);
    await retry();
    expect(mails()).toHaveLength(3);
  });

  test('leaves out who left between the wish and the try', async () => {
    const { publication, second, id, show, mails } = await partlyRefused('leaving.example');
    await resendSend(app, publication.id, id);
    await app.db.raw(`update subscribers set status = 'unsubscribed' where id = ?`, [second]);
    await retry();
    expect(mails()).toHaveLength(4);
    expect(await show()).toMatchObject({ status: 'sent', counts: { accepted: 4, skipped: 1 } });
  });

  test('takes only the states that are named, and whoever is in doubt stays flagged', async () => {
    const { publication, second, id, show } = await partlyRefused('states.example');
    await app.db.raw(
      `update messages set state = 'unknown', possibly_twice = true where send_id = ? and subscriber_id = ?`,
      [id, second],
    );
    await app.db.raw('update send_batches set rejected = 1, unknown = 1 where send_id = ?', [id]);
    expect(await resendSend(app, publication.id, id, ['expired'])).toEqual({ reopened: 0 });
    expect(await resendSend(app, publication.id, id, ['unknown'])).toEqual({ reopened: 1 });
    expect((await show()).counts).toMatchObject({ accepted: 3, rejected: 1, unknown: 1, deferred: 0 });
    await retry();
    expect((await show()).counts).toMatchObject({ accepted: 4, rejected: 1, unknown: 0, possiblyTwice: 1 });
  });

  test('is refused again where the server still refuses, and that can be mended again', async () => {
    const { publication, id, ids, show } = await partlyRefused('stubborn.example');
    refusal = '550 5.7.1 Still not';
    await resendSend(app, publication.id, id);
    await retry();
    expect((await show()).counts).toMatchObject({ accepted: 3, rejected: 2 });
    refusal = undefined;
    expect(await resendSend(app, publication.id, id)).toEqual({ reopened: 2 });
    await retry();
    expect(Object.values(await statesOf(app, id))).toEqual(ids.map(() => 'accepted'));
  });

  test('is a conflict before a send has begun and after it was cancelled', async () => {
    const publication = await makePublication(app);
    const id = await makeLetter(app, publication);
    await expect(resendSend(app, publication.id, id)).rejects.toThrow('This send is draft');
    await cancelSend(app, publication.id, id);
    await expect(resendSend(app, publication.id, id)).rejects.toThrow('This send is cancelled');
  });
});
