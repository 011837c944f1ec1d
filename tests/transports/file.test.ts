import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { createKeyRing } from '../../src/sender-domains/dkim/key-ring.ts';
import { createFileMailer } from '../../src/mailers/file/file-mailer.ts';
import { createTransport } from '../../src/transports/index.ts';
import { sweepOutbox } from '../../src/mailers/index.ts';
import { getSend } from '../../src/sends/index.ts';
import { eraseReader } from '../../src/web/erase-reader.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { lintMessage } from '../support/mail/message-linter.ts';
import { evidence } from '../support/readers/readers.ts';
import { deliver, makeArticle, makeReaders, prepareSendOf } from '../support/sends/sends.ts';

const dataDir = mkdtempSync(path.join(os.tmpdir(), 'paperround-outbox-'));
const app = await createTestApp({ DATA_DIR: dataDir });
await createTransport(app, { name: 'archive', kind: 'file' });
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const outbox = path.join(dataDir, 'outbox', 'archive');
const files = () =>
  readdirSync(outbox, { recursive: true, encoding: 'utf8' }).filter((file) => /\.\w+$/.test(file));
const sourceOf = (file: string) => readFileSync(path.join(outbox, file));

async function sendTo(count: number) {
  const publication = await makePublication(app, { transports: ['archive'] });
  const ids = await makeReaders(app, publication, count, `${publication.slug}.example`);
  const sendId = await prepareSendOf(app, await makeArticle(app, publication));
  return { publication, ids, sendId };
}
beforeEach(() => rmSync(outbox, { recursive: true, force: true }));

test('Every reader’s message is a file of its own, as it would have gone over the wire', async () => {
  const { publication, sendId } = await sendTo(25);
  await deliver(app);
  expect(await getSend(app.db, publication.id, sendId)).toMatchObject({
    status: 'sent',
    counts: { accepted: 25 },
  });
  expect(files()).toHaveLength(25);
  const to = new Set<string>();
  for (const file of files()) {
    expect(file).toMatch(/^[0-9a-f]{2}\/[0-9a-f]{32}-[0-9a-f]{32}\.eml$/);
    const source = sourceOf(file);
    const recipient = /^Delivered-To: (\S+)/m.exec(source.toString())?.[1] ?? '';
    to.add(recipient);
    const message = source.subarray(source.indexOf('\r\n', source.indexOf('Delivered-To')) + 2);
    expect(await lintMessage(message, { from: 'news@gazette.example', to: [recipient] })).toEqual([]);
  }
  expect(to.size).toBe(25);
});

test('Nobody but the owner reads the files', async () => {
  await sendTo(1);
  await deliver(app);
  const [file = ''] = files();
  expect(statSync(path.join(outbox, file)).mode & 0o077).toBe(0);
});

test('A message that is handed over a second time is still one file', async () => {
  const { sendId } = await sendTo(3);
  await deliver(app);
  const before = files();
  // As after a crash before the outcome was written down.
  await app.db.raw(`delete from messages where send_id = ?`, [sendId]);
  await app.db.raw(`update send_batches set state = 'queued', position = 0 where send_id = ?`, [sendId]);
  await app.db.raw(`update sends set status = 'sending' where id = ?`, [sendId]);
  await deliver(app);
  expect(files()).toEqual(before);
});

test('Files of an erased person that stand on another machine, or come late, are removed within the hour (GDPR-02)', async () => {
  const { ids } = await sendTo(2);
  await deliver(app);
  const [id = 0] = ids;
  const own = files().find((file) => sourceOf(file).includes('Delivered-To: reader1@')) ?? '';
  const copy = sourceOf(own);
  const elsewhere = { ...app, config: { ...app.config, dataDir: path.join(dataDir, 'elsewhere') } };
  await eraseReader(elsewhere, id, evidence);
  expect(files()).toHaveLength(2);
  await sweepOutbox(app);
  expect(files()).toHaveLength(1);
  writeFileSync(path.join(outbox, own), copy);
  await sweepOutbox(app);
  expect(files()).toHaveLength(1);
  await app.db.raw(`update outbox_erasures set at = now() - interval '8 days'`);
  await sweepOutbox(app);
  expect((await app.db.raw('select 1 from outbox_erasures')).rows).toEqual([]);
});

test('Erasing a person takes their files along, and nobody else’s (GDPR-02)', async () => {
  const { ids } = await sendTo(3);
  await deliver(app);
  const [id = 0] = ids;
  await eraseReader(app, id, evidence);
  expect(files()).toHaveLength(2);
  const all = files()
    .map((file) => sourceOf(file).toString())
    .join('');
  expect(all).not.toContain('reader1@');
  expect(all).toContain('reader2@');
});

test('An outbox that cannot be written is the transport’s fault: nobody is charged', async () => {
  const { publication, sendId } = await sendTo(3);
  const folder = path.join(dataDir, 'blocked');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'outbox'), 'a file in the way');
  const mailer = createFileMailer('archive', { dataDir: folder }, app.keys, createKeyRing(app.db, app.keys));
  await deliver({ ...app, mailer });
  const { status, reason, counts } = await getSend(app.db, publication.id, sendId);
  expect({ status, queued: counts.queued }).toEqual({ status: 'sending', queued: 3 });
  expect(reason?.params).toMatchObject({
    reply: expect.stringContaining('outbox of the data folder cannot be written'),
  });
  expect(await mailer.check?.()).toContain('cannot be written');
});
