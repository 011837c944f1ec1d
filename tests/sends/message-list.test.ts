import { beforeEach, describe, expect, test } from 'vitest';
import type { MessageCounts, MessageState } from '../../src/delivery/index.ts';
import { rows } from '../../src/platform/database.ts';
import {
  cancelSend,
  deliverDueRetries,
  getSend,
  listSendMessages,
  pauseSend,
  resumeSend,
} from '../../src/sends/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { startScriptedSmtp } from '../support/mail/scripted-smtp.ts';
import { deliver, expireLeases, mendTransports, QUICK, shiftRetries } from '../support/sends/sends.ts';
import { sendScene, startAnew, type SendScene } from '../support/sends/send-scene.ts';

const smtp = await startScriptedSmtp({ extensions: ['PIPELINING'] });
const app = await createTestApp({ SMTP_URL: smtp.url });
const SETTINGS = { ...QUICK, chunkSize: 20 };
const OUTCOMES = ['accepted', 'deferred', 'rejected', 'expired', 'skipped', 'unknown'] as const;
const STATES = ['queued', 'sending', ...OUTCOMES] as const;

beforeEach(() => startAnew(app, smtp));

/** The counts of a send, when its lists of messages say the same of the same moment, state by state and page by page. */
async function compare({ publication, sendId }: SendScene): Promise<MessageCounts> {
  return app.db.transaction(
    async (moment) => {
      const listed = async (state: MessageState | undefined) => {
        const found: number[] = [];
        for (;;) {
          const page = await listSendMessages(moment, publication.id, sendId, {
            states: state && [state],
            after: found.at(-1) ?? 0,
            limit: 170,
          });
          if (state !== undefined) expect(new Set([state, ...page.map((entry) => entry.state)]).size).toBe(1);
          found.push(...page.map(({ subscriberId }) => subscriberId));
          if (page.length < 170) return found;
        }
      };
      const lists: number[][] = [];
      for (const state of STATES) lists.push(await listed(state));
      const { counts } = await getSend(moment, publication.id, sendId);
      expect(Object.fromEntries(STATES.map((state, index) => [state, lists[index]?.length]))).toEqual(
        Object.fromEntries(STATES.map((state) => [state, counts[state]])),
      );
      expect(new Set(lists.flat()).size).toBe(counts.audience);
      expect(lists.flat()).toHaveLength(counts.audience);
      const withOutcome = lists.slice(2).flat();
      expect(await listed(undefined)).toEqual(withOutcome.toSorted((one, other) => one - other));
      return counts;
    },
    { isolationLevel: 'repeatable read' },
  );
}

const readersOf = (replies: Record<number, string>) => (step: string, _line: string, to: string) => {
  const [number] = /\d+/.exec(to) ?? [];
  return step === 'rcpt' ? replies[Number(number)] : undefined;
};

describe('The messages of a send agree with its counts', () => {
  test('before it is prepared, as long as nobody is begun, and when all are done', async () => {
    const waiting = await sendScene(app, 5, { publication: { holdMinutes: 60 } });
    expect(await compare(waiting)).toMatchObject({ audience: 0, queued: 0 });
    await cancelSend(app, waiting.publication.id, waiting.sendId);
    expect(await compare(waiting)).toMatchObject({ audience: 0, skipped: 0 });
    const scene = await sendScene(app, 1200);
    expect(await compare(scene)).toMatchObject({ audience: 1200, queued: 1200 });
    await deliver(app);
    expect(await compare(scene)).toMatchObject({ accepted: 1200, queued: 0 });
  });

  test('at every moment of a send that runs, is paused, goes on, meets a fault and is cancelled', async () => {
    const scene = await sendScene(app, 1500);
    const { publication, readerIds: ids, sendId: id } = scene;
    await app.db.raw(`update subscribers set status = 'unsubscribed' where id = any(?)`, [
      [ids[7] ?? 0, ids[1499] ?? 0],
    ]);
    const troubles = readersOf({ 3: '450 4.2.1 Later', 4: '552 5.2.2 Mailbox full' });
    const seen: MessageCounts[] = [];
    let isLooking = false;
    let failure: unknown;
    let isFaulty = false;
    const look = async () => {
      if (isLooking) return;
      isLooking = true;
      await compare(scene).then(
        (counts) => seen.push(counts),
        (error: unknown) => {
          failure = error;
        },
      );
      isLooking = false;
    };
    const acts: (() => Promise<unknown>)[] = [
      () => pauseSend(app, publication.id, id),
      () => cancelSend(app, publication.id, id),
    ];
    let acting: Promise<unknown> | undefined;
    smtp.script = (step, line, to) => {
      if (step === 'mail') {
        void look();
        if (smtp.accepted.length >= 200 && acts.length === 2) acting = acts.shift()?.();
        if (smtp.accepted.length >= 600 && acts.length === 1) acting = acts.shift()?.();
        // A fault that comes now and then puts watermarks back before readers who have their outcome.
        if (isFaulty && Math.random() < 0.02) return '451 4.3.0 Busy';
      }
      if (step === 'dot' && to.startsWith('reader5@')) return 'close';
      return troubles(step, line, to);
    };
    await deliver(app, { settings: SETTINGS });
    await acting;
    expect(await compare(scene)).toMatchObject({
      sending: 0,
      deferred: 1,
      rejected: 1,
      unknown: 1,
      skipped: 1,
    });
    isFaulty = true;
    await resumeSend(app, publication.id, id);
    for (let round = 0; round < 200 && acts.length > 0; round += 1) {
      await mendTransports(app);
      await deliver(app, { settings: SETTINGS });
    }
    await acting;
    const over = await compare(scene);
    expect(over).toMatchObject({ queued: 0, sending: 0, deferred: 1, rejected: 1, unknown: 1 });
    expect(over.skipped).toBeGreaterThan(700);
    expect(failure).toBeUndefined();
    expect(seen.some(({ sending }) => sending > 0)).toBe(true);
  });

  test('when a watermark went back before readers who have an outcome, and the batch is in hand again', async () => {
    const scene = await sendScene(app, 60);
    const { sendId: id } = scene;
    // Everyone but the third and the tenth is done; the server was at fault then.
    await insertOutcomes(id, (place) => ![3, 10].includes(place));
    await app.db.raw(
      `update send_batches set state = 'leased', attempts = 2, position = 2, accepted = 58, worker = 'here',
              lease_until = now() + interval '1 minute' where send_id = ?`,
      [id],
    );
    expect(await compare(scene)).toMatchObject({ accepted: 58, sending: 0, queued: 2 });
    await app.db.raw('update send_batches set position = 5 where send_id = ?', [id]);
    expect(await compare(scene)).toMatchObject({ accepted: 58, sending: 1, queued: 1 });
  });
});

