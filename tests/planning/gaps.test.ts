import { KINDS } from '../../src/kinds.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { pollFeed, pushArticle } from '../../src/articles/index.ts';
import { rows } from '../../src/platform/database.ts';
import type { Publication } from '../../src/publications/index.ts';
import { changeLetter, scheduleLetter } from '../../src/letters/index.ts';
import {
  decideHeld,
  giveSignOfLife,
  planArticleSends,
  releaseArticles,
  viewHeld,
  wakeUp,
} from '../../src/planning/index.ts';
import { cancelSend, getSend, pauseSend, prepareDueSends, resumeSend } from '../../src/sends/index.ts';
import { createUser } from '../../src/accounts/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { auditTrail } from '../support/app/audit.ts';
import { makePublication } from '../support/app/publications.ts';
import { item, startFeedServer } from '../support/feeds/feed-server.ts';
import { makeLetter } from '../support/sends/letters.ts';
import { deliver, makeArticle, makeReaders, prepareSendOf, QUICK } from '../support/sends/sends.ts';
import { startSmtpSink } from '../support/mail/smtp-sink.ts';

const dataDir = mkdtempSync(path.join(tmpdir(), 'paperround-gaps-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
const sink = await startSmtpSink();
const site = await startFeedServer();
const app = await createTestApp({ SMTP_URL: sink.url, DATA_DIR: dataDir });
let serial = 0;
let publication: Publication;
/** The domain of this test's readers. */
let domain: string;

beforeEach(async () => {
  await app.db.raw(`update sends set status = 'cancelled', gap_id = null where status <> 'sent'`);
  await app.db.raw('delete from gaps');
  await app.db.raw('delete from notices');
  await app.db.raw('update installation set sign_at = null, awake_until = null');
  domain = `gap${++serial}.example`;
  publication = await makePublication(app);
  await makeReaders(app, publication, 3, domain);
});

const mails = () => sink.recipients().filter((to) => to.endsWith(`@${domain}`)).length;
const statusOf = async (id: number) => (await getSend(app.db, publication.id, id)).status;
/** As if so much time had passed for the whole installation. */
async function passes(hours: number): Promise<void> {
  const all = {
    installation: ['sign_at', 'awake_until'],
    sends: ['scheduled_at', 'created_at', 'started_at', 'finished_at'],
    articles: ['first_seen_at', 'released_at', 'published_at', 'previous_reading_at'],
    feeds: ['last_read_at', 'baseline_at'],
    gaps: ['from_at', 'until_at'],
  };
  for (const [table, columns] of Object.entries(all)) {
    const moved = columns.map((name) => `${name} = ${name} - make_interval(secs => ${hours * 3600})`);
    await app.db.raw(`update ${table} set ${moved.join(', ')}`);
  }
}
const start = () => wakeUp(app, null);
async function runs(): Promise<void> {
  await planArticleSends(app);
  await prepareDueSends(app, KINDS);
  await deliver(app);
}
async function letterIn(hours: number): Promise<number> {
  const id = await makeLetter(app, publication);
  const at = new Date(Date.now() + hours * 3_600_000).toISOString();
  await scheduleLetter(app, publication.id, id, { at });
  return id;
}
const sendOf = async (title: string) =>
  (
    await rows<{ id: number; status: string }>(app.db, 'select id, status from sends where subject = ?', [
      title,
    ])
  )[0];

describe('After standing still for more than two hours (TIM-05)', () => {
  test('a letter due five hours ago is held with the reason, admins are told once, and released it goes out once', async () => {
    await createUser(app, { email: `admin${serial}@gazette.example`, role: 'admin' });
    const letter = await letterIn(1);
    await start();
    await passes(6);
    await start();
    await start();
    await runs();
    expect(mails()).toBe(0);
    expect(await getSend(app.db, publication.id, letter)).toMatchObject({
      status: 'held',
      reason: { code: 'held-for-gap', params: { kind: 'down', timeZone: 'Europe/Berlin', before: null } },
    });
    expect(await rows(app.db, `select 1 as mail from notices where kind = 'alert'`)).toHaveLength(1);
    expect(await viewHeld(app)).toMatchObject({ gaps: [{ kind: 'down' }], sends: [{ id: letter }] });

    await decideHeld(app, 'release');
    await decideHeld(app, 'release');
    await runs();
    expect([await statusOf(letter), mails()]).toEqual(['sent', 3]);
    expect(await viewHeld(app)).toEqual({ gaps: [], sends: [] });
    expect(await auditTrail(app.db, `send:${letter}`)).toContainEqual(
      expect.objectContaining({ action: 'send.released' }),
    );
  });

  test('a restart within two hours, a fresh installation and the first start after an upgrade hold nothing', async () => {
    const letter = await letterIn(1);
    await passes(1.5);
    await start();
    await runs();
    expect([await statusOf(letter), mails()]).toEqual(['sent', 3]);
    const second = await letterIn(1);
    await passes(1.5);
    await start();
    await runs();
    expect([await statusOf(second), mails()]).toEqual(['sent', 6]);
    expect(await rows(app.db, 'select 1 as gap from gaps')).toEqual([]);
  });

  test('nothing is claimed before the absence was looked at: a machine that was asleep finds out while it runs', async () => {
    const sending = await prepareSendOf(app, await makeArticle(app, publication));
    await start();
    const letter = await letterIn(1);
    await makeArticle(app, publication, { title: `Asleep ${serial}` });
    await passes(3);
    await runs();
    expect(mails()).toBe(0);
    await Promise.all([giveSignOfLife(app), giveSignOfLife(app)]);
    await runs();
    expect(mails()).toBe(0);
    expect([await statusOf(sending), await statusOf(letter)]).toEqual(['held', 'held']);
    expect(await sendOf(`Asleep ${serial}`)).toMatchObject({ status: 'held' });
    expect(await rows(app.db, 'select 1 as gap from gaps')).toHaveLength(1);
    await decideHeld(app, 'release');
    await runs();
    expect(mails()).toBe(9);
  });

  test('a send that was under way goes on where it was, or ends: nobody is mailed twice', async () => {
    const cut = await prepareSendOf(app, await makeArticle(app, publication));
    const settings = { ...QUICK, chunkSize: 1 };
    const stop = new AbortController();
    const taken = sink.messages.length;
    await Promise.all([
      deliver(app, { settings, signal: stop.signal }),
      expect
        .poll(() => sink.messages.length, { interval: 5 })
        .toBeGreaterThan(taken)
        .then(() => stop.abort()),
    ]);
    await start();
    await passes(3);
    await start();
    expect(await statusOf(cut)).toMatch(/held|sent/);
    await runs();
    await decideHeld(app, 'release');
    await app.db.raw(`update send_batches set lease_until = now() where state = 'leased'`);
    await runs();
    expect([await statusOf(cut), mails()]).toEqual(['sent', 3]);
  });

  test('what is due later, drafts and what is paused stay as they are', async () => {
    const later = await letterIn(10);
    const draft = await makeLetter(app, publication);
    const paused = await letterIn(1);
    await pauseSend(app, publication.id, paused);
    await start();
    await passes(4);
    await start();
    expect(await Promise.all([later, draft, paused].map(statusOf))).toEqual(['scheduled', 'draft', 'paused']);
    await resumeSend(app, publication.id, paused);
    await runs();
    expect([await statusOf(paused), mails()]).toEqual(['sent', 3]);
  });

  test('a letter that could not go out for hours, although the program ran, is held as well', async () => {
    const letter = await letterIn(1);
    await passes(3.5);
    await runs();
    expect(await getSend(app.db, publication.id, letter)).toMatchObject({
      status: 'held',
      reason: { code: 'too-late', params: { timeZone: 'Europe/Berlin', before: null } },
    });
    await decideHeld(app, 'release', [letter]);
    await runs();
    expect([await statusOf(letter), mails()]).toEqual(['sent', 3]);
  });
});

describe('Articles of the time in between', () => {
  async function readFeed(path: string): Promise<number> {
    const [feed] = await rows<{ id: number }>(
      app.db,
      `insert into feeds (publication_id, url, host) values (?, ?, 'site') returning id`,
      [publication.id, `${site.origin}${path}`],
    );
    await pollFeed(app, feed?.id ?? 0);
    return feed?.id ?? 0;
  }
  const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000);

  test('are held when the first reading brings them, dated or not; what is published afterwards goes out', async () => {
    const path = `/held-${serial}`;
    const old = [
      item(1, { published: ago(90) }),
      item(2, { published: ago(80) }),
      item(3, { published: ago(70) }),
    ];
    site.serve(path, old);
    const feed = await readFeed(path);
    const undatedPath = `/undated-${serial}`;
    const undated = (n: number) => {
      const { published: _published, ...fields } = item(`u${n}`, { title: `Undated ${n} ${serial}` });
      return fields;
    };
    site.serve(undatedPath, [undated(1), undated(2), undated(3)]);
    const undatedFeed = await readFeed(undatedPath);
    await start();
    await passes(5);
    await start();
    site.serve(undatedPath, [undated(4), undated(1), undated(2), undated(3)]);
    await pollFeed(app, undatedFeed);
    const inGap = item(4, { title: `In the gap ${serial}`, published: ago(2) });
    site.serve(path, [inGap, ...old]);
    await pollFeed(app, feed);
    await runs();
    expect(await sendOf(`In the gap ${serial}`)).toMatchObject({ status: 'held' });
    expect(await sendOf(`Undated 4 ${serial}`)).toMatchObject({ status: 'held' });
    // Dated back by its author, but the feed did not have it a moment ago.
    const late = item(6, { title: `Late ${serial}`, published: ago(1) });
    site.serve(path, [late, inGap, ...old]);
    await pollFeed(app, feed);
    await runs();
    expect(await sendOf(`Late ${serial}`)).toMatchObject({ status: 'sent' });
    expect(mails()).toBe(3);
    await decideHeld(app, 'drop');
    await runs();
    expect(await sendOf(`In the gap ${serial}`)).toMatchObject({ status: 'cancelled' });
    expect(mails()).toBe(3);
  });

  test('after “send them” whatever a feed brings late of that time goes out; after “drop them” it is held', async () => {
    for (const [answer, status] of [
      ['release', 'sent'],
      ['drop', 'held'],
    ] as const) {
      const path = `/${answer}-${serial}`;
      const old = [1, 2, 3].map((n) => item(`${answer}${n}`, { published: ago(90) }));
      site.serve(path, old);
      const feed = await readFeed(path);
      await start();
      await passes(5);
      await start();
      await decideHeld(app, answer);
      const title = `Late of ${answer} ${serial}`;
      site.serve(path, [item(`${answer}4`, { title, published: ago(2) }), ...old]);
      await pollFeed(app, feed);
      await runs();
      expect(await sendOf(title)).toMatchObject({ status });
    }
  });

  test('that an editor lets go, or a site pushes now, are not asked about again; pushed with a date of that time they are', async () => {
    await start();
    await passes(5);
    await start();
    const push = (title: string, fields: object = {}) =>
      pushArticle(app, publication, {
        title,
        url: `https://gazette.example/${encodeURIComponent(title)}`,
        ...fields,
      });
    const [now, then] = [`Pushed now ${serial}`, `Pushed late ${serial}`];
    await push(now);
    await push(then, { publishedAt: ago(2).toISOString() });
    await runs();
    expect(await sendOf(now)).toMatchObject({ status: 'sent' });
    expect(await sendOf(then)).toMatchObject({ status: 'held' });
    const [held] = await rows<{ id: number }>(
      app.db,
      `insert into articles (publication_id, key, title, url, content_hash, verdict, published_at)
       values (?, ?, ?, 'https://gazette.example/flood', '\\x00', 'held', now() - interval '2 hours') returning id`,
      [publication.id, `flood ${serial}`, `Flood ${serial}`],
    );
    await releaseArticles(app, publication.id, [held?.id ?? 0]);
    await runs();
    expect(await sendOf(`Flood ${serial}`)).toMatchObject({ status: 'sent' });
  });
});

describe('A held send', () => {
  const heldLetter = async () => {
    const letter = await letterIn(1);
    await start();
    await passes(6);
    await start();
    return letter;
  };

  test('can be changed, and scheduled anew', async () => {
    const letter = await heldLetter();
    await changeLetter(app, publication.id, letter, { subject: 'Better late' });
    expect(await getSend(app.db, publication.id, letter)).toMatchObject({
      status: 'held',
      subject: 'Better late',
      reason: { code: 'held-for-gap' },
    });
    await scheduleLetter(app, publication.id, letter, {});
    await runs();
    expect([await statusOf(letter), mails()]).toEqual(['sent', 3]);
  });

  test('can be cancelled, or dropped, which says why; afterwards it cannot be released', async () => {
    const [one, other] = [await heldLetter(), await heldLetter()];
    await cancelSend(app, publication.id, one);
    await decideHeld(app, 'drop', [other]);
    await decideHeld(app, 'drop', [other]);
    expect(await getSend(app.db, publication.id, other)).toMatchObject({
      status: 'cancelled',
      reason: { code: 'dropped-as-sent' },
    });
    await expect(decideHeld(app, 'release', [other])).rejects.toThrow('is cancelled, not held');
    await expect(decideHeld(app, 'release', [999_999])).rejects.toThrow('was not found');
    await runs();
    expect(mails()).toBe(0);
  });
});

describe('A database that is older than what was sent', () => {
  test('as after a lost tail: what it would send again is held, although nobody was away', async () => {
    const letter = await letterIn(0);
    const paused = await letterIn(1);
    await pauseSend(app, publication.id, paused);
    await app.db.raw(
      `update sends set reason = '{"code": "in-doubt", "params": {"reply": "250 Ok"}}' where id = ?`,
      [paused],
    );
    await start();
    const before = await rows(app.db, 'select sign, sign_at, awake_until from installation');
    await giveSignOfLife(app);
    await app.db.raw(
      'update installation set sign = ?, sign_at = ?, awake_until = ?',
      Object.values(before[0] ?? {}) as string[],
    );
    await start();
    await runs();
    expect(mails()).toBe(0);
    expect(await Promise.all([letter, paused].map(statusOf))).toEqual(['held', 'held']);
    expect((await viewHeld(app)).gaps[0]).toMatchObject({
      kind: 'older',
      code: 'gap',
      params: { kind: 'older' },
    });
    await start();
    expect(await rows(app.db, 'select 1 as gap from gaps')).toHaveLength(1);
    await decideHeld(app, 'release');
    expect(await getSend(app.db, publication.id, paused)).toMatchObject({
      status: 'paused',
      reason: { code: 'in-doubt', params: { reply: '250 Ok' } },
    });
  });

  test('the first start after an upgrade of a dump from before: this machine has sent since', async () => {
    await start();
    const letter = await letterIn(0);
    await app.db.raw('update installation set sign = 0, sign_at = null, awake_until = null');
    await start();
    expect(await statusOf(letter)).toBe('held');
  });

  test('a copy of an embedded database is told by the age of its files; the same files are no copy', async () => {
    await wakeUp(app, { born: '100' });
    const letter = await letterIn(0);
    await wakeUp(app, { born: '100' });
    expect(await statusOf(letter)).toBe('scheduled');
    await wakeUp(app, { born: '200' });
    expect(await statusOf(letter)).toBe('held');
    expect((await viewHeld(app)).gaps).toMatchObject([{ kind: 'copied' }]);
    await wakeUp(app, { born: '200' });
    expect(await rows(app.db, 'select 1 as gap from gaps')).toHaveLength(1);
  });
});
