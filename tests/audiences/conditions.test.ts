import { describe, expect, test } from 'vitest';
import { answerConditions, CONDITIONS, type ConditionCode } from '../../src/audiences/index.ts';
import { explain } from '../../src/explain/index.ts';
import { createSegment, findSelection } from '../../src/segments/index.ts';
import { rows } from '../../src/platform/database.ts';
import { getSendDetails } from '../../src/letters/index.ts';
import { listSendMessages, resendSend } from '../../src/sends/index.ts';
import { unsubscribe } from '../../src/subscribers/index.ts';
import { suppress } from '../../src/subscribers/suppressions/suppression-queries.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { makeLetter, prepareLetter } from '../support/sends/letters.ts';
import { evidence } from '../support/readers/readers.ts';
import { deliver, makeReaders } from '../support/sends/sends.ts';
import { startSmtpSink } from '../support/mail/smtp-sink.ts';

let isRefusing = false;
const sink = await startSmtpSink({ refuse: () => (isRefusing ? '550 5.7.1 Not from you today' : undefined) });
const app = await createTestApp({ SMTP_URL: sink.url });

interface Reader {
  id: number;
  email: string;
}

const set = async ({ id }: Reader, change: string) => {
  await app.db.raw(`update subscribers set ${change} where id = ?`, [id]);
};

/** What makes each condition false for one reader, and no other condition. */
type Breakable = Exclude<ConditionCode, 'under-cap'>;
const BREAK: Record<Breakable, (reader: Reader) => Promise<unknown>> = {
  confirmed: (reader) => set(reader, `status = 'pending'`),
  'not-unsubscribed': ({ id }) => unsubscribe(app, { subscriberId: id, sendId: 0 }, evidence),
  'not-bounced': (reader) => set(reader, `status = 'bounced'`),
  'not-complained': (reader) => set(reader, `status = 'complained'`),
  'not-suppressed': ({ email }) => suppress(app.db, app.keys.addressHashes(email), 0, 'operator', 'test'),
  'not-paused': (reader) => set(reader, `paused_until = now() + interval '1 day'`),
  rhythm: (reader) => set(reader, `rhythm = 'daily'`),
  follows: (reader) =>
    set(
      reader,
      `topic_ids = array(select t.id from topics t
                          where t.publication_id = subscribers.publication_id and t.slug = 'arts')`,
    ),
  'in-segment': (reader) => set(reader, `source = 'elsewhere'`),
};

const NOT_FROM_ELSEWHERE = { field: 'source', op: 'is-not', value: 'elsewhere' };

/** A newsletter with two readers of sport, who both get whatever is for readers of sport. */
async function twoReaders(code: string) {
  const publication = await makePublication(app, {
    topics: [
      { slug: 'sport', name: 'Sport' },
      { slug: 'arts', name: 'Arts' },
    ],
  });
  const domain = `${code}.example`;
  const [id = 0, other = 0] = await makeReaders(app, publication, 2, domain);
  const [sport] = await rows<{ id: number }>(
    app.db,
    `update subscribers s set topic_ids = array[t.id] from topics t
      where t.publication_id = s.publication_id and t.slug = 'sport' and s.publication_id = ? returning t.id`,
    [publication.id],
  );
  const rules = [NOT_FROM_ELSEWHERE];
  const segment = (await createSegment(app, publication, { name: 'Not from elsewhere', rules })).id;
  const letter = { audience: { topics: ['sport'], rhythm: 'each' as const, segment } };
  const asked = {
    publicationId: publication.id,
    isForAll: false,
    topicIds: [sport?.id ?? 0],
    rhythm: letter.audience.rhythm,
    segment: (await findSelection(app.db, publication.id, segment)) ?? null,
  };
  const statesOf = async (sendId: number) =>
    Object.fromEntries(
      (await listSendMessages(app.db, publication.id, sendId, { after: 0, limit: 9 })).map((message) => [
        message.subscriberId,
        message.state,
      ]),
    );
  return { publication, reader: { id, email: `reader1@${domain}` }, other, letter, asked, statesOf };
}

/** Whoever changes these after the freeze gets what was frozen for them. */
const DECIDED = new Set<ConditionCode>(['rhythm', 'in-segment']);

