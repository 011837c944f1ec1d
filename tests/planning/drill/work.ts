import { KINDS } from '../../../src/kinds.ts';
import { promoteDueArticles } from '../../../src/articles/index.ts';
import type { App } from '../../../src/platform/app.ts';
import { firstRow, rows } from '../../../src/platform/database.ts';
import { giveSignOfLife, planArticleSends, planDigests } from '../../../src/planning/index.ts';
import { deliverDueBatches, deliverDueRetries, prepareDueSends } from '../../../src/sends/index.ts';
import { tryOpenCircuits } from '../../../src/transports/index.ts';
import type { StillClock } from '../../support/app/still-clock.ts';

/** No waiting after a fault. */
const QUICK = { flushMs: 20, firstSeconds: 0.02, longestSeconds: 0.1 };

/** What the timed jobs do about mail. @param midway runs when what is due is frozen and has not left. */
export async function work(app: App, midway: () => Promise<void> = async () => {}): Promise<void> {
  const options = { settings: QUICK };
  await giveSignOfLife(app);
  await tryOpenCircuits(app, QUICK);
  await promoteDueArticles(app);
  await planArticleSends(app);
  await planDigests(app);
  await prepareDueSends(app, KINDS);
  await midway();
  await deliverDueBatches(app, options);
  await deliverDueRetries(app, options);
}

const MOST_ROUNDS = 40;
const ROUND_MS = 30_000;
/** A server may put a message off for hours; after so many rounds the day goes on. */
const PATIENCE = 10;

/** Works until nothing is under way. What waits for a lease of somebody who died, or for a second try, has time to come. */
export async function workUntilIdle(
  clock: StillClock,
  workers: number,
  midway?: () => Promise<void>,
): Promise<void> {
  await Promise.all(
    Array.from({ length: workers }, (_, place) => work(clock.app, place === 0 ? midway : undefined)),
  );
  for (let rounds = 0; await isBusy(clock.app, rounds < PATIENCE); rounds += 1) {
    if (rounds > MOST_ROUNDS) throw new Error(`something never ends: ${await underWay(clock.app)}`);
    await clock.set(new Date(clock.now().getTime() + ROUND_MS));
    await work(clock.app);
  }
}

/** @param withRetries a message that is tried again soon counts, too. */
async function isBusy(app: App, withRetries: boolean): Promise<boolean> {
  const found = await firstRow<{ isBusy: boolean }>(
    app.db,
    `select exists (select from sends where status in ('preparing', 'sending')
                       and not exists (select from message_retries r where r.send_id = sends.id
                                          and (r.next_attempt_at > now() + interval '2 minutes' or not :withRetries)))
         or exists (select from sends where status = 'scheduled' and scheduled_at <= now()) as "isBusy"`,
    { withRetries },
  );
  return found?.isBusy === true;
}

async function underWay(app: App): Promise<string> {
  const found = await rows(
    app.db,
    `select d.id, d.kind, d.status, d.reason, d.scheduled_at, d.blocked_until, d.lease_until, now(),
            (select json_agg(json_build_object('state', b.state, 'lease', b.lease_until, 'attempts', b.attempts)) from send_batches b
              where b.send_id = d.id and b.state <> 'done') as batches,
            (select json_agg(r.next_attempt_at) from message_retries r where r.send_id = d.id) as retries
       from sends d where d.status in ('preparing', 'sending') or d.status = 'scheduled' and d.scheduled_at <= now()`,
  );
  return JSON.stringify(found);
}
