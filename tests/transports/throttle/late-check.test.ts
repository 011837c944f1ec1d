import { expect, test, vi } from 'vitest';
import { changeLimit, openThrottle, type LimitTarget } from '../../../src/transports/index.ts';
import { rows } from '../../../src/platform/database.ts';
import { cancelSend, getSend } from '../../../src/sends/index.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { startScriptedSmtp } from '../../support/mail/scripted-smtp.ts';
import { deliver, makeArticle, makeReaders, prepareSendOf } from '../../support/sends/sends.ts';

const smtp = await startScriptedSmtp({ extensions: ['PIPELINING'] });
const app = await createTestApp({ SMTP_URL: smtp.url });

async function limitedSend(target: LimitTarget, perSecond: number, readers: number) {
  await changeLimit(app, target, { perSecond });
  await openThrottle(app.db, { freshMs: 0 });
  const publication = await makePublication(app);
  const ids = await makeReaders(app, publication, readers, 'slow.example');
  const sendId = await prepareSendOf(app, await makeArticle(app, publication));
  return { ids, sendId, publication, show: () => getSend(app.db, publication.id, sendId) };
}

test('Who leaves while a limit keeps the mail waiting gets none (OC-06)', async () => {
  // The third has its turn after six seconds: a busy machine has the time to notice the first mail.
  const { ids, show } = await limitedSend({ domain: 'slow.example' }, 0.33, 3);
  const delivering = deliver(app);
  await vi.waitFor(() => expect(smtp.accepted.length).toBeGreaterThan(0), { timeout: 100_000 });
  await app.db.raw(`update subscribers set status = 'unsubscribed' where id = ?`, [ids[2] ?? 0]);
  await delivering;
  expect(smtp.accepted).toEqual(['reader1@slow.example', 'reader2@slow.example']);
  expect((await show()).counts).toMatchObject({ accepted: 2, skipped: 1 });
});

test('A slow transport has no more readers in hand than it can mail in a second (SMTP-09)', async () => {
  const { sendId, publication } = await limitedSend({ transport: 'default' }, 1, 40);
  smtp.accepted.length = 0;
  const delivering = deliver(app);
  await vi.waitFor(() => expect(smtp.accepted.length).toBeGreaterThan(1), { timeout: 100_000 });
  const [batch] = await rows<{ position: number }>(
    app.db,
    'select position from send_batches where send_id = ?',
    [sendId],
  );
  expect(batch?.position).toBeLessThanOrEqual(smtp.accepted.length + 2);
  await cancelSend(app, publication.id, sendId);
  await delivering;
});
