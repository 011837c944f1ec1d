import { KINDS } from '../../src/kinds.ts';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createMailer } from '../../src/transports/index.ts';
import { asActor } from '../../src/platform/app.ts';
import { Conflict, NotFound } from '../../src/platform/errors.ts';
import {
  cancelSend,
  deliverDueRetries,
  pauseSend,
  prepareDueSends,
  resumeSend,
} from '../../src/sends/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { auditTrail } from '../support/app/audit.ts';
import { makePublication } from '../support/app/publications.ts';
import { startScriptedSmtp } from '../support/mail/scripted-smtp.ts';
import { deliver, QUICK, shiftRetries } from '../support/sends/sends.ts';
import { sendScene, startAnew } from '../support/sends/send-scene.ts';

const smtp = await startScriptedSmtp({ extensions: ['PIPELINING'] });
const app = await createTestApp({ SMTP_URL: smtp.url });
const SETTINGS = { ...QUICK, chunkSize: 20 };

beforeEach(() => startAnew(app, smtp));

/** Runs two workers and calls `act` when 100 messages are out; returns how many were out when it had taken effect. */
async function actInMidSend(act: () => Promise<unknown>): Promise<number> {
  const other = { ...app, mailer: createMailer(app.config, app.db, app.keys) };
  let acting: Promise<number> | undefined;
  smtp.script = (step) => {
    if (step === 'mail' && smtp.accepted.length >= 100) acting ??= act().then(() => smtp.accepted.length);
    return undefined;
  };
  await Promise.all([deliver(app, { settings: SETTINGS }), deliver(other, { settings: SETTINGS })]);
  await other.mailer.close();
  return (await acting) ?? 0;
}

describe('In mid-send, over all workers', () => {
  test('a pause takes effect at the next chunk; a resume goes on without repeating anybody', async () => {
    const { publication, sendId: id, show } = await sendScene(app, 1500);
    const atPause = await actInMidSend(() => pauseSend(app, publication.id, id));
    const paused = await show();
    expect(paused.status).toBe('paused');
    expect(smtp.accepted.length - atPause).toBeLessThanOrEqual(2 * 2 * 20);
    expect(paused.counts).toMatchObject({ accepted: smtp.accepted.length, sending: 0, unknown: 0 });
    expect(paused.counts.queued).toBe(1500 - smtp.accepted.length);
    await deliver(app);
    expect((await show()).counts.accepted).toBe(paused.counts.accepted);
    await resumeSend(app, publication.id, id);
    await deliver(app);
    expect(await show()).toMatchObject({ status: 'sent', counts: { accepted: 1500 } });
    expect(smtp.accepted).toHaveLength(1500);
    expect(new Set(smtp.accepted).size).toBe(1500);
  });

  test('a cancel stops whoever was not begun and counts them as skipped (TIM-07)', async () => {
    const { publication, sendId: id, show } = await sendScene(app, 1500);
    const atCancel = await actInMidSend(() => cancelSend(app, publication.id, id));
    expect(smtp.accepted.length - atCancel).toBeLessThanOrEqual(2 * 2 * 20);
    const { status, counts, finishedAt } = await show();
    expect(status).toBe('cancelled');
    expect(finishedAt).not.toBeNull();
    expect(counts).toMatchObject({ accepted: smtp.accepted.length, queued: 0, sending: 0 });
    expect(counts.skipped).toBe(1500 - counts.accepted);
    await deliver(app);
    expect(smtp.accepted).toHaveLength(counts.accepted);
    await expect(resumeSend(app, publication.id, id)).rejects.toThrow(Conflict);
  });
});

test('A paused send holds its second tries; a cancelled one drops them', async () => {
  const { publication, sendId: id, show } = await sendScene(app, 3);
  smtp.script = (step) => (step === 'rcpt' ? '450 4.2.1 Later' : undefined);
  await deliver(app);
  await pauseSend(app, publication.id, id);
  smtp.script = () => undefined;
  await shiftRetries(app, '10 minutes');
  await deliverDueRetries(app, { settings: SETTINGS });
  expect(smtp.accepted).toEqual([]);
  await cancelSend(app, publication.id, id);
  await deliverDueRetries(app, { settings: SETTINGS });
  expect(smtp.accepted).toEqual([]);
  expect(await show()).toMatchObject({ status: 'cancelled', counts: { deferred: 3 } });
});

