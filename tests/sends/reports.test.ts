import { beforeEach, describe, expect, test } from 'vitest';
import { rows } from '../../src/platform/database.ts';
import { addTopic } from '../../src/publications/index.ts';
import {
  countLeavers,
  countSendsByGroup,
  listLeavers,
  listSendHistory,
  listSendsOf,
} from '../../src/reports/index.ts';
import {
  cancelSend,
  countResendable,
  deliverDueRetries,
  exportMessages,
  findSendMessages,
  listProgress,
  pauseSend,
  resendSend,
  resumeSend,
  sampleProgress,
  tallyEndedSends,
  viewSendTally,
} from '../../src/sends/index.ts';
import { unsubscribe } from '../../src/subscribers/index.ts';
import { eraseReader } from '../../src/web/erase-reader.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { startScriptedSmtp } from '../support/mail/scripted-smtp.ts';
import { evidence } from '../support/readers/readers.ts';
import { makeLetter } from '../support/sends/letters.ts';
import { deliver, QUICK } from '../support/sends/sends.ts';
import { sendScene, startAnew } from '../support/sends/send-scene.ts';

const smtp = await startScriptedSmtp({ extensions: ['PIPELINING'] });
const app = await createTestApp({ SMTP_URL: smtp.url });

beforeEach(() => startAnew(app, smtp));

const REPLIES: Record<string, string> = {
  'reader1@': '550 5.1.1 No such user here',
  'reader2@': '552 5.2.2 Mailbox is full',
  'reader20@': '451 4.7.1 Too many connections, try later',
  'reader4@': '554 5.7.1 Message refused as spam',
};
const refuseSome = () => {
  smtp.script = (step, _line, to) =>
    step === 'rcpt' ? Object.entries(REPLIES).find(([start]) => to.startsWith(start))?.[1] : undefined;
};