/** As if these of the only batch had been accepted, by their place in it. */
async function insertOutcomes(sendId: number, isDone: (place: number) => boolean): Promise<void> {
  const [batch] = await rows<{ ids: number[] }>(
    app.db,
    'select subscriber_ids as ids from send_batches where send_id = ?',
    [sendId],
  );
  const done = batch?.ids.filter((_id, index) => isDone(index + 1)) ?? [];
  await app.db.raw(
    `insert into messages (send_id, subscriber_id, state) select ?, id, 'accepted' from unnest(?::bigint[]) id`,
    [sendId, done],
  );
}

describe('When a send is cancelled', () => {
  test('whoever was not begun is listed as skipped, with the moment of the cancel', async () => {
    const { publication, readerIds: ids, sendId: id } = await sendScene(app, 3);
    await cancelSend(app, publication.id, id);
    const list = (state?: MessageState) =>
      listSendMessages(app.db, publication.id, id, { states: state && [state], after: 0, limit: 10 });
    const { finishedAt } = await getSend(app.db, publication.id, id);
    expect(await list('queued')).toEqual([]);
    const skipped = ids.map((subscriberId, index) => ({
      subscriberId,
      email: `reader${index + 1}@readers.example`,
      state: 'skipped',
      attempts: 0,
      lastReply: null,
      isPossiblyTwice: false,
      at: finishedAt,
    }));
    expect(await list('skipped')).toEqual(skipped);
    expect(await list()).toEqual(skipped);
  });

  test('what was put off stays deferred, in the counts and in the list, and is not tried again', async () => {
    const scene = await sendScene(app, 30);
    const { publication, sendId: id } = scene;
    smtp.script = readersOf({ 3: '450 4.2.1 Later' });
    await deliver(app);
    await cancelSend(app, publication.id, id);
    smtp.script = () => undefined;
    await shiftRetries(app, '10 minutes');
    await deliverDueRetries(app, { settings: SETTINGS });
    expect(await compare(scene)).toMatchObject({ accepted: 29, deferred: 1 });
  });

  test('what a worker had in hand is sending as long as that worker may answer, and unknown afterwards', async () => {
    const scene = await sendScene(app, 30);
    const { publication, sendId: id } = scene;
    await app.db.raw(
      `update send_batches set state = 'leased', attempts = 1, position = 12, worker = 'gone',
              lease_until = now() + interval '1 minute' where send_id = ?`,
      [id],
    );
    expect(await compare(scene)).toMatchObject({ sending: 12, queued: 18 });
    await cancelSend(app, publication.id, id);
    expect(await compare(scene)).toMatchObject({ sending: 12, queued: 0, skipped: 18, unknown: 0 });
    await expireLeases(app);
    expect(await compare(scene)).toMatchObject({ sending: 0, skipped: 18, unknown: 12 });
  });
});
