import { beforeEach, describe, expect, test, vi } from 'vitest';
import { rows } from '../../src/platform/database.ts';
import {
  confirm,
  createShownCounter,
  eraseSubscriber,
  markBounced,
  neverMailAgain,
  purgeSignUpCounts,
  purgeUnconfirmed,
  readFunnel,
  readFunnelRange,
  signUp,
  unsubscribe,
} from '../../src/subscribers/index.ts';
import {
  addCounts,
  ARTICLES_A_DAY,
  OTHER_SOURCES_A_DAY,
} from '../../src/subscribers/funnel/count-queries.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { sendNoticeTo } from '../support/mail/notices.ts';
import { evidence, mailsTo, signUpOf, tokenIn } from '../support/readers/readers.ts';
import { makeArticle } from '../support/sends/sends.ts';

const app = await createTestApp();
const gazette = await makePublication(app, { timeZone: 'Pacific/Auckland' });
const BRIDGE = 'https://gazette.example/bridge';

beforeEach(() =>
  app.db.raw(
    `truncate subscribers, confirmations, confirmation_requests, suppressions, consent_records, notices, sign_up_counts cascade`,
  ),
);

const from = async (email: string, source: string) => {
  const { subscriber } = await signUp(app, gazette, { ...signUpOf(email), source });
  return subscriber?.id ?? 0;
};
const mailed = async (email: string, source: string) => {
  const id = await from(email, source);
  await sendNoticeTo(app, 'confirmation', id);
  const mail = (await mailsTo(app, email)).at(-1) ?? '';
  return { id, token: tokenIn(mail, 'confirm'), neverAgain: tokenIn(mail, 'never-again') };
};
/** Everything about a person lies further back. */
const age = async (id: number, interval: string) => {
  const by = { id, by: interval };
  await app.db.raw(
    `update subscribers set created_at = created_at - cast(:by as interval) where id = :id`,
    by,
  );
  await app.db.raw(
    `update confirmations set requested_at = requested_at - cast(:by as interval), expires_at = expires_at - cast(:by as interval)
      where subscriber_id = :id`,
    by,
  );
  await app.db.raw(
    `update consent_records set at = at - cast(:by as interval) where subscriber_id = :id`,
    by,
  );
  await app.db.raw(
    `update notices set requested_at = requested_at - cast(:by as interval) where subscriber_id = :id`,
    by,
  );
  await app.db.raw('update confirmation_requests set at = at - cast(:by as interval)', by);
};
const look = (range: { from?: string; to?: string } = {}) =>
  readFunnel(app, gazette, readFunnelRange(app, gazette, range));
const steps = async (range: { from?: string; to?: string } = {}) =>
  Object.fromEntries(
    (await look(range)).rows.map(({ source, shown, signedUp, mailed, confirmed, lost }) => [
      source,
      [shown, signedUp, mailed, confirmed, lost.bounced, lost.expired, lost.waiting],
    ]),
  );
const dayAgo = (days: number) => {
  const day = new Date(Date.now() - days * 24 * 3600_000);
  return day.toLocaleDateString('sv-SE', { timeZone: 'Pacific/Auckland' });
};

