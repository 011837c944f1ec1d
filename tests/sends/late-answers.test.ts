import { describe, expect, test, vi } from 'vitest';
import { createMailer } from '../../src/transports/index.ts';
import { claimRetries, settleMessages } from '../../src/delivery/retries/retry-queries.ts';
import type { Mailer } from '../../src/platform/mail/mailer.ts';
import { rows } from '../../src/platform/database.ts';
import { deliverDueRetries, getSend } from '../../src/sends/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { startScriptedSmtp } from '../support/mail/scripted-smtp.ts';
import {
  deliver,
  expireLeases,
  makeArticle,
  makeReaders,
  mendTransports,
  prepareSendOf,
  QUICK,
  shiftRetries,
} from '../support/sends/sends.ts';

const smtp = await startScriptedSmtp({ extensions: ['PIPELINING'] });
const app = await createTestApp({ SMTP_URL: smtp.url });
const READERS = 3;
/** Whoever stands still writes nothing down by the clock either. */
const SETTINGS = { ...QUICK, leaseSeconds: 30, flushMs: 60_000 };
const retry = (mailer?: Mailer) =>
  deliverDueRetries({ ...app, ...(mailer && { mailer }) }, { settings: SETTINGS });

/** A worker that sends and stands still before it hears an answer. */
function standingStill(work: (mailer: Mailer) => Promise<void>) {
  const transports = createMailer(app.config, app.db, app.keys);
  const goOn = Promise.withResolvers<void>();
  let answers = 0;
  const over = async (name: string): Promise<Mailer> => {
    const mailer = await transports.over(name);
    return {
      ...mailer,
      async sendAll(next) {
        await mailer.sendAll(async () => {
          const message = await next();
          return (
            message && {
              ...message,
              settle(outcome) {
                answers += 1;
                void goOn.promise.then(() => message.settle(outcome));
              },
            }
          );
        });
        await goOn.promise;
      },
    };
  };
  // The same mailer at each call: another would mean that the transport was set up anew.
  const found = over('default');
  const done = work({ ...transports, over: () => found });
  return {
    answered: () => vi.waitFor(() => expect(answers).toBe(READERS), { timeout: 100_000 }),
    async goOn() {
      goOn.resolve();
      await done;
      await transports.close();
    },
  };
}

/** A first worker sent to everybody and stands still; a second one has given it up, and the second tries are due. */
async function firstStandsStill() {
  smtp.script = () => undefined;
  for (const list of [smtp.accepted, smtp.messages]) list.length = 0;
  // What an earlier test left open must not mix with this one.
  await app.db.raw(`update sends set status = 'cancelled' where status <> 'sent'`);
  await mendTransports(app);
  const publication = await makePublication(app);
  await makeReaders(app, publication, READERS);
  const sendId = await prepareSendOf(app, await makeArticle(app, publication));
  return {
    sendId,
    async show() {
      const { status, counts } = await getSend(app.db, publication.id, sendId);
      const { accepted, deferred, rejected, unknown, possiblyTwice } = counts;
      return { status, accepted, deferred, rejected, unknown, possiblyTwice };
    },
    async first(reply?: string) {
      smtp.script = (step) => (step === 'dot' ? reply : undefined);
      const worker = standingStill((mailer) => deliver({ ...app, mailer }, { settings: SETTINGS }));
      await worker.answered();
      smtp.script = () => undefined;
      await expireLeases(app);
      await deliver(app, { settings: SETTINGS });
      await shiftRetries(app, '20 minutes');
      return worker;
    },
    /** Tries once more, and stands still as well. */
    async second(script: typeof smtp.script = () => undefined) {
      smtp.script = script;
      const worker = standingStill(retry);
      await worker.answered();
      smtp.script = () => undefined;
      return worker;
    },
    tries: () =>
      rows<{ attempts: number }>(app.db, 'select distinct attempts from messages where send_id = ?', [
        sendId,
      ]),
  };
}
const NOTHING = { deferred: 0, rejected: 0, unknown: 0 };
const ALL_FLAGGED = { ...NOTHING, status: 'sent', accepted: READERS, possiblyTwice: READERS };

