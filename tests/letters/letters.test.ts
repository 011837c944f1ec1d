import { KINDS } from '../../src/kinds.ts';
import { simpleParser } from 'mailparser';
import { describe, expect, test } from 'vitest';
import { createMailer } from '../../src/transports/index.ts';
import { InvalidInput } from '../../src/platform/errors.ts';
import { updatePublication } from '../../src/publications/index.ts';
import { openLink } from '../../src/subscribers/index.ts';
import {
  changeLetter,
  createLetter,
  getSendDetails,
  refreshSchedules,
  scheduleLetter,
  unscheduleLetter,
} from '../../src/letters/index.ts';
import { cancelSend, prepareDueSends, sendTest } from '../../src/sends/index.ts';
import { FALL_BACK, NO_DAY, SPRING_FORWARD, SUMMER_DAY } from '../support/app/years.ts';
import { createTestApp } from '../support/app/app.ts';
import { auditTrail } from '../support/app/audit.ts';
import { makePublication } from '../support/app/publications.ts';
import { makeLetter, prepareLetter } from '../support/sends/letters.ts';
import { deliver, makeReaders, statesOf } from '../support/sends/sends.ts';
import { startSmtpSink } from '../support/mail/smtp-sink.ts';

const sink = await startSmtpSink();
const app = await createTestApp({ SMTP_URL: sink.url });
const mailsTo = (domain: string) => sink.messages.filter(({ to }) => to[0]?.endsWith(`@${domain}`));
const makeDue = (id: number) =>
  app.db.raw(`update sends set scheduled_at = now() - interval '1 second' where id = ?`, [id]);
const show = (publication: { id: number }, id: number) => getSendDetails(app.db, publication.id, id);