// A cap is about mails of articles: see tests/planning/busy-days.test.ts.
describe.each(Object.keys(BREAK) as Breakable[])('A reader for whom "%s" alone does not hold', (code) => {
  test('is not counted, not frozen into a send, and named in the explanation', async () => {
    const { publication, reader, other, letter, asked, statesOf } = await twoReaders(`before-${code}`);
    const draft = await makeLetter(app, publication, letter);
    const estimate = async () => (await getSendDetails(app.db, publication.id, draft)).audienceEstimate;
    expect(await estimate()).toBe(2);
    await BREAK[code](reader);
    // A busy machine may have taken so long that it remembers the count.
    await app.db('audience_counts').delete();
    expect(await estimate()).toBe(1);
    const question = { email: reader.email, article: undefined, send: draft };
    const { because } = await explain(app, publication, question);
    const broken = because.filter((one) => !one.holds && one.code in CONDITIONS);
    expect(broken.map((one) => one.code)).toEqual([code]);
    const sendId = await prepareLetter(app, publication, letter);
    await deliver(app);
    expect(await statesOf(sendId)).toEqual({ [other]: 'accepted' });
    const answers = await answerConditions(app.db, reader.id, asked);
    const all = Object.fromEntries(Object.keys(CONDITIONS).map((name) => [name, true]));
    expect(answers).toEqual({ ...all, [code]: false });
    expect(await answerConditions(app.db, other, asked)).toEqual(all);
  });

  test('is skipped when it came about after the send was frozen, unless that decided about it', async () => {
    const { publication, reader, other, letter, statesOf } = await twoReaders(`after-${code}`);
    const sendId = await prepareLetter(app, publication, letter);
    await BREAK[code](reader);
    await deliver(app);
    expect(await statesOf(sendId)).toEqual({
      [reader.id]: DECIDED.has(code) ? 'accepted' : 'skipped',
      [other]: 'accepted',
    });
  });

  test('is left out when the send is sent again to those it did not reach, unless that decided about it', async () => {
    const { publication, reader, other, letter, statesOf } = await twoReaders(`again-${code}`);
    const sendId = await prepareLetter(app, publication, letter);
    isRefusing = true;
    await deliver(app);
    isRefusing = false;
    await BREAK[code](reader);
    const isStillFor = DECIDED.has(code);
    expect(await resendSend(app, publication.id, sendId)).toEqual({ reopened: isStillFor ? 2 : 1 });
    expect(await statesOf(sendId)).toEqual({
      [reader.id]: isStillFor ? 'deferred' : 'rejected',
      [other]: 'deferred',
    });
  });
});

test('Conditions that keep nobody out make no difference: both readers get the mail', async () => {
  const { publication, reader, other, letter, statesOf } = await twoReaders('both');
  const sendId = await prepareLetter(app, publication, letter);
  await deliver(app);
  expect(await statesOf(sendId)).toEqual({ [reader.id]: 'accepted', [other]: 'accepted' });
});

test('Every status but active has its own condition', async () => {
  const { publication, reader, other, asked } = await twoReaders('statuses');
  const [column] = await rows<{ rule: string }>(
    app.db,
    `select pg_get_constraintdef(oid) as rule from pg_constraint where conname = 'subscribers_status_check'`,
  );
  const statuses = [...(column?.rule ?? '').matchAll(/'(\w+)'/g)].map(([, status]) => status ?? '');
  expect(statuses).toContain('active');
  const broken = await Promise.all(
    statuses.map(async (status) => {
      const [{ id } = { id: 0 }] = await rows<{ id: number }>(
        app.db,
        `insert into subscribers (publication_id, status, email, delivery_address, address_hash, topic_ids)
         select publication_id, ?, ? || '@status.example', email, sha256(cast(? as bytea)), topic_ids
           from subscribers where id = ? returning id`,
        [status, status, status, reader.id],
      );
      const answers = (await answerConditions(app.db, id, asked)) ?? {};
      return [status, Object.entries(answers).filter(([, holds]) => !holds).length];
    }),
  );
  expect(Object.fromEntries(broken)).toEqual({
    ...Object.fromEntries(statuses.map((status) => [status, 1])),
    active: 0,
  });
  expect(await answerConditions(app.db, other, { ...asked, publicationId: publication.id + 1 })).toBe(
    undefined,
  );
});