describe('What became of a send', () => {
  test('is told by cause, with the words of a server', async () => {
    refuseSome();
    const { sendId } = await sendScene(app, { 'gmx.example': 20, 'posteo.example': 20 });
    await deliver(app);
    const { failures, isWhole } = await viewSendTally(app.db, sendId);
    expect(isWhole).toBe(true);
    const told = failures.map(({ state, fault, count, reply }) => [state, fault, count, reply]);
    expect(told).toEqual(
      expect.arrayContaining([
        ['rejected', 'mailbox', 2, '550 5.1.1 No such user here'],
        ['rejected', 'reader', 2, '552 5.2.2 Mailbox is full'],
        ['rejected', 'content', 2, '554 5.7.1 Message refused as spam'],
        ['deferred', 'later', expect.any(Number), '451 4.7.1 Too many connections, try later'],
      ]),
    );
  });

  test('is told by domain and topic; a domain of few readers has no name (GDPR-02)', async () => {
    smtp.script = (step, _line, to) =>
      step === 'rcpt' && to.startsWith('reader2@') ? REPLIES['reader2@'] : undefined;
    const scene = await sendScene(app, { 'one.example': 9, 'two.example': 6, 'own.example': 3 });
    const [topic] = await addTopic(app, scene.publication.slug, {
      slug: 'harbour',
      name: 'Harbour',
      categories: [],
    });
    const topicId = topic?.id ?? 0;
    await deliver(app);
    await app.db.raw(`update subscribers set topic_ids = array[?::bigint] where email like 'reader5@%'`, [
      topicId,
    ]);
    const { domains, topics } = await viewSendTally(app.db, scene.sendId);
    expect(domains).toMatchObject([
      { domain: 'one.example', domains: 1, messages: 9, accepted: 8, refused: 1 },
      { domain: 'two.example', domains: 1, messages: 6, accepted: 5, refused: 1 },
      { domain: null, domains: 1, messages: 3, accepted: 2, refused: 1 },
    ]);
    expect(topics).toEqual([{ topicId, accepted: 2 }]);
  });

  test('is worked out once when it is over, and once more when it was sent again', async () => {
    smtp.script = (step, _line, to) =>
      step === 'rcpt' && to.startsWith('reader4@') ? '552 5.2.2 Mailbox is full' : undefined;
    const { publication, sendId, readerIds } = await sendScene(app, 20);
    await deliver(app);
    const before = await viewSendTally(app.db, sendId);
    await tallyEndedSends(app);
    expect(await viewSendTally(app.db, sendId)).toEqual(before);
    expect(before.failures).toMatchObject([{ fault: 'reader', count: 1, subscriberId: readerIds[3] }]);
    // Only kept figures are read now.
    await app.db.raw(`update messages set state = 'accepted' where send_id = ?`, [sendId]);
    expect(await viewSendTally(app.db, sendId)).toEqual(before);
    await app.db.raw(`update messages set state = 'rejected' where send_id = ? and subscriber_id = ?`, [
      sendId,
      readerIds[3] ?? 0,
    ]);
    smtp.script = () => undefined;
    expect(await countResendable(app.db, sendId)).toEqual({ count: 1, isMore: false });
    expect(await resendSend(app, publication.id, sendId)).toEqual({ reopened: 1 });
    expect(await countResendable(app.db, sendId)).toEqual({ count: 0, isMore: false });
    await deliver(app);
    await deliverDueRetries(app, { settings: QUICK });
    await tallyEndedSends(app);
    expect((await viewSendTally(app.db, sendId)).domains).toMatchObject([{ accepted: 20, refused: 0 }]);
  });

  test('keeps no word of a server about an erased reader (GDPR-02)', async () => {
    refuseSome();
    const { sendId, readerIds, publication } = await sendScene(app, 1);
    await deliver(app);
    await cancelSend(app, publication.id, sendId).catch(() => undefined);
    await app.db.raw(`update sends set finished_at = now() - interval '1 minute' where id = ?`, [sendId]);
    await tallyEndedSends(app);
    expect((await viewSendTally(app.db, sendId)).failures).toMatchObject([
      { reply: '550 5.1.1 No such user here' },
    ]);
    await eraseReader(app, readerIds[0] ?? 0, evidence);
    expect((await viewSendTally(app.db, sendId)).failures).toMatchObject([
      { count: 1, reply: null, domain: null },
    ]);
  });

  test('says who left by its links, and not who came back', async () => {
    const { publication, sendId, readerIds } = await sendScene(app, 3);
    await deliver(app);
    const [first = 0, second = 0, third = 0] = readerIds;
    for (const subscriberId of [first, second]) await unsubscribe(app, { subscriberId, sendId }, evidence);
    await unsubscribe(app, { subscriberId: third, sendId: 0 }, evidence);
    await app.db.raw(`update subscribers set status = 'active' where id = ?`, [second]);
    expect(await countLeavers(app.db, sendId)).toEqual([{ domain: 'readers.example', count: 1 }]);
    expect(await listLeavers(app.db, sendId, 10)).toMatchObject([
      { subscriberId: first, email: 'reader1@readers.example' },
    ]);
    await pauseSend(app, publication.id, sendId).catch(() => undefined);
    expect(await listSendHistory(app.db, sendId, 10)).toEqual([]);
  });

  test('has a history of who did what, the latest first', async () => {
    const { publication, sendId } = await sendScene(app, 3);
    await pauseSend({ ...app, actor: 'user:999' }, publication.id, sendId);
    await resumeSend(app, publication.id, sendId);
    expect(await listSendHistory(app.db, sendId, 10)).toMatchObject([
      { action: 'send.resumed', actor: app.actor, name: null },
      { action: 'send.paused', actor: 'user:999' },
    ]);
  });
});