describe('A letter', () => {
  test('goes to every reader once, with the editor’s words and each reader’s own links', async () => {
    const publication = await makePublication(app);
    await makeReaders(app, publication, 20, 'letter.example');
    const id = await prepareLetter(app, publication, {
      subject: 'We have moved',
      preheader: 'To the harbour',
    });
    const other = { ...app, mailer: createMailer(app.config, app.db, app.keys) };
    await Promise.all([deliver(app), deliver(other)]);
    await other.mailer.close();
    const mails = mailsTo('letter.example');
    expect(new Set(mails.map(({ to }) => to[0])).size).toBe(20);
    expect(mails).toHaveLength(20);
    const parsed = await Promise.all(mails.map(({ source }) => simpleParser(source)));
    const links = parsed.map(({ text }) => /\/unsubscribe\/[\w-]+/.exec(text ?? '')?.[0]);
    expect(new Set(links).size).toBe(20);
    expect(new Set(parsed.map(({ messageId }) => messageId)).size).toBe(20);
    expect(parsed[0]?.subject).toBe('We have moved');
    expect(parsed[0]?.text).toContain('https://gazette.example/home');
    expect(await show(publication, id)).toMatchObject({
      kind: 'letter',
      status: 'sent',
      counts: { accepted: 20 },
      ratePerSecond: null,
      audienceEstimate: null,
    });
  });

  test('names each reader, or says the default, in its subject and text, escaped in the HTML', async () => {
    const publication = await makePublication(app);
    const [first = 0] = await makeReaders(app, publication, 2, 'named.example');
    await app.db.raw(`update subscribers set name = ? where id = ?`, ['Žofie & Ann', first]);
    const id = await prepareLetter(app, publication, {
      subject: 'For {{ name | default: "you" }}',
      markdown: 'Hello {{ name | default: "dear reader" }}, we moved.',
    });
    await deliver(app);
    const mails = await Promise.all(
      ['reader1', 'reader2'].map((local) =>
        simpleParser(
          mailsTo('named.example').find(({ to }) => to[0] === `${local}@named.example`)?.source ?? '',
        ),
      ),
    );
    expect(mails.map(({ subject }) => subject)).toEqual(['For Žofie & Ann', 'For you']);
    expect(mails[0]?.text).toMatch(/^Hello Žofie & Ann, we moved\./);
    expect(mails[0]?.html).toContain('Hello Žofie &amp; Ann, we moved.');
    expect(mails[1]?.text).toMatch(/^Hello dear reader, we moved\./);
    expect((await show(publication, id)).subject).toBe('For you');
    const [tested] = await sendTest(app, KINDS, publication.id, id, { to: ['named@trial.example'] });
    expect(tested?.outcome).toBe('accepted');
    const test = mailsTo('trial.example')[0];
    expect((await simpleParser(test?.source ?? '')).subject).toBe('[Test] For you');
  });

  test('goes once, however many schedulers prepare it (SMTP-11, TIM-06)', async () => {
    const publication = await makePublication(app);
    await makeReaders(app, publication, 5, 'once-letter.example');
    const id = await makeLetter(app, publication);
    await Promise.all([1, 2, 3].map(() => scheduleLetter(app, publication.id, id, {})));
    await Promise.all([1, 2, 3, 4].map(() => prepareDueSends(app, KINDS)));
    await Promise.all([deliver(app), deliver(app)]);
    expect(mailsTo('once-letter.example')).toHaveLength(5);
  });

  test('waits while it is a draft, or its time has not come', async () => {
    const publication = await makePublication(app);
    await makeReaders(app, publication, 1, 'waiting.example');
    await makeLetter(app, publication);
    const later = await makeLetter(app, publication);
    const at = new Date(Date.now() + 60_000).toISOString();
    expect((await scheduleLetter(app, publication.id, later, { at })).scheduledAt?.toISOString()).toBe(at);
    await prepareDueSends(app, KINDS);
    await deliver(app);
    expect(mailsTo('waiting.example')).toEqual([]);
    await scheduleLetter(app, publication.id, later, {});
    await prepareDueSends(app, KINDS);
    await deliver(app);
    expect(mailsTo('waiting.example')).toHaveLength(1);
  });

  test('that was cancelled, or taken back to a draft, before it was claimed does not go (TIM-07)', async () => {
    const publication = await makePublication(app);
    await makeReaders(app, publication, 1, 'taken-back.example');
    const [cancelled, back] = [await makeLetter(app, publication), await makeLetter(app, publication)];
    for (const id of [cancelled, back]) await scheduleLetter(app, publication.id, id, {});
    await cancelSend(app, publication.id, cancelled);
    expect((await unscheduleLetter(app, publication.id, back)).status).toBe('draft');
    expect((await unscheduleLetter(app, publication.id, back)).scheduledAt).toBeNull();
    await prepareDueSends(app, KINDS);
    await deliver(app);
    expect(mailsTo('taken-back.example')).toEqual([]);
    await expect(scheduleLetter(app, publication.id, cancelled, {})).rejects.toThrow(
      'This send is cancelled, so it cannot be scheduled.',
    );
  });

  test('once claimed keeps its text and its time', async () => {
    const publication = await makePublication(app);
    await makeReaders(app, publication, 1);
    const id = await prepareLetter(app, publication);
    const refused = 'This send is sending, so it cannot be';
    await expect(scheduleLetter(app, publication.id, id, {})).rejects.toThrow(`${refused} scheduled.`);
    await expect(unscheduleLetter(app, publication.id, id)).rejects.toThrow(`${refused} unscheduled.`);
    await expect(changeLetter(app, publication.id, id, { subject: 'x' })).rejects.toThrow(
      'only a draft can be changed',
    );
    await cancelSend(app, publication.id, id);
  });

  test('without a postal address waits with a reason, and goes when it is set (LAW-01)', async () => {
    const publication = await makePublication(app, { postalAddress: null });
    await makeReaders(app, publication, 1, 'lawful.example');
    const id = await prepareLetter(app, publication);
    expect(await show(publication, id)).toMatchObject({
      status: 'scheduled',
      reason: { code: 'no-postal-address' },
    });
    await expect(sendTest(app, KINDS, publication.id, id, { to: ['me@desk.example'] })).rejects.toThrow(
      'postal address',
    );
    await updatePublication(app, publication.slug, { postalAddress: '1 Market Square, Berlin' });
    await app.db.raw('update sends set blocked_until = now() where id = ?', [id]);
    await prepareDueSends(app, KINDS);
    await deliver(app);
    expect(mailsTo('lawful.example')).toHaveLength(1);
  });

  test('that no longer fits when it is due goes back to its editor with the reason', async () => {
    const publication = await makePublication(app);
    await makeReaders(app, publication, 1, 'too-long.example');
    const id = await makeLetter(app, publication);
    await scheduleLetter(app, publication.id, id, {});
    await app.db.raw('update letters set markdown = ? where send_id = ?', ['words '.repeat(30_000), id]);
    await prepareDueSends(app, KINDS);
    expect(await show(publication, id)).toMatchObject({
      status: 'draft',
      reason: {
        code: 'letter-faulty',
        params: { faults: [{ kind: 'too-long', kilobytes: expect.any(Number) }] },
      },
    });
  });

  test('that would greet nobody by name goes back with the line and what stands there', async () => {
    const publication = await makePublication(app);
    await makeReaders(app, publication, 1, 'greeting.example');
    const id = await makeLetter(app, publication);
    await scheduleLetter(app, publication.id, id, {});
    await app.db.raw('update letters set markdown = ? where send_id = ?', ['Hello!\n\nDear *|FNAME|*', id]);
    await prepareDueSends(app, KINDS);
    const fault = { kind: 'placeholder', field: 'markdown', line: 3, found: '*|FNAME|*', advice: 'name' };
    expect(await show(publication, id)).toMatchObject({
      status: 'draft',
      reason: { code: 'letter-faulty', params: { faults: [fault] } },
    });
  });
});

