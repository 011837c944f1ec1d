import { expect, test, vi } from 'vitest';
import { changeLimit, openThrottle } from '../../../src/transports/index.ts';
import { getMailboxMessage, listMailbox } from '../../../src/mailers/index.ts';
import { createTestApp } from '../../support/app/app.ts';
import { lintMessage } from '../../support/mail/message-linter.ts';
import { deliver, statesOf } from '../../support/sends/sends.ts';
import { singleMail } from '../../support/sends/transports.ts';
import { sendScene } from '../../support/sends/send-scene.ts';

const app = await createTestApp();

/** What the mailbox holds for this domain, newest first. */
async function keptFor(domain: string) {
  const all = await listMailbox(app.db, { limit: 1000 });
  return all.filter(({ to }) => to.endsWith(`@${domain}`));
}

test('The built-in mailbox keeps what would have gone over the wire, with its subject as it is read', async () => {
  const title =
    'Über die Brücke: „Größer“ – und so lang, dass die Zeile im Kopf der Nachricht umbrochen wird 💌';
  const { show } = await sendScene(app, { 'wide.example': 3 }, { of: { title } });
  await deliver(app);
  expect(await show()).toMatchObject({ status: 'sent', counts: { accepted: 3 } });
  const all = await keptFor('wide.example');
  expect(all.map(({ subject }) => subject)).toEqual([title, title, title]);
  expect(new Set(all.map(({ to }) => to)).size).toBe(3);
  const [{ id, to } = { id: 0, to: '' }] = all;
  const { source } = await getMailboxMessage(app.db, id);
  expect(await lintMessage(source, { from: 'news@gazette.example', to: [to] })).toEqual([]);
});

test('A mailbox that cannot be written charges nobody, and all is kept once it can be', async () => {
  const { sendId, show } = await sendScene(app, { 'full.example': 30 });
  await app.db.raw('alter table mailbox rename to mailbox_away');
  await deliver(app);
  expect(await show()).toMatchObject({
    status: 'sending',
    reason: { params: { reply: expect.stringContaining('built-in mailbox cannot be written') } },
    counts: { queued: 30, rejected: 0 },
  });
  expect(await statesOf(app, sendId)).toEqual({});
  expect(await app.mailer.send(singleMail)).toMatchObject({ kind: 'server', scope: 'transport' });
  await app.db.raw('alter table mailbox_away rename to mailbox');
  // As if the pause after these faults were over.
  await app.db.raw('update transports set blocked_until = now() where blocked_until > now()');
  await vi.waitFor(
    async () => {
      await deliver(app);
      expect(await show()).toMatchObject({ status: 'sent', reason: null, counts: { accepted: 30 } });
    },
    { timeout: 100_000 },
  );
  const all = await keptFor('full.example');
  expect([all.length, new Set(all.map(({ to }) => to)).size]).toEqual([30, 30]);
});

test('A message of a send takes one slot of a limit, so a slow limit stops nothing (SMTP-05)', async () => {
  const { show } = await sendScene(app, 1);
  await changeLimit(app, { transport: 'default' }, { perHour: 60 });
  await openThrottle(app.db, { freshMs: 0 });
  await deliver(app);
  expect(await show()).toMatchObject({ status: 'sent', counts: { accepted: 1 } });
});
