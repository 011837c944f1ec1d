import { beforeEach, describe, expect, test } from 'vitest';
import { explain } from '../../../src/explain/index.ts';
import { KINDS } from '../../../src/kinds.ts';
import { runDigests } from '../../../src/planning/index.ts';
import { updatePublication, type Publication } from '../../../src/publications/index.ts';
import { cancelSend, prepareDueSends, resumeSend, settleCancelledDigests } from '../../../src/sends/index.ts';
import { getSubscriber, unsubscribe } from '../../../src/subscribers/index.ts';
import { createTestApp } from '../../support/app/app.ts';
import { auditTrail } from '../../support/app/audit.ts';
import { makePublication } from '../../support/app/publications.ts';
import { startScriptedSmtp } from '../../support/mail/scripted-smtp.ts';
import { evidence } from '../../support/readers/readers.ts';
import { change, gotBy, sendDigest } from '../../support/sends/digests.ts';
import { deliver, makeArticle, makeReaders } from '../../support/sends/sends.ts';

const smtp = await startScriptedSmtp({ extensions: ['PIPELINING'] });
const app = await createTestApp({ SMTP_URL: smtp.url });
let publication: Publication;
let first = 0;
let second = 0;
let ferry = 0;

beforeEach(async () => {
  smtp.script = () => undefined;
  publication = await makePublication(app);
  [first = 0, second = 0] = await makeReaders(app, publication, 2);
  for (const reader of [first, second]) await change(app, publication, reader, { rhythm: 'daily' });
  ferry = await makeArticle(app, publication, { title: 'Ferry stays' });
});

/** A digest that one of two readers has got. */
async function begin(): Promise<number> {
  const { email } = await getSubscriber(app.db, publication.id, second);
  smtp.script = (step, _line, to) => (step === 'rcpt' && to === email ? '450 4.2.1 Later' : undefined);
  const [sendId = 0] = await sendDigest(app, publication, 'daily');
  smtp.script = () => undefined;
  return sendId;
}

const cancel = async (id: number, unreached?: 'next-digest' | 'nothing') => {
  await cancelSend(app, publication.id, id, { unreached });
  await settleCancelledDigests(app);
};
const next = async () => {
  await makeArticle(app, publication, { title: 'Market moves' });
  await sendDigest(app, publication, 'daily');
};
const fateOf = async (reader: number) => {
  const { email } = await getSubscriber(app.db, publication.id, reader);
  return (await explain(app, publication, { email, article: ferry, send: undefined })).fate;
};

describe('A digest that is cancelled while it is mailed', () => {
  test('comes with the next one to readers who do not have it yet, and to nobody twice', async () => {
    const sendId = await begin();
    await cancel(sendId);
    expect(await fateOf(first)).toMatchObject({ code: 'brought', holds: true });
    expect(await fateOf(second)).toMatchObject({
      code: 'already-due',
      params: { by: 'daily', why: 'not-sent' },
    });
    await next();
    expect(await gotBy(app, first)).toEqual(['digest: Ferry stays', 'digest: Market moves']);
    expect(await gotBy(app, second)).toEqual(['digest: Ferry stays, Market moves']);
  });

  test('owes them what it only counted, too', async () => {
    await makeArticle(app, publication, { title: 'Tram waits' });
    await updatePublication(app, publication.slug, { digestMaxArticles: 1 });
    const sendId = await begin();
    await cancel(sendId);
    expect(await fateOf(first)).toMatchObject({ code: 'shown' });
    expect(await fateOf(second)).toMatchObject({ code: 'already-due', params: { why: 'not-sent' } });
    await updatePublication(app, publication.slug, { digestMaxArticles: 9 });
    await next();
    expect(await gotBy(app, first)).toEqual(['digest: Tram waits', 'digest: Market moves']);
    expect(await gotBy(app, second)).toEqual(['digest: Ferry stays, Market moves, Tram waits']);
  });

  test('is gone for them where somebody wants that', async () => {
    const sendId = await begin();
    await cancel(sendId, 'nothing');
    expect(await fateOf(second)).toMatchObject({
      code: 'brought',
      holds: false,
      params: { state: 'cancelled' },
    });
    await next();
    expect(await gotBy(app, first)).toEqual(['digest: Ferry stays', 'digest: Market moves']);
    expect(await gotBy(app, second)).toEqual(['digest: Market moves']);
  });

  test('before anybody has it comes to everybody with the next one', async () => {
    const [sendId = 0] = await runDigests(app, publication.id, { rhythm: 'daily' });
    await prepareDueSends(app, KINDS);
    await cancel(sendId);
    await next();
    expect(await gotBy(app, first)).toEqual(['digest: Ferry stays, Market moves']);
    expect(await gotBy(app, second)).toEqual(['digest: Ferry stays, Market moves']);
  });

  test('is owed once the last worker has let go of it, and not to whom it may have reached', async () => {
    const [sendId = 0] = await runDigests(app, publication.id, { rhythm: 'daily' });
    await prepareDueSends(app, KINDS);
    await app.db.raw(
      `update send_batches set state = 'leased', position = 1, attempts = 1, lease_until = now() + interval '1 hour' where send_id = ?`,
      [sendId],
    );
    await cancel(sendId);
    expect(await fateOf(second)).toMatchObject({ code: 'brought', holds: false });
    await app.db.raw(`update send_batches set lease_until = now() - interval '1 second' where send_id = ?`, [
      sendId,
    ]);
    await settleCancelledDigests(app);
    await next();
    expect(await gotBy(app, first)).toEqual(['digest: Market moves']);
    expect(await gotBy(app, second)).toEqual(['digest: Ferry stays, Market moves']);
  });

  test('is owed to nobody who has left', async () => {
    const sendId = await begin();
    await unsubscribe(app, { subscriberId: second, sendId: 0 }, evidence);
    await cancel(sendId);
    const owed = await app.db('owed_articles').where({ subscriber_id: second });
    expect(owed).toEqual([]);
  });

  test('keeps the first choice when it is cancelled again, and the audit log names it', async () => {
    const sendId = await begin();
    await cancel(sendId, 'nothing');
    await cancel(sendId);
    await next();
    expect(await gotBy(app, second)).toEqual(['digest: Market moves']);
    const line = (await auditTrail(app.db, `send:${sendId}`)).find(
      ({ action }) => action === 'send.cancelled',
    );
    expect(line).toMatchObject({ details: { unreached: 'nothing' } });
  });
});

test('A digest that is not mailed yet leaves readers no such choice: its articles come with the next one', async () => {
  const [sendId = 0] = await runDigests(app, publication.id, { rhythm: 'daily' });
  await expect(cancelSend(app, publication.id, sendId, { unreached: 'nothing' })).rejects.toMatchObject({
    errors: [{ field: 'unreached' }],
  });
  await resumeSend(app, publication.id, sendId);
  await prepareDueSends(app, KINDS);
  await deliver(app);
  expect(await gotBy(app, second)).toEqual(['digest: Ferry stays']);
});