describe('The audience of a letter', () => {
  async function fiveReaders(domain: string) {
    const publication = await makePublication(app);
    await updatePublication(app, publication.slug, {
      topics: [
        { slug: 'politics', name: 'Politics' },
        { slug: 'sport', name: 'Sport' },
      ],
    });
    const { rows } = await app.db.raw('select id from topics where publication_id = ? order by id', [
      publication.id,
    ]);
    const [politics = 0, sport = 0] = (rows as { id: number }[]).map(({ id }) => id);
    const ids = await makeReaders(app, publication, 5, domain);
    const set = (id = 0, topics: number[], rhythm: string) =>
      app.db.raw('update subscribers set topic_ids = cast(? as bigint[]), rhythm = ? where id = ?', [
        topics,
        rhythm,
        id,
      ]);
    await set(ids[1], [politics], 'each');
    await set(ids[2], [sport], 'each');
    await set(ids[3], [], 'daily');
    await set(ids[4], [sport], 'weekly');
    return { publication, ids };
  }

  test.each([
    ['everybody, whatever their topics and rhythm', {}, [0, 1, 2, 3, 4]],
    ['who follows a topic, and who chose none', { topics: ['politics'] }, [0, 1, 3]],
    ['of either topic', { topics: ['politics', 'sport'] }, [0, 1, 2, 3, 4]],
    ['of one rhythm', { rhythm: 'each' as const }, [0, 1, 2]],
    ['of a topic and a rhythm', { topics: ['sport'], rhythm: 'weekly' as const }, [4]],
  ])('is %s, and the estimate says as many', async (_what, audience, wanted) => {
    const { publication, ids } = await fiveReaders('audience.example');
    const id = await makeLetter(app, publication, { audience });
    expect((await show(publication, id)).audienceEstimate).toBe(wanted.length);
    await scheduleLetter(app, publication.id, id, {});
    await prepareDueSends(app, KINDS);
    await deliver(app);
    expect(Object.keys(await statesOf(app, id)).map(Number)).toEqual(wanted.map((place) => ids[place]));
  });

  test('whose topic was deleted since does not become everybody', async () => {
    const { publication, ids } = await fiveReaders('deleted.example');
    const id = await makeLetter(app, publication, { audience: { topics: ['politics'] } });
    await updatePublication(app, publication.slug, { topics: [{ slug: 'sport', name: 'Sport' }] });
    await scheduleLetter(app, publication.id, id, {});
    await prepareDueSends(app, KINDS);
    await deliver(app);
    expect(Object.keys(await statesOf(app, id)).map(Number)).toEqual([ids[0], ids[1], ids[3]]);
  });
});

describe('A schedule by the wall clock', () => {
  test.each([
    [`${SPRING_FORWARD}T02:30`, `${SPRING_FORWARD}T01:30:00.000Z`, 'clocks-skip'],
    [`${FALL_BACK}T02:30`, `${FALL_BACK}T00:30:00.000Z`, 'clocks-repeat'],
    [`${SUMMER_DAY}T09:00`, `${SUMMER_DAY}T07:00:00.000Z`, null],
  ])('%s in Berlin is %s (TIM-03)', async (at, instant, note) => {
    const publication = await makePublication(app);
    const id = await makeLetter(app, publication);
    await scheduleLetter(app, publication.id, id, { at, timeZone: 'Europe/Berlin' });
    const { scheduledAt, letter } = await show(publication, id);
    expect(scheduledAt?.toISOString()).toBe(instant);
    expect(letter?.schedule).toEqual({ wallTime: `${at}:00`, timeZone: 'Europe/Berlin' });
    expect(letter?.scheduleNote?.code ?? null).toBe(note);
  });

  test('follows the time zone’s rules when they change (TIM-01)', async () => {
    const publication = await makePublication(app, { timeZone: 'America/New_York' });
    const id = await makeLetter(app, publication);
    await scheduleLetter(app, publication.id, id, { at: `${SUMMER_DAY}T09:00` });
    // As if the rules had been other ones when it was scheduled.
    await makeDue(id);
    await prepareDueSends(app, KINDS);
    expect((await show(publication, id)).status).toBe('scheduled');
    await refreshSchedules(app);
    expect((await show(publication, id)).scheduledAt?.toISOString()).toBe(`${SUMMER_DAY}T13:00:00.000Z`);
    await cancelSend(app, publication.id, id);
  });

  test.each([
    ['at', { at: '2020-01-01T09:00:00Z' }, 'past'],
    ['at', { at: '2099-01-01T09:00:00Z' }, 'five years'],
    ['at', { at: 'tomorrow' }, 'must be an instant'],
    ['at', { at: `${NO_DAY}T09:00` }, 'must be an instant'],
    ['timeZone', { at: `${SUMMER_DAY}T09:00`, timeZone: 'Mars/Phobos' }, 'Europe/Berlin'],
    ['timeZone', { at: `${SUMMER_DAY}T09:00`, timeZone: 'utc+2' }, 'Europe/Berlin'],
    ['timeZone', { at: `${SUMMER_DAY}T09:00`, timeZone: '+02:00' }, 'Europe/Berlin'],
    ['timeZone', { at: `${SUMMER_DAY}T09:00:00Z`, timeZone: 'Europe/Berlin' }, 'local time'],
  ])('that cannot be is refused under %s: %j', async (field, input, words) => {
    const publication = await makePublication(app);
    const id = await makeLetter(app, publication);
    const refusal = await scheduleLetter(app, publication.id, id, input).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(InvalidInput);
    expect((refusal as InvalidInput).errors).toMatchObject([
      { field, message: expect.stringContaining(words) },
    ]);
  });

  test('of a caller whose clock is a few minutes slow is now (TIM-06)', async () => {
    const publication = await makePublication(app);
    const id = await makeLetter(app, publication);
    const at = new Date(Date.now() - 4 * 60_000).toISOString();
    expect((await scheduleLetter(app, publication.id, id, { at })).status).toBe('scheduled');
    await cancelSend(app, publication.id, id);
  });
});

