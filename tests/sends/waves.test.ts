import { beforeEach, describe, expect, test } from 'vitest';
import { takeReturns } from '../../src/feedback/index.ts';
import { freezeManyContents } from '../../src/delivery/index.ts';
import { createSmtpMailer } from '../../src/mailers/smtp/smtp-mailer.ts';
import type { App } from '../../src/platform/app.ts';
import { rows } from '../../src/platform/database.ts';
import { heedReturns, listSendMessages, resumeSend } from '../../src/sends/index.ts';
import { loadGoing } from '../../src/web/admin/today/load-today.ts';
import { says } from '../../src/words/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { startScriptedSmtp } from '../support/mail/scripted-smtp.ts';
import { deliver } from '../support/sends/sends.ts';
import { sendScene, startAnew, type SendScene } from '../support/sends/send-scene.ts';

const smtp = await startScriptedSmtp({ extensions: ['PIPELINING'] });
const base = await createTestApp();
const app: App = {
  ...base,
  mailer: createSmtpMailer({ smtpUrl: smtp.url, publicUrl: 'https://news.gazette.example' }),
};

beforeEach(() => startAnew(base, smtp));

const inWaves = (readers: number) => sendScene(base, readers, { publication: { waveMinutes: 30 } });
/** As if the time of waiting were over. */
const waitIsOver = (sendId: number) =>
  base.db.raw(`update sends set rest_at = now() - interval '1 second' where id = ?`, [sendId]);

async function open({ publication, sendId }: SendScene): Promise<number[]> {
  const ids: number[] = [];
  for (let after = 0; ; after = ids.at(-1) ?? 0) {
    const page = await listSendMessages(base.db, publication.id, sendId, {
      states: ['queued'],
      after,
      limit: 700,
    });
    ids.push(...page.map(({ subscriberId }) => subscriberId));
    if (page.length < 700) return ids;
  }
}

describe('A large send of a newsletter that wants it', () => {
  test('goes to a few readers first, and to the others when the time is over: each once (THR-04)', async () => {
    const scene = await inWaves(2500);
    expect(await scene.show()).toMatchObject({
      reason: { code: 'first-few', params: { minutes: 30, until: null } },
    });
    await deliver(app);
    await deliver(app);
    const waiting = await scene.show();
    expect(waiting).toMatchObject({ status: 'sending', counts: { accepted: 200, queued: 2300 } });
    expect(waiting.reason && says(waiting.reason)).toMatch(
      /^The first few readers have it\. The others follow on .+, unless/,
    );
    expect(await loadGoing(app, scene.publication.id)).toMatchObject([{ reason: { code: 'first-few' } }]);
    const { until } = (waiting.reason?.params ?? {}) as { until: string };
    expect(Math.abs(Date.parse(until) - Date.now() - 30 * 60_000)).toBeLessThan(29 * 60_000);
    // Drawn from everybody, and whoever waits is listed once and in order.
    const first = smtp.accepted.map((to) => Number(/\d+/.exec(to)?.[0]));
    expect([Math.min(...first) < 1000, Math.max(...first) > 1500]).toEqual([true, true]);
    const left = await open(scene);
    expect(left).toEqual(left.toSorted((one, other) => one - other));
    expect(new Set(left).size).toBe(2300);
    await waitIsOver(scene.sendId);
    await deliver(app);
    expect(await scene.show()).toMatchObject({ status: 'sent', reason: null, counts: { accepted: 2500 } });
    expect(new Set(smtp.accepted).size).toBe(2500);
    expect(smtp.accepted).toHaveLength(2500);
  });

  test('stops before the others get it when too much of the first comes back; resumed, it goes to them', async () => {
    const scene = await inWaves(2001);
    await deliver(app);
    const { id: publicationId } = scene.publication;
    const first = await rows<{ id: number }>(
      base.db,
      'select subscriber_id as id from messages where send_id = ?',
      [scene.sendId],
    );
    await takeReturns(
      base,
      first.slice(0, 11).map(({ id: subscriberId }) => ({
        publicationId,
        subscriberId,
        sendId: scene.sendId,
        type: 'bounce',
        kind: 'hard',
        status: '5.1.1',
        reason: null,
        says: '550 5.1.1 No such user',
        source: 'inbound',
        key: `mail-${subscriberId}`,
        at: new Date(),
      })),
    );
    await heedReturns(base);
    await waitIsOver(scene.sendId);
    await deliver(app);
    expect(await scene.show()).toMatchObject({
      status: 'paused',
      reason: { code: 'many-bounces' },
      counts: { accepted: 200, queued: 1801 },
    });
    await resumeSend(app, publicationId, scene.sendId);
    await deliver(app);
    expect(await scene.show()).toMatchObject({ status: 'sent', counts: { accepted: 2001 } });
  });

  test('waits for a first reader whose worker died, and begins the time when they have it', async () => {
    const scene = await inWaves(2001);
    const lease = (until: string) =>
      base.db.raw(
        `update send_batches set state = 'leased', lease_until = now() + interval '${until}' where send_id = ? and not is_rest`,
        [scene.sendId],
      );
    await lease('1 hour');
    await deliver(app);
    expect(await scene.show()).toMatchObject({
      reason: { params: { until: null } },
      counts: { accepted: 0 },
    });
    await lease('-1 second');
    await deliver(app);
    expect(await scene.show()).toMatchObject({
      reason: { params: { until: expect.any(String) } },
      counts: { accepted: 200 },
    });
  });
});

test('A send to 2,000 readers or fewer goes to everybody at once, and so does any of a newsletter that does not ask for it', async () => {
  for (const scene of [await inWaves(2000), await sendScene(base, 2001)]) {
    await deliver(app);
    expect((await scene.show()).status).toBe('sent');
  }
});

test('Readers of many contents are drawn from all of them', async () => {
  const audience = {
    sql: 'select id, id % 40 as content_id from generate_series(1, cast(:readers as bigint)) id',
    bindings: { readers: 3000 },
  };
  expect(await freezeManyContents(base.db, 999_999, audience, true)).toBe(3000);
  const [found] = await rows(
    base.db,
    `select sum(cardinality(subscriber_ids)) filter (where not is_rest)::int as first, count(distinct content_id) filter (where not is_rest) > 20 as "isMixed",
            min(batch_no) filter (where is_rest) > max(batch_no) filter (where not is_rest) as "isInOrder", sum(cardinality(subscriber_ids))::int as everybody
       from send_batches where send_id = 999999`,
  );
  expect(found).toEqual({ first: 200, isMixed: true, isInOrder: true, everybody: 3000 });
});