test('A send that waits for its time can be paused, and then waits on', async () => {
  const { publication, sendId: id, show } = await sendScene(app, 2, { publication: { holdMinutes: 60 } });
  await pauseSend(app, publication.id, id);
  await app.db.raw('update sends set scheduled_at = now() where id = ?', [id]);
  await prepareDueSends(app, KINDS);
  expect(await show()).toMatchObject({ status: 'paused', counts: { audience: 0 } });
  await resumeSend(app, publication.id, id);
  expect((await show()).status).toBe('scheduled');
  await prepareDueSends(app, KINDS);
  await vi.waitFor(
    async () => {
      await deliver(app);
      expect((await show()).counts.accepted).toBe(2);
    },
    { timeout: 100_000 },
  );
});

test('A cancel while a send is being prepared wins', async () => {
  const { publication, sendId: id, show } = await sendScene(app, 2, { publication: { holdMinutes: 60 } });
  await app.db.raw('update sends set scheduled_at = now() where id = ?', [id]);
  const preparing = prepareDueSends(app, KINDS);
  await vi.waitFor(async () => expect((await show()).status).toBe('preparing'), {
    timeout: 100_000,
    interval: 1,
  });
  await cancelSend(app, publication.id, id);
  await preparing;
  await deliver(app);
  expect((await show()).status).toBe('cancelled');
  expect(smtp.accepted).toEqual([]);
});

test('Each change leaves a line in the audit log, a repeat or an impossible one none (SEC-10)', async () => {
  const { publication, sendId: id } = await sendScene(app, 1);
  const person = asActor(app, 'user:7');
  const key = asActor(app, 'api-key:website', 3);
  await pauseSend(person, publication.id, id);
  await pauseSend(person, publication.id, id);
  await resumeSend(key, publication.id, id);
  await resumeSend(key, publication.id, id);
  await cancelSend(app, publication.id, id);
  await cancelSend(app, publication.id, id);
  await expect(resumeSend(app, publication.id, id)).rejects.toThrow(Conflict);
  const trail = await auditTrail(app.db, `send:${id}`);
  expect(trail.map(({ actor, action }) => [actor, action])).toEqual([
    ['user:7', 'send.paused'],
    ['api-key:website', 'send.resumed'],
    ['command-line', 'send.cancelled'],
  ]);
});

describe('An impossible change', () => {
  test('is a conflict that names the state', async () => {
    const { publication, sendId: id } = await sendScene(app, 1);
    await deliver(app);
    await expect(pauseSend(app, publication.id, id)).rejects.toThrow(
      'This send is sent, so it cannot be paused.',
    );
    await expect(cancelSend(app, publication.id, id)).rejects.toThrow(Conflict);
  });

  test('of another publication’s send is not found', async () => {
    const { sendId: id } = await sendScene(app, 1);
    const stranger = await makePublication(app);
    await expect(cancelSend(app, stranger.id, id)).rejects.toThrow(NotFound);
  });

  test('that was made already is no fault', async () => {
    const { publication, sendId: id } = await sendScene(app, 1);
    await pauseSend(app, publication.id, id);
    expect((await pauseSend(app, publication.id, id)).status).toBe('paused');
  });

  test('such as a second resume is no fault, and leaves alone what came in since the first', async () => {
    const { publication, sendId: id } = await sendScene(app, 4);
    await pauseSend(app, publication.id, id);
    await resumeSend(app, publication.id, id);
    await app.db.raw('update send_batches set rejected = 1, bounced = 1 where send_id = ?', [id]);
    const batch = await app.db('send_batches').where({ send_id: id }).first();
    expect((await resumeSend(app, publication.id, id)).status).toBe('sending');
    expect(await app.db('send_batches').where({ send_id: id }).first()).toEqual(batch);
  });

  test('at once by two clicks is made once', async () => {
    const { publication, sendId: id } = await sendScene(app, 1);
    await pauseSend(app, publication.id, id);
    const clicks = [1, 2].map(() => resumeSend(app, publication.id, id));
    expect((await Promise.all(clicks)).map(({ status }) => status)).toEqual(['sending', 'sending']);
    const resumed = (await auditTrail(app.db, `send:${id}`)).filter(
      ({ action }) => action === 'send.resumed',
    );
    expect(resumed).toHaveLength(1);
  });
});