describe('A test', () => {
  test('is the very email under a marked subject, in no ledger, with links that belong to nobody', async () => {
    const publication = await makePublication(app);
    await makeReaders(app, publication, 1, 'tested.example');
    const id = await makeLetter(app, publication, { subject: 'We have moved' });
    const to = ['one@desk.example', 'two@desk.example', 'ONE@desk.example'];
    const results = await sendTest(app, KINDS, publication.id, id, { to });
    expect(results.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
    const [mail] = mailsTo('desk.example');
    const parsed = await simpleParser(mail?.source ?? '');
    expect(parsed.subject).toBe('[Test] We have moved');
    expect(parsed.text).toContain('https://gazette.example/home');
    const token = /\/unsubscribe\/([\w-]+)/.exec(parsed.text ?? '')?.[1] ?? '';
    expect(await openLink(app, 'unsubscribe', token)).toBe('test');
    expect(await show(publication, id)).toMatchObject({ status: 'draft', counts: { audience: 0 } });
    expect(await statesOf(app, id)).toEqual({});
    expect(JSON.stringify(await auditTrail(app.db, `send:${id}`))).not.toContain('@');
  });

  test('reaches nobody who is suppressed (SUP-01)', async () => {
    const publication = await makePublication(app);
    const id = await makeLetter(app, publication);
    await app.db.raw(
      `insert into suppressions (address_hash, publication_id, reason) values (?, 0, 'never-again')`,
      [app.keys.addressHashes('never@suppressed.example')[0]],
    );
    const results = await sendTest(app, KINDS, publication.id, id, { to: ['never@suppressed.example'] });
    expect(results).toEqual([
      { to: 'never@suppressed.example', outcome: 'recipient', reply: expect.stringContaining('suppressed') },
    ]);
    expect(mailsTo('suppressed.example')).toEqual([]);
  });

  test.each([
    [[]],
    [['not an address']],
    [['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `${name}@desk.example`)],
  ])('to %j is refused', async (to) => {
    const publication = await makePublication(app);
    const id = await makeLetter(app, publication);
    await expect(sendTest(app, KINDS, publication.id, id, { to })).rejects.toThrow(InvalidInput);
  });
});

test.each([
  ['markdown', { markdown: '' }],
  ['markdown', { markdown: '<script>alert(1)</script>' }],
  ['markdown', { markdown: '>'.repeat(90_000) }],
  ['markdown', { markdown: 'words '.repeat(20_000) }],
  ['markdown', { markdown: 'Dear *|FNAME|*' }],
  ['subject', { subject: 'For {{ first_name }}' }],
  ['preheader', { preheader: 'For [First Name]' }],
  ['subject', { subject: ' ' }],
  ['subject', { subject: 'two\nlines' }],
  ['audience.topics', { audience: { topics: ['nothing'] } }],
])('A letter with an impossible %s is refused when it is written: %.60j', async (field, fields) => {
  const publication = await makePublication(app);
  const letter = { subject: 'A subject', markdown: 'Text.', ...fields };
  const refusal = await createLetter(app, publication.id, letter).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(InvalidInput);
  expect((refusal as InvalidInput).errors.map((error) => error.field)).toEqual([field]);
});
