import { describe, expect, test } from 'vitest';
import { KINDS } from '../../src/kinds.ts';
import { scheduleLetter } from '../../src/letters/index.ts';
import {
  deliverDueRetries,
  listSendMessages,
  prepareDueSends,
  type Preparation,
} from '../../src/sends/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { startSmtpSink } from '../support/mail/smtp-sink.ts';
import { makeLetter } from '../support/sends/letters.ts';
import { deliver, expireLeases, makeReaders, shiftRetries, statesOf } from '../support/sends/sends.ts';

let refusal: string | undefined;
const sink = await startSmtpSink({ isUnchecked: true, refuse: () => refusal });
const app = await createTestApp({ SMTP_URL: sink.url });

const contentOf = (subject: string) => ({
  subject,
  html: `<p>${subject}</p>`,
  text: subject,
  sender: { slug: 'x', name: 'X', fromName: 'X', fromAddress: 'x@b.example', replyTo: null },
});

/** A send with one mail for readers of odd ids, another for even ones, and none for the last reader; on its way. */
async function twoVariants(count: number) {
  sink.messages.length = 0;
  refusal = undefined;
  const publication = await makePublication(app);
  const readers = await makeReaders(app, publication, count);
  const id = await makeLetter(app, publication);
  await scheduleLetter(app, publication.id, id, {});
  const nobody = readers.at(-1);
  const found: Preparation = {
    is: 'ready',
    topicIds: null,
    variants: [
      { content: contentOf('Odd'), who: `s.id % 2 = 1 and s.id <> ${nobody}` },
      { content: contentOf('Even'), who: `s.id <> ${nobody}` },
    ],
  };
  await prepareDueSends(app, { ...KINDS, letter: { ...KINDS.letter, prepare: async () => found } });
  return { publication, id, readers: readers.slice(0, -1), nobody };
}

/** Who got which mail, as `subscriber subject`. */
async function received(): Promise<string[]> {
  const ids = await app.db('subscribers').select('id', 'email');
  const idOf = new Map(ids.map(({ id, email }) => [email as string, Number(id)]));
  const subjectOf = (source: Buffer) => /^Subject: (.*)\r\n/m.exec(source.toString())?.[1];
  return sink.messages.map(({ to, source }) => `${idOf.get(to[0] ?? '')} ${subjectOf(source)}`).toSorted();
}
const expected = (readers: number[]) =>
  readers.map((id) => `${id} ${id % 2 === 1 ? 'Odd' : 'Even'}`).toSorted();

describe('A send with two contents', () => {
  test('brings each reader the one that is for them, once, and nothing to whom none is for', async () => {
    const { readers, id, nobody } = await twoVariants(1203);
    await deliver(app);
    expect(await received()).toEqual(expected(readers));
    const batches = await app.db('send_batches').where({ send_id: id }).orderBy('batch_no');
    expect(batches.map(({ batch_no, subscriber_ids }) => [batch_no, subscriber_ids.length])).toEqual([
      [0, 500],
      [1, 101],
      [2, 500],
      [3, 101],
    ]);
    expect(Object.keys(await statesOf(app, id))).not.toContain(String(nobody));
  });

  test('brings them the same one when they are tried again', async () => {
    const { readers } = await twoVariants(9);
    refusal = '451 4.3.0 Later';
    await deliver(app);
    expect(await received()).toEqual([]);
    refusal = undefined;
    await shiftRetries(app, '1 hour');
    await deliverDueRetries(app);
    expect(await received()).toEqual(expected(readers));
  });

  test('brings them the same one when a worker died with them in hand', async () => {
    const { readers, id } = await twoVariants(9);
    await app
      .db('send_batches')
      .where({ send_id: id })
      .update({ state: 'leased', position: 2, attempts: 1, worker: 'dead' });
    await expireLeases(app);
    await deliver(app);
    await shiftRetries(app, '1 hour');
    await deliverDueRetries(app);
    expect(await received()).toEqual(expected(readers));
  });

  test('lists its readers page by page, none left out', async () => {
    const { publication, id, readers } = await twoVariants(40);
    const listed: number[] = [];
    for (let after = 0; ; after = listed.at(-1) ?? 0) {
      const page = await listSendMessages(app.db, publication.id, id, {
        states: ['queued'],
        after,
        limit: 7,
      });
      if (page.length === 0) break;
      listed.push(...page.map(({ subscriberId }) => subscriberId));
    }
    expect(listed).toEqual(readers);
  });
});