describe('A late answer of a worker that had been given up (SMTP-10)', () => {
  test('before the second try is believed: nobody gets it twice, and nobody is flagged', async () => {
    const { first, show } = await firstStandsStill();
    await (await first()).goOn();
    await retry();
    expect(await show()).toEqual({ ...ALL_FLAGGED, possiblyTwice: 0 });
    expect(smtp.messages).toHaveLength(READERS);
  });

  test('while the second copy is on its way leaves the message flagged, whichever of them is told first', async () => {
    for (const isFirstTold of [true, false]) {
      const { first, second, show, tries } = await firstStandsStill();
      const one = await first();
      const other = await second();
      await (isFirstTold ? one : other).goOn();
      const sending = { ...ALL_FLAGGED, status: 'sending' };
      expect(await show()).toEqual(isFirstTold ? sending : ALL_FLAGGED);
      await (isFirstTold ? other : one).goOn();
      expect(await show()).toEqual(ALL_FLAGGED);
      expect(await tries()).toEqual([{ attempts: 2 }]);
      expect(smtp.messages).toHaveLength(2 * READERS);
    }
  });

  test.each([
    ['refused for now', '451 4.3.0 Later'],
    ['refused for good', '550 5.7.1 No'],
    ['lost', 'close'],
  ])('that says accepted stands, when the second try is %s: there is no third', async (_what, act) => {
    const { first, second, show } = await firstStandsStill();
    const one = await first();
    const other = await second((step) => (step === 'dot' ? act : undefined));
    await one.goOn();
    await other.goOn();
    expect(await show()).toEqual(ALL_FLAGGED);
    await shiftRetries(app, '2 hours');
    await retry();
    expect(smtp.messages).toHaveLength(2 * READERS);
  });

  test('that says accepted ends second tries that could not leave', async () => {
    const { first, second, show } = await firstStandsStill();
    const one = await first();
    const other = await second((step) =>
      step === 'connect' || step === 'mail' ? '421 4.3.2 Busy' : undefined,
    );
    await one.goOn();
    await other.goOn();
    await mendTransports(app);
    await retry();
    expect(await show()).toEqual(ALL_FLAGGED);
    expect(smtp.messages).toHaveLength(READERS);
  });

  test.each([
    ['for now', '451 4.3.0 Later'],
    ['for good', '550 5.7.1 No'],
  ])('that says refused %s decides nothing while the second try is under way', async (_what, reply) => {
    const { first, second, show } = await firstStandsStill();
    const one = await first(reply);
    const other = await second();
    await one.goOn();
    expect(await show()).toMatchObject({ status: 'sending', unknown: READERS, deferred: 0, rejected: 0 });
    await retry();
    await other.goOn();
    expect(await show()).toEqual(ALL_FLAGGED);
    expect(smtp.accepted).toHaveLength(READERS);
  });

  test('after the second worker was given up, too, leaves the message flagged', async () => {
    const { first, second, show } = await firstStandsStill();
    const one = await first();
    const other = await second();
    await expireLeases(app);
    await retry();
    expect(await show()).toMatchObject({ status: 'sending', unknown: READERS });
    await one.goOn();
    await retry();
    expect(await show()).toEqual(ALL_FLAGGED);
    await other.goOn();
    expect(await show()).toEqual(ALL_FLAGGED);
    expect(smtp.messages).toHaveLength(2 * READERS);
  });

  test('ends the retries of a second worker that never comes back', async () => {
    const { first, second, show } = await firstStandsStill();
    const one = await first();
    const other = await second();
    await one.goOn();
    await expireLeases(app);
    await retry();
    expect(await show()).toEqual(ALL_FLAGGED);
    await other.goOn();
    expect(smtp.messages).toHaveLength(2 * READERS);
  });

  test('at the moment at which the second try is claimed sees the claim', async () => {
    const { first, show, sendId } = await firstStandsStill();
    const one = await first();
    const claiming = await app.db.transaction();
    const claimed = await claimRetries(claiming, 'default', 'second', 50, 30);
    const told = one.goOn();
    await vi.waitFor(
      async () => {
        const waiting = await rows(
          app.db,
          `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        );
        expect(waiting).toHaveLength(1);
      },
      { timeout: 100_000 },
    );
    await claiming.commit();
    await told;
    expect(await show()).toEqual({ ...ALL_FLAGGED, status: 'sending' });
    const outcomes = (claimed?.retries ?? []).map(({ subscriberId, isPossiblyTwice }) => ({
      subscriberId,
      state: 'accepted' as const,
      reply: '250 Ok',
      isPossiblyTwice,
      retryAfter: null,
    }));
    expect(outcomes).toHaveLength(READERS);
    await settleMessages(app.db, { sendId, token: 'second' }, outcomes, 1);
    expect(await rows(app.db, 'select 1 from message_retries where send_id = ?', [sendId])).toEqual([]);
    expect(await show()).toMatchObject({ accepted: READERS, possiblyTwice: READERS });
  });
});
