import { beforeEach, describe, expect, test } from 'vitest';
import { KINDS } from '../../../src/kinds.ts';
import { createDigest, scheduleLetter } from '../../../src/letters/index.ts';
import { planArticleSends, planDigests } from '../../../src/planning/index.ts';
import { getPublicationById, type Publication } from '../../../src/publications/index.ts';
import { freezeSend } from '../../../src/sends/freeze-send.ts';
import { claimDueSend } from '../../../src/sends/queries.ts';
import { deliverDueRetries, listSends, resendSend } from '../../../src/sends/index.ts';
import { changePublication, createSubscriber } from '../../../src/subscribers/index.ts';
import { daytimeZone } from '../../support/app/daytime.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { evidence } from '../../support/readers/readers.ts';
import { startSmtpSink } from '../../support/mail/smtp-sink.ts';
import { change, gotBy, sendAll, sendDigest } from '../../support/sends/digests.ts';
import { deliver, makeArticle, makeReaders, QUICK } from '../../support/sends/sends.ts';

let refusal: string | undefined;
const sink = await startSmtpSink({ refuse: (to) => (to.startsWith('reader1@') ? refusal : undefined) });
const app = await createTestApp({ SMTP_URL: sink.url });
let publication: Publication;
let reader = 0;
let others: number[] = [];

beforeEach(async () => {
  refusal = undefined;
  publication = await makePublication(app);
  [reader = 0, ...others] = await makeReaders(app, publication, 40);
});

const write = (title: string) => makeArticle(app, publication, { title });
const everybody = (rhythm: string) =>
  app.db.raw('update subscribers set rhythm = ? where publication_id = ?', [rhythm, publication.id]);
const daily = () => sendDigest(app, publication, 'daily');

/** Whoever prepares the next send twice at once, because the first took longer than its lease. */
async function prepareTwice(): Promise<void> {
  await planArticleSends(app);
  const send = await claimDueSend(app.db);
  if (!send) throw new Error('nothing is due');
  const fresh = await getPublicationById(app.db, publication.id);
  const both = [];
  for (let worker = 0; worker < 2; worker += 1)
    both.push(await KINDS[send.kind].prepare(app, send, fresh, {}));
  for (const one of both)
    if (one.is === 'ready' || one.is === 'composed') await freezeSend(app, send, one, 0);
  await deliver(app);
}

describe('Of two that prepare the same send', () => {
  test('the slower one changes nothing: a cap counts its mail once', async () => {
    await change(app, publication, reader, { busyDayCap: 1 });
    await app.db.raw(`update subscribers set ways_changed_at = now() - interval '3 days'`);
    await write('One');
    await prepareTwice();
    await sendDigest(app, publication, 'busy-day');
    expect(await gotBy(app, reader)).toEqual(['article: One']);
  });
});

describe('A mail that a later digest made up for', () => {
  test('is not sent again', async () => {
    await everybody('daily');
    refusal = '550 5.7.1 Not from you today';
    await write('One');
    const [id = 0] = await daily();
    refusal = undefined;
    await daily();
    await resendSend(app, publication.id, id);
    await deliverDueRetries(app, { settings: QUICK });
    expect(await gotBy(app, reader)).toEqual(['digest: One']);
  });
});

describe('A mail that is sent again to some only', () => {
  test('is still owed to the others', async () => {
    await everybody('daily');
    refusal = '550 5.7.1 Not from you today';
    await write('One');
    const [id = 0] = await daily();
    refusal = undefined;
    const [other = 0] = others;
    await app.db.raw(`update messages set state = 'expired' where send_id = ? and subscriber_id = ?`, [
      id,
      other,
    ]);
    await app.db.raw(
      `update send_batches set expired = expired + 1, accepted = accepted - 1 where send_id = ?`,
      [id],
    );
    expect(await resendSend(app, publication.id, id, ['expired'])).toEqual({ reopened: 1 });
    await daily();
    expect(await gotBy(app, reader)).toEqual(['digest: One']);
  });
});

describe('What an editor put together', () => {
  test('and did not reach a reader comes with their next digest', async () => {
    await everybody('daily');
    const one = await write('One');
    await write('Two');
    const digest = await createDigest(app, publication.id, { articleIds: [one] });
    await scheduleLetter(app, publication.id, digest.id, {});
    refusal = '550 5.7.1 Not from you today';
    await sendAll(app);
    refusal = undefined;
    await daily();
    expect(await gotBy(app, reader)).toEqual(['digest: One, Two']);
  });
});

describe('A publication that moves its digests to an hour that is over today', () => {
  test('sends none for that hour, and has the next one tomorrow', async () => {
    await everybody('daily');
    await changePublication(app, publication.slug, { timeZone: daytimeZone(), dailyAt: '23:00' });
    await planDigests(app);
    await app.db.raw(
      `update digest_buckets set due_until = now() - interval '18 hours' where publication_id = ?`,
      [publication.id],
    );
    await changePublication(app, publication.slug, { dailyAt: '06:00' });
    await write('One');
    await sendAll(app);
    const sends = await listSends(app.db, publication.id, { before: 0, limit: 9 });
    const digests = sends.filter(({ kind }) => kind === 'digest');
    expect(digests.map(({ status }) => status)).toEqual(['scheduled']);
    expect(digests[0]?.scheduledAt?.getTime()).toBeGreaterThan(Date.now());
  });
});

describe('Whom somebody adds as a reader with an hour of their own', () => {
  test('has their digest at that hour', async () => {
    const { id } = await createSubscriber(app, publication, {
      address: { key: 'added@readers.example', delivery: 'added@readers.example' } as never,
      choices: {
        name: '',
        topicIds: [],
        rhythm: 'daily',
        localHour: 7,
        busyDayCap: null,
        timeZone: 'Asia/Tokyo',
        language: null,
      } as never,
      source: 'a list',
      evidence,
      consent: { source: 'a list', at: new Date() },
    });
    await write('One');
    await sendAll(app);
    await sendDigest(app, publication, 'daily', new Date(Date.now() + 48 * 3600_000));
    expect(await gotBy(app, id)).toEqual(['digest: One']);
  });
});
