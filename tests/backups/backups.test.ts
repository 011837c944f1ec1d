import { KINDS } from '../../src/kinds.ts';
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createUser } from '../../src/accounts/index.ts';
import { raiseAlert } from '../../src/alerts/index.ts';
import { checkBackup, requeueLostJobs, restoreBackup, writeBackup } from '../../src/backups/index.ts';
import { firstRow, rows, type Db } from '../../src/platform/database.ts';
import { buildSchema, knownMigrations, pendingMigrations } from '../../src/platform/migrate.ts';
import type { Publication } from '../../src/publications/index.ts';
import { changeLetter, scheduleLetter, unscheduleLetter } from '../../src/letters/index.ts';
import { addPicture, findPicture } from '../../src/media/index.ts';
import { decideHeld, planArticleSends, viewHeld } from '../../src/planning/index.ts';
import { cancelSend, getSend, pauseSend, prepareDueSends } from '../../src/sends/index.ts';
import {
  askAddressChange,
  confirmAddressChange,
  eraseSubscriber,
  signUp,
} from '../../src/subscribers/index.ts';
import { createTestApp, type TestApp } from '../support/app/app.ts';
import { createTestDatabase } from '../support/database/database.ts';
import { makePublication } from '../support/app/publications.ts';
import { makeLetter } from '../support/sends/letters.ts';
import { decodeQuotedPrintable, evidence, signUpOf, tokenIn } from '../support/readers/readers.ts';
import { asFile, drawing } from '../support/media/pictures.ts';
import { deliver, makeArticle, makeReaders, prepareSendOf } from '../support/sends/sends.ts';
import { startSmtpSink } from '../support/mail/smtp-sink.ts';
import { noticeQueue } from '../../src/notices/index.ts';
import { runNotices } from '../support/mail/notices.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'paperround-backups-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const inFolder = (name: string) => path.join(folder, name);
const restore = async (app: TestApp, file: string) => restoreBackup(app, file, await checkBackup(file));

