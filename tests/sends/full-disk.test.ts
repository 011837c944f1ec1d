import { beforeEach, describe, expect, test, vi } from 'vitest';
import { rows } from '../../src/platform/database.ts';
import { deliverDueRetries } from '../../src/sends/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { canMount, sayFull, tinyDisk, type Disk } from '../support/database/full-disk.ts';
import { startScriptedSmtp } from '../support/mail/scripted-smtp.ts';
import { deliver, expireLeases, QUICK, shiftRetries } from '../support/sends/sends.ts';
import { sendScene, startAnew } from '../support/sends/send-scene.ts';

const smtp = await startScriptedSmtp({ extensions: ['PIPELINING'] });
const app = await createTestApp({ SMTP_URL: smtp.url });
const CHUNK = 20;
const READERS = 5000;
const ways: [string, (from: typeof app) => Promise<Disk>][] = [
  ['says that its disk is full', sayFull],
  ...(canMount() ? [['has a full disk', tinyDisk] as [string, typeof tinyDisk]] : []),
];

beforeEach(() => startAnew(app, smtp));

const failures = () => app.logged.filter((line) => line.includes('batch.commit-failed')).length;

/** Sends on until nothing is left to do, as if the waits for second tries were over. */
async function finish(show: () => Promise<{ status: string }>) {
  await vi.waitFor(
    async () => {
      await expireLeases(app);
      await deliver(app);
      await shiftRetries(app, '20 minutes');
      await deliverDueRetries(app, { settings: QUICK });
      expect((await show()).status).toBe('sent');
    },
    { timeout: 100_000 },
  );
}

describe.each(ways)('A database that %s in mid-send', (_what, prepare) => {
  /** Fills the disk when 300 messages are out. */
  const fillInMidSend = (disk: Disk) => {
    let filling: Promise<void> | undefined;
    smtp.script = (step) => {
      if (step === 'mail' && smtp.accepted.length >= 300) filling ??= disk.fill();
      return undefined;
    };
  };

  test('and has room again soon loses nobody and doubles nobody', async () => {
    const { show } = await sendScene(app, READERS);
    const disk = await prepare(app);
    fillInMidSend(disk);
    const before = failures();
    const sending = deliver(app, { settings: { chunkSize: CHUNK } }).catch(() => {});
    await vi.waitFor(() => expect(failures()).toBeGreaterThan(before), { timeout: 100_000 });
    await disk.clear();
    await sending;
    await finish(show);
    expect((await show()).counts).toMatchObject({ accepted: READERS, unknown: 0, possiblyTwice: 0 });
    expect(smtp.accepted).toHaveLength(READERS);
    expect(new Set(smtp.accepted).size).toBe(READERS);
  });

  test('and stays so for long stops sending; only what was on the wire can come twice, flagged', async () => {
    const { sendId, show } = await sendScene(app, READERS);
    const disk = await prepare(app);
    fillInMidSend(disk);
    // A worker that gives up after a second.
    await deliver(app, { settings: { chunkSize: CHUNK, flushMs: 1 } }).catch(() => {});
    const { status, counts } = await show();
    expect(status).toBe('sending');
    const unrecorded = smtp.accepted.length - counts.accepted;
    expect(unrecorded).toBeGreaterThan(0);
    expect(unrecorded).toBeLessThanOrEqual(4 * 2 * CHUNK);
    await deliver(app, { settings: { chunkSize: CHUNK, flushMs: 1 } }).catch(() => {});
    await disk.clear();
    await finish(show);
    const copies = new Map<string, number>();
    for (const to of smtp.accepted) copies.set(to, (copies.get(to) ?? 0) + 1);
    const flagged = await rows<{ email: string }>(
      app.db,
      'select s.email from messages m join subscribers s on s.id = m.subscriber_id where m.send_id = ? and m.possibly_twice',
      [sendId],
    );
    const known = new Set(flagged.map(({ email }) => email));
    const twice = [...copies].filter(([, times]) => times > 1).map(([to]) => to);
    expect(copies.size).toBe(READERS);
    expect(Math.max(...copies.values())).toBeLessThanOrEqual(2);
    expect(twice.filter((to) => !known.has(to))).toEqual([]);
    expect((await show()).counts).toMatchObject({ accepted: READERS, unknown: 0 });
  });
});