describe('What became of sign-ups', () => {
  test('is counted for each page, however its address is spelled, and adds up', async () => {
    await makeArticle(app, gazette, { url: BRIDGE, title: 'The bridge opens' });
    const stays = await mailed('stays@example.org', BRIDGE);
    expect(await confirm(app, stays.token, evidence)).toBe('confirmed');
    const leaves = await mailed(
      'leaves@example.org',
      `http://www.gazette.example/bridge/?utm_source=x#comments`,
    );
    await confirm(app, leaves.token, evidence);
    await unsubscribe(app, { subscriberId: leaves.id, sendId: 0 }, evidence);
    const dead = await from('dead@example.org', BRIDGE);
    await markBounced(app, gazette.id, [dead], '550 5.1.1 No such user');
    const late = await mailed('late@example.org', BRIDGE);
    await age(late.id, '8 days');
    const refuses = await mailed('refuses@example.org', BRIDGE);
    await neverMailAgain(app, refuses.neverAgain, evidence);
    await from('waits@example.org', BRIDGE);
    await mailed('hosted@example.org', 'hosted page');
    await mailed('nowhere@example.org', '');
    expect(await steps()).toEqual({
      [BRIDGE]: [0, 6, 4, 2, 1, 2, 1],
      'hosted page': [0, 1, 1, 0, 0, 0, 1],
      unknown: [0, 1, 1, 0, 0, 0, 1],
    });
    const { rows: shown, total } = await look();
    expect(shown[0]).toMatchObject({ title: 'The bridge opens', url: BRIDGE });
    const { signedUp, confirmed, lost } = total;
    expect(signedUp).toBe(confirmed + lost.bounced + lost.expired + lost.waiting);
  });

  test('is asked about by days of the publication, and a person belongs to the day of the first request', async () => {
    const early = await mailed('early@example.org', BRIDGE);
    await age(early.id, '10 days');
    // Asks again today, and confirms the sign-up of ten days ago.
    const again = await mailed('early@example.org', 'hosted page');
    await confirm(app, again.token, evidence);
    await mailed('today@example.org', BRIDGE);
    expect(await steps({ from: dayAgo(10), to: dayAgo(9) })).toEqual({ [BRIDGE]: [0, 1, 1, 1, 0, 0, 0] });
    expect(await steps({ from: dayAgo(1), to: dayAgo(0) })).toEqual({ [BRIDGE]: [0, 1, 1, 0, 0, 0, 1] });
    // The edge is midnight in Auckland: a sign-up belongs to one of two days, never to both.
    const moment = async (at: string) =>
      app.db.raw(`update consent_records set at = ? where kind = 'requested'`, [at]);
    await moment('2027-03-01T10:59:59Z');
    expect(await steps({ from: '2027-03-01', to: '2027-03-01' })).toMatchObject({
      [BRIDGE]: [0, 2, 2, 1, 0, 0, 1],
    });
    expect(await steps({ from: '2027-03-02', to: '2027-03-02' })).toEqual({});
    await moment('2027-03-01T11:00:00Z');
    expect(await steps({ from: '2027-03-01', to: '2027-03-01' })).toEqual({});
    expect(await steps({ from: '2027-03-02', to: '2027-03-02' })).toMatchObject({
      [BRIDGE]: [0, 2, 2, 1, 0, 0, 1],
    });
  });

  test('counts somebody anew who confirmed, left and signs up once more', async () => {
    const once = await mailed('twice@example.org', BRIDGE);
    await confirm(app, once.token, evidence);
    await unsubscribe(app, { subscriberId: once.id, sendId: 0 }, evidence);
    await age(once.id, '3 days');
    await mailed('twice@example.org', 'hosted page');
    expect(await steps()).toEqual({
      [BRIDGE]: [0, 1, 1, 1, 0, 0, 0],
      'hosted page': [0, 1, 1, 0, 0, 0, 1],
    });
  });

  test('is still counted when people are forgotten, but nothing names them', async () => {
    const never = await mailed('never@example.org', BRIDGE);
    const dead = await from('dead@example.org', BRIDGE);
    await markBounced(app, gazette.id, [dead], '550 5.1.1 No such user');
    for (const id of [never.id, dead]) await age(id, '31 days');
    const range = { from: dayAgo(40), to: dayAgo(0) };
    const before = await steps(range);
    expect(before).toEqual({ [BRIDGE]: [0, 2, 1, 0, 1, 1, 0] });
    expect(await purgeUnconfirmed(app)).toBe(2);
    expect(await rows(app.db, 'select id from consent_records')).toEqual([]);
    expect(await steps(range)).toEqual(before);
    expect(await purgeUnconfirmed(app)).toBe(0);
    expect(await steps(range)).toEqual(before);
    // Who is erased stays in the sum; from which page they came is forgotten.
    const gone = await mailed('gone@example.org', BRIDGE);
    await confirm(app, gone.token, evidence);
    await eraseSubscriber(app, gone.id, evidence);
    expect(await steps({ from: dayAgo(1) })).toEqual({ unknown: [0, 1, 1, 1, 0, 0, 0] });
    await app.db.raw('update sign_up_counts set day = day - 400');
    expect(await purgeSignUpCounts(app.db)).toBe(1);
  });
});

describe('How often a box was shown', () => {
  const counts = () =>
    rows<{ source: string; shown: number }>(
      app.db,
      'select source, sum(shown)::int as shown from sign_up_counts group by 1 order by 2 desc, 1',
    );

  test('costs a crowd one row, is written at a stop, and belongs to the day of the publication', async () => {
    const stop = new AbortController();
    let at = new Date('2027-03-01T10:59:59Z');
    const counter = createShownCounter({ ...app, now: () => at }, stop.signal);
    for (let visit = 0; visit < 10_000; visit += 1) counter.count(gazette.id, BRIDGE);
    at = new Date('2027-03-01T11:00:00Z');
    counter.count(gazette.id, `${BRIDGE}?fbclid=1`);
    counter.count(gazette.id, ' \u0000 ');
    stop.abort();
    await vi.waitFor(async () => expect(await counts()).toHaveLength(2), { timeout: 100_000 });
    expect(await steps({ from: '2027-03-01', to: '2027-03-01' })).toMatchObject({
      [BRIDGE]: [10_000, 0, 0, 0, 0, 0, 0],
    });
    expect(await steps({ from: '2027-03-02', to: '2027-03-02' })).toEqual({
      [BRIDGE]: [1, 0, 0, 0, 0, 0, 0],
      unknown: [1, 0, 0, 0, 0, 0, 0],
    });
  });

  test('fills no database with sources that somebody invents, and keeps articles apart all the same', async () => {
    const at = new Date('2027-03-01T00:00:00Z');
    const flood = (name: string, count: number) =>
      Array.from({ length: count }, (_none, index) => ({
        publicationId: gazette.id,
        at,
        source: `https://gazette.example/${name}/${index}`,
        shown: 1,
      }));
    await Promise.all([
      addCounts(app.db, flood('made-up', 3000)),
      addCounts(app.db, flood('invented', 3000)),
    ]);
    await addCounts(app.db, [{ publicationId: gazette.id, at, source: 'hosted page', shown: 2 }]);
    const url = 'https://gazette.example/after-the-flood';
    await makeArticle(app, gazette, { url });
    await addCounts(app.db, [{ publicationId: gazette.id, at, source: url, shown: 7 }]);
    const found = await counts();
    expect(found).toHaveLength(OTHER_SOURCES_A_DAY + 2);
    expect(found[0]).toEqual({ source: 'others', shown: 6000 - OTHER_SOURCES_A_DAY + 2 });
    expect(found[1]).toEqual({ source: url, shown: 7 });
    expect(ARTICLES_A_DAY).toBeGreaterThan(OTHER_SOURCES_A_DAY);
    const { rows: listed, total } = await look({ from: '2027-03-01', to: '2027-03-01' });
    expect(listed).toHaveLength(51);
    expect(listed.at(-1)?.source).toBe('others');
    expect(total.shown).toBe(6009);
  });
});