/** Rows of every table as text, in any order; without what a restore itself notes. */
async function contentOf(db: Db): Promise<Record<string, string>> {
  const own = new Set(['installation', 'gaps', 'audit_log', 'migrations', 'migrations_lock']);
  const tables = await rows<{ name: string }>(
    db,
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  );
  const content: Record<string, string> = {};
  for (const { name } of tables.filter((table) => !own.has(table.name))) {
    const row = await firstRow<{ hash: string }>(
      db,
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as hash from ${name} t`,
    );
    content[name] = row?.hash ?? '';
  }
  return content;
}

describe('A backup', () => {
  let app: TestApp;
  let publication: Publication;
  const file = inFolder('whole.backup');
  beforeAll(async () => {
    const sink = await startSmtpSink();
    app = await createTestApp({ SMTP_URL: sink.url, DATA_DIR: inFolder('one') });
    publication = await makePublication(app);
    await makeReaders(app, publication, 1200, 'whole.example');
    await prepareSendOf(app, await makeArticle(app, publication));
    await deliver(app);
    await app.db.raw(
      `update subscribers set name = E'a\\tb\\nc\\\\d \\u00e4 \\U0001F680 ''"', topic_ids = '{1,2}' where id in (select min(id) from subscribers)`,
    );
    await app.db.raw(
      `insert into messages (send_id, subscriber_id, state, reply) values (1500000, 1, 'accepted', E'\\\\N')`,
    );
    await writeBackup(app, file);
  });

  test('holds every row of every table, partitions included, and nobody else may read it', async () => {
    const target = await createTestApp({ DATA_DIR: inFolder('two') });
    const restored = await restore(target, file);
    expect(await contentOf(target.db)).toEqual(await contentOf(app.db));
    expect(restored).toMatchObject({ held: [], carriedOver: undefined });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).filter((name) => name.includes('part'))).toEqual([]);
    expect(gunzipSync(readFileSync(file)).toString('latin1')).not.toContain('a secret that only tests know');
    // Ids go on behind those that were given.
    const [mine, theirs] = await Promise.all(
      [app, target].map(({ db }) => makeReaders({ ...app, db }, publication, 1, 'next.example')),
    );
    expect(theirs).toEqual(mine);
  });

  test('is one moment, whatever is written meanwhile', async () => {
    const done = new AbortController();
    const write = async () => {
      for (let n = 0; !done.signal.aborted; n += 1)
        await app.db.transaction(async (pair) => {
          await pair.raw(`insert into topics (publication_id, slug, name) values (?, ?, 'x')`, [
            publication.id,
            `t${n}`,
          ]);
          await pair.raw(`insert into sign_up_holds (domain_hash) values (convert_to(?, 'UTF8'))`, [`t${n}`]);
        });
    };
    const writing = write();
    const busy = inFolder('busy.backup');
    await Promise.all([1, 2].map((n) => writeBackup(app, `${busy}${n}`)));
    const { tables } = await writeBackup(app, busy);
    done.abort();
    await writing;
    const count = (name: string) => tables.find(({ table }) => table === name)?.rows ?? 0;
    expect(count('topics')).toBe(count('sign_up_holds'));
    expect(count('topics')).toBeGreaterThan(0);
  });

  test('that was cut, altered, or is something else is refused, and nothing is touched', async () => {
    const target = await createTestApp({ DATA_DIR: inFolder('three') });
    await makePublication(target);
    const before = await contentOf(target.db);
    const bytes = readFileSync(file);
    const odd = inFolder('odd.backup');
    const refusalOf = async (content: Buffer | string) => {
      writeFileSync(odd, content);
      return restore(target, odd).then(
        () => 'restored',
        (error: Error) => error.message,
      );
    };
    for (let part = 1; part < 10; part += 1) {
      const at = Math.floor((bytes.length * part) / 10);
      expect(await refusalOf(bytes.subarray(0, at))).toMatch(
        /^This backup is damaged: .* Nothing was changed/,
      );
      const altered = Buffer.from(bytes);
      altered[at] = (altered[at] ?? 0) ^ 0x10;
      expect(await refusalOf(altered)).toMatch(/^This backup is damaged: .* Nothing was changed/);
    }
    for (const missing of [1, 8, 10, 40])
      expect(await refusalOf(bytes.subarray(0, bytes.length - missing))).toMatch(
        /damaged: it ends too early/,
      );
    for (const more of [bytes, gzipSync('more'), Buffer.from('xx')])
      expect(await refusalOf(Buffer.concat([bytes, more]))).toMatch(/^This backup is damaged: /);
    // Packed anew, so that only our own sums can tell.
    const plain = gunzipSync(bytes).toString('latin1');
    const repacked = (text: string) => refusalOf(gzipSync(Buffer.from(text, 'latin1')));
    expect(await repacked(plain.replace('reader7@', 'reader8@'))).toMatch(/its checksums do not match/);
    expect(await repacked(plain.replace('"server":"1', '"server":"2'))).toMatch(/its checksums do not match/);
    expect(await repacked('something else\n')).toMatch(/is not a Paperround backup/);
    expect(await repacked(plain.replace('"format":1', '"format":2'))).toMatch(/format 2.*newer/);
    expect(await repacked(plain.replace('0001-initial', '9999-initial'))).toMatch(
      /checksums do not match|newer version/,
    );
    expect(await refusalOf('no gzip')).toMatch(/is not a Paperround backup/);
    expect(await refusalOf('')).toMatch(/damaged/);
    await expect(restore(target, inFolder('nowhere'))).rejects.toThrow('There is no file');
    await expect(restore(target, folder)).rejects.toThrow('cannot be read');
    expect(await contentOf(target.db)).toEqual(before);
  });

  test('that goes away while it is restored leaves the old state, and the program goes on', async () => {
    const target = await createTestApp({ DATA_DIR: inFolder('four') });
    const own = await makePublication(target);
    const before = await contentOf(target.db);
    const copy = inFolder('going.backup');
    copyFileSync(file, copy);
    const summary = await checkBackup(copy);
    truncateSync(copy, statSync(copy).size - 2000);
    await expect(restoreBackup(target, copy, summary)).rejects.toThrow('ends too early');
    expect(await contentOf(target.db)).toEqual(before);
    await target.jobs.add(target.db, noticeQueue, { noticeId: 1 });
    expect((await restore(target, file)).carriedOver).toBeDefined();
    expect(await rows(target.db, 'select slug from publications')).not.toContainEqual({ slug: own.slug });
  });

  test('of an older version is brought up to date', async () => {
    const { db } = await createTestDatabase();
    await db.raw('drop schema public cascade; create schema public');
    const first = knownMigrations().filter((name) => name < '0016');
    await db.transaction((schema) => buildSchema(schema, first));
    await db.raw(
      `insert into publications (slug, name, site_url, from_name, from_address, time_zone, language)
       values ('old', 'Old', 'https://old.example', 'Old', 'news@old.example', 'UTC', 'en')`,
    );
    const old = inFolder('old.backup');
    await writeBackup({ ...app, db }, old);
    const target = await createTestApp({ DATA_DIR: inFolder('five') });
    await restore(target, old);
    expect(await pendingMigrations(target.db)).toEqual([]);
    expect(await rows(target.db, 'select slug from publications')).toEqual([{ slug: 'old' }]);
  });

  test('cannot be written where there is no folder, and an empty database has none', async () => {
    await expect(writeBackup(app, inFolder('no/folder.backup'))).rejects.toThrow('its folder does not exist');
    const { db } = await createTestDatabase();
    await db.raw('drop schema public cascade; create schema public');
    await expect(writeBackup({ ...app, db }, inFolder('empty.backup'))).rejects.toThrow('nothing to back up');
  });
});

describe('A restore in place (GDPR-03)', () => {
  let app: TestApp;
  let publication: Publication;
  let sink: Awaited<ReturnType<typeof startSmtpSink>>;
  let readers: number[];
  const file = inFolder('place.backup');
  const open: Record<string, number> = {};
  let picture = '';
  const statusOf = async (id: number) =>
    (await firstRow<{ status: string }>(app.db, 'select status from subscribers where id = ?', [id]))?.status;
  const idOf = (n: number) => readers[n - 1] ?? 0;
  const jobs = async (name: string) =>
    (await firstRow<{ count: number }>(app.db, 'select count(*) from jobs.job where name = ?', [name]))
      ?.count ?? 0;
  const moveTo = async (n: number, email: string) => {
    const reader = { id: idOf(n), publicationId: publication.id };
    await askAddressChange(app, reader, signUpOf(email).address, { evidence });
    await runNotices(app, 'new-address');
    const mail = decodeQuotedPrintable(sink.messages.at(-1)?.source.toString() ?? '');
    await confirmAddressChange(app, tokenIn(mail, 'address'), evidence);
  };
  const run = async () => {
    await planArticleSends(app);
    await prepareDueSends(app, KINDS);
    await deliver(app);
  };

  beforeAll(async () => {
    sink = await startSmtpSink();
    app = await createTestApp({ SMTP_URL: sink.url, DATA_DIR: inFolder('place') });
    publication = await makePublication(app);
    readers = await makeReaders(app, publication, 8, 'place.example');
    await createUser(app, { email: 'admin@gazette.example', role: 'admin' });
    const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
    const future = ['early', 'cancelled', 'withdrawn'] as const;
    for (const name of future) {
      open[name] = await makeLetter(app, publication, { subject: name });
      await scheduleLetter(app, publication.id, open[name], { at: inAnHour });
    }
    open['later'] = await makeLetter(app, publication, { subject: 'Later' });
    await scheduleLetter(app, publication.id, open['later'], { at: inAnHour });
    open['paused'] = await makeLetter(app, publication, { subject: 'Paused' });
    await scheduleLetter(app, publication.id, open['paused'], {});
    await pauseSend(app, publication.id, open['paused']);
    open['draft'] = await makeLetter(app, publication, { subject: 'Draft' });
    open['due'] = await makeLetter(app, publication, { subject: 'Due' });
    await scheduleLetter(app, publication.id, open['due'], {});
    open['article'] = await makeArticle(app, publication, { title: 'Not planned yet' });
    // Who waits for a mail, and an import that is under way.
    await signUp(app, publication, signUpOf('waits@place.example'));
    await raiseAlert(app, {
      publicationId: publication.id,
      news: { code: 'sign-ups-crowd', params: { mails: 100 } },
    });
    await app.db.raw(
      `insert into imports (publication_id, status, consent_source, channel, caller) values (?, 'running', 'form', 'test', 'test')`,
      [publication.id],
    );
    await writeBackup(app, file);

    // What happens since.
    const { url } = await addPicture(app, publication.id, asFile(await drawing(30, 20).png().toBuffer()));
    await changeLetter(app, publication.id, open['draft'], { markdown: `![A square](${url})` });
    picture = path.basename(url, '.png');
    await scheduleLetter(app, publication.id, open['draft'], {});
    await scheduleLetter(app, publication.id, open['early'] ?? 0, {});
    await cancelSend(app, publication.id, open['cancelled'] ?? 0);
    await unscheduleLetter(app, publication.id, open['withdrawn'] ?? 0);
    await run();
    const set = (n: number, status: string) =>
      app.db.raw(`update subscribers set status = ?, unsubscribed_at = now() where id = ?`, [
        status,
        idOf(n),
      ]);
    await set(1, 'unsubscribed');
    await app.db.raw(
      `insert into consent_records (publication_id, subscriber_id, kind, channel) values (?, ?, 'unsubscribed', 'link')`,
      [publication.id, idOf(1)],
    );
    await set(2, 'bounced');
    await set(3, 'complained');
    await eraseSubscriber(app, idOf(4), evidence);
    await app.db.raw(
      `insert into suppressions (address_hash, publication_id, reason) select address_hash, publication_id, 'operator' from subscribers where id = ?`,
      [idOf(5)],
    );
    await moveTo(8, 'reader8@moved.example');
    // Who is erased at the new address is in the backup with the old one.
    await moveTo(7, 'reader7@moved.example');
    await eraseSubscriber(app, idOf(7), evidence);
    sink.messages.length = 0;
  });

  test('lets nobody who left come back, holds what may be out, and says so', async () => {
    const late = await makeReaders(app, publication, 1, 'late.example');
    const { held, newest, carriedOver } = await restore(app, file);
    expect(await Promise.all([1, 2, 3, 4, 5, 6, 7].map((n) => statusOf(idOf(n))))).toEqual([
      'unsubscribed',
      'bounced',
      'complained',
      undefined,
      'active',
      'active',
      undefined,
    ]);
    expect(carriedOver).toMatchObject({ left: 3, erased: 2 });
    const proof = await rows(
      app.db,
      `select channel from consent_records where kind = 'unsubscribed' and subscriber_id = ?`,
      [idOf(1)],
    );
    expect(proof).toEqual([{ channel: 'link' }]);
    expect(JSON.stringify(await rows(app.db, 'select * from subscribers'))).not.toContain('reader4@');

    const whyOf = (subject: string) => held.find((send) => send.subject === subject)?.reason?.code;
    expect(held.map(({ subject }) => subject).sort()).toEqual([
      'Draft',
      'Due',
      'Not planned yet',
      'Paused',
      'cancelled',
      'early',
      'withdrawn',
    ]);
    expect(whyOf('Draft')).toBe('sent-since-backup');
    expect(whyOf('Due')).toBe('sent-since-backup');
    expect(whyOf('Not planned yet')).toBe('sent-since-backup');
    expect(whyOf('early')).toBe('sent-since-backup');
    expect(whyOf('cancelled')).toBe('cancelled-since-backup');
    expect(whyOf('withdrawn')).toBe('unscheduled-since-backup');
    expect(whyOf('Paused')).toBe('held-for-gap');
    expect(newest.getTime()).toBeGreaterThan(Date.now() - 600_000);
    // Readers have its address.
    expect(await findPicture(app.db, picture)).toBeDefined();
    await run();
    expect(sink.messages).toEqual([]);
    // The id of somebody who is not in the backup is given to nobody else.
    const [next] = await makeReaders(app, publication, 1, 'next.example');
    expect(next).toBeGreaterThan(late[0] ?? 0);
  });

  test('loses no confirmation, no import step and no alert mail: their jobs are made anew, once', async () => {
    await requeueLostJobs(app);
    await requeueLostJobs(app);
    expect(await Promise.all([jobs('notice.send'), jobs('import.run')])).toEqual([3, 1]);
    await runNotices(app);
    const to = sink.messages.map((message) => message.to.join());
    const admin = 'admin@gazette.example';
    expect(to.toSorted()).toEqual([admin, admin, 'waits@place.example']);
  });

  test('twice is harmless; what is released goes to those who stayed', async () => {
    const before = (await viewHeld(app)).sends;
    const { held } = await restore(app, file);
    const said = (sends: { subject: string; reason: unknown }[]) =>
      sends.map(({ subject, reason }) => [subject, reason]);
    expect(said(held)).toEqual(said(before));
    expect(held).toHaveLength(7);
    expect(await statusOf(idOf(4))).toBeUndefined();
    sink.messages.length = 0;
    await decideHeld(app, 'release', [open['due'] ?? 0]);
    await decideHeld(app, 'drop');
    await run();
    expect(sink.recipients().sort()).toEqual(['reader6@place.example', 'reader8@moved.example']);
    expect((await getSend(app.db, publication.id, open['later'] ?? 0)).status).toBe('scheduled');
  });
});