describe('Messages of a send', () => {
  test('are found by a whole address in any state, and by a part of it', async () => {
    const { publication, sendId } = await sendScene(app, { 'three.example': 12, 'four.example': 12 });
    const find = async (text: string, limit = 50, after = 0) => {
      const { messages, next } = await findSendMessages(app.db, publication.id, sendId, {
        find: text,
        states: ['queued', 'accepted'],
        after,
        limit,
      });
      return { emails: messages.map(({ email, state }) => `${email} ${state}`), next };
    };
    expect(await find(' Reader3@THREE.example ')).toEqual({
      emails: ['reader3@three.example queued'],
      next: null,
    });
    await deliver(app);
    expect((await find('reader3@three.example')).emails).toEqual(['reader3@three.example accepted']);
    expect((await find('nobody@three.example')).emails).toEqual([]);
    expect((await find('@four')).emails).toHaveLength(12);
    const first = await find('four', 10);
    expect(first.emails).toHaveLength(10);
    const second = await find('four', 10, first.next ?? 0);
    expect(second.emails).toEqual(['reader11@four.example accepted', 'reader12@four.example accepted']);
    expect(second.next).toBeNull();
    for (const odd of ['%', '_', '\\', "'", '\ud800']) expect((await find(odd)).emails).toEqual([]);
  });

  test('are exported as CSV, everybody once, and no cell is a formula', async () => {
    const { publication, sendId, readerIds } = await sendScene(app, 4100);
    await app.db.raw(`update subscribers set email = '=1+1@evil.example' where id = ?`, [readerIds[1] ?? 0]);
    // The last hundred have no outcome yet.
    await app.db.raw(
      `insert into messages (send_id, subscriber_id, state, reply)
       select ?, id, case when id = ? then 'rejected' else 'accepted' end, case when id = ? then '=HYPERLINK("https://evil.example")' end
         from unnest(?::bigint[]) id`,
      [sendId, readerIds[0] ?? 0, readerIds[0] ?? 0, readerIds.slice(0, 4000)],
    );
    let text = '';
    for await (const piece of exportMessages(app.db, publication.id, sendId)) text += piece;
    const lines = text.trimEnd().split('\n');
    expect(lines[0]).toBe('email,state,at,attempts,possibly_twice,server_said');
    expect(lines).toHaveLength(4101);
    expect(new Set(lines).size).toBe(4101);
    expect(lines.filter((line) => line.includes(',queued,'))).toHaveLength(100);
    expect(lines.find((line) => line.includes('evil.example,'))).toMatch(/^'=1\+1@evil\.example,accepted,/);
    expect(lines.find((line) => line.startsWith('reader1@'))).toMatch(/,rejected,.*,"'=HYPERLINK\(""/);
    let rejected = '';
    for await (const piece of exportMessages(app.db, publication.id, sendId, ['rejected'])) rejected += piece;
    expect(rejected.trimEnd().split('\n')).toHaveLength(2);
  });
});

describe('The list of sends', () => {
  test('never loses a letter that waits because newer ones came', async () => {
    const publication = await makePublication(app);
    const waiting = await makeLetter(app, publication, { subject: 'The old one' });
    const paused = await makeLetter(app, publication, { subject: 'The paused one' });
    await app.db.raw(
      `update sends set status = 'scheduled', scheduled_at = now() + interval '9 days' where id = ?`,
      [waiting],
    );
    await app.db.raw(`update sends set status = 'paused' where id = ?`, [paused]);
    await app.db.raw(
      `insert into sends (publication_id, kind, status, subject, message_key, finished_at)
       select ?, 'letter', 'sent', 'Newer ' || n, decode('00', 'hex'), now() - make_interval(hours => n) from generate_series(1, 120) n`,
      [publication.id],
    );
    const list = (
      groups: Parameters<typeof listSendsOf>[2],
      page: Partial<Parameters<typeof listSendsOf>[3]> = {},
    ) => listSendsOf(app.db, publication.id, groups, { find: '', cursor: undefined, limit: 50, ...page });
    expect((await list(['scheduled'])).map(({ subject }) => subject)).toEqual(['The old one']);
    expect((await list(['needs'])).map(({ subject }) => subject)).toEqual(['The paused one']);
    expect(await countSendsByGroup(app.db, publication.id)).toEqual({
      draft: 0,
      scheduled: 1,
      sending: 0,
      needs: 1,
      sent: 120,
      cancelled: 0,
    });
    const seen: string[] = [];
    for (let cursor: { at: string | null; id: number } | undefined; ;) {
      const page = await list(['sent', 'cancelled'], { cursor });
      seen.push(...page.map(({ subject }) => subject));
      cursor = page.at(-1);
      if (page.length < 50) break;
    }
    expect(seen).toEqual(Array.from({ length: 120 }, (_, index) => `Newer ${index + 1}`));
    expect(await list(['sent'], { find: 'wer 12' })).toHaveLength(2);
    expect(await list(['sent'], { find: '%' })).toHaveLength(0);
    expect((await list(['scheduled']))[0]).toMatchObject({
      author: { actor: app.actor, name: null },
      accepted: 0,
    });
  });
});

test('How fast a send went is kept for a day, in ever larger steps', async () => {
  const { sendId } = await sendScene(app, 1);
  await app.db.raw(
    `insert into send_progress (send_id, second, at, settled)
     select ?, date_trunc('second', now()) - make_interval(secs => s), date_trunc('second', now()) - make_interval(secs => s), 0
       from generate_series(1, 7200) s`,
    [sendId],
  );
  await app.db.raw(
    `insert into send_progress (send_id, second, at, settled) values (?, now() - interval '2 days', now() - interval '2 days', 0)`,
    [sendId],
  );
  await sampleProgress(app.db);
  const [kept] = await rows<{ within: number; minutes: number }>(
    app.db,
    `select count(*) filter (where at > now() - interval '50 seconds') as within,
            count(*) filter (where at < now() - interval '11 minutes') as minutes from send_progress where send_id = ?`,
    [sendId],
  );
  expect(kept?.within).toBeGreaterThanOrEqual(49);
  expect(kept?.minutes).toBeGreaterThanOrEqual(108);
  expect(kept?.minutes).toBeLessThanOrEqual(110);
  expect((await listProgress(app.db, sendId)).length).toBeLessThan(60 + 60 + 112);
});
