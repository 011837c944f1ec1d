import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { heedDueMails, listenForMail } from '../../src/inbound/index.ts';
import { wantsToLeave } from '../../src/inbound/heeding/wants-to-leave.ts';
import { rows } from '../../src/platform/database.ts';
import {
  exportSubscriberData,
  listConsentRecords,
  mailAddresses,
  signUp,
  type MailAddresses,
} from '../../src/subscribers/index.ts';
import { slowLaneOf } from '../../src/subscribers/proofs/slow-lane.ts';
import { sayHistory } from '../../src/web/public/preferences/say-history.ts';
import { readerSpeechIn } from '../../src/words/index.ts';
import { eraseReader } from '../../src/web/erase-reader.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { handOver } from '../support/mail/hand-over.ts';
import { complaintTo, letterTo, reportTo } from '../support/mail/returned-mails.ts';
import { signUpOf } from '../support/readers/readers.ts';
import { sendScene } from '../support/sends/send-scene.ts';
import { deliver, makeReaders } from '../support/sends/sends.ts';

const app = await createTestApp({ INBOUND_SMTP: '127.0.0.1:0' });
const gazette = await makePublication(app, { slug: 'gazette' });
const addresses = mailAddresses(app, gazette) as MailAddresses;
const { port, close } = await listenForMail(app, { protocol: 'smtp', host: '127.0.0.1', port: 0 });
afterAll(() => close(0));
beforeEach(() => app.db.raw('truncate inbound_mails, events, confirmation_requests, notices cascade'));

interface Reader {
  id: number;
  linkKey: number;
  email: string;
  status: string;
}

const READER = 'select id, link_key as "linkKey", email, status from subscribers';
let serial = 0;

async function makeReader(): Promise<Reader> {
  serial += 1;
  const domain = `shore${serial}.example`;
  await makeReaders(app, gazette, 1, domain);
  const [reader] = await rows<Reader>(app.db, `${READER} where email like ?`, [`%@${domain}`]);
  if (!reader) throw new Error('no reader');
  return reader;
}

const find = async (email: string) => (await rows<Reader>(app.db, `${READER} where email = ?`, [email]))[0];
const statusOf = async ({ id }: { id: number }) =>
  (await rows<Reader>(app.db, `${READER} where id = ?`, [id]))[0]?.status;
const events = () =>
  rows<{ type: string; kind: string; subscriberId: number | null; says: string }>(
    app.db,
    'select type, kind, subscriber_id as "subscriberId", says from events order by id',
  );
const proofOf = async ({ id }: { id: number }) =>
  rows<{ kind: string; channel: string }>(
    app.db,
    'select kind, channel from consent_records where subscriber_id = ? order by id desc limit 1',
    [id],
  );
const historyOf = async ({ id }: { id: number }) =>
  sayHistory(await listConsentRecords(app.db, id), readerSpeechIn('en')).flatMap(({ says }) => says);
const countNotices = async () =>
  (await rows<{ count: number }>(app.db, 'select count(*) from notices'))[0]?.count;

/** Hands a mail over and lets it be heeded. */
async function take(to: string, mail: string, from = 'ada@shore.example') {
  expect((await handOver(port, { from, to: [to], mail })).mail).toEqual([expect.stringMatching(/^250 /)]);
  await heedDueMails(app);
}

/** Somebody whose confirmation mail is on its way, and the address that its reply goes to. */
async function ask(email: string) {
  const { subscriber } = await signUp(app, gazette, signUpOf(email));
  const [row] = await rows<{ id: number; linkKey: number; nonce: Buffer }>(
    app.db,
    'select s.id, s.link_key as "linkKey", c.nonce from subscribers s join confirmations c on c.subscriber_id = s.id where s.id = ?',
    [subscriber?.id ?? 0],
  );
  if (!row) throw new Error('nobody signed up');
  return { id: row.id, to: addresses.confirm(row, row.nonce) };
}

const AWAY = 'Auto-Submitted: auto-replied\n';

describe('To leave by mail', () => {
  test('the address is enough: not the sender, not the subject, not the words; recorded as left by mail', async () => {
    const reader = await makeReader();
    const to = addresses.unsubscribe(reader);
    await take(
      to.toUpperCase(),
      letterTo(to, { from: 'robot@mailer.example', subject: '', words: '', head: AWAY }),
      '',
    );
    expect(await statusOf(reader)).toBe('unsubscribed');
    expect(await proofOf(reader)).toEqual([{ kind: 'unsubscribed', channel: 'mail' }]);
    expect(await historyOf(reader)).toContain('You unsubscribed by email.');
    expect(await events()).toMatchObject([{ type: 'unsubscribe', kind: 'address', subscriberId: reader.id }]);
  });

  test('one mail to the addresses of two newsletters leaves both', async () => {
    const [reader, other] = [await makeReader(), await makeReader()];
    const to = [addresses.unsubscribe(reader), addresses.unsubscribe(other)];
    await handOver(port, { from: 'ada@shore.example', to, mail: letterTo(to.join('>, <')) });
    await heedDueMails(app);
    expect([await statusOf(reader), await statusOf(other)]).toEqual(['unsubscribed', 'unsubscribed']);
    expect(await events()).toHaveLength(2);
  });

  test('a forged address, and a bounce that went there, take nobody out', async () => {
    const reader = await makeReader();
    const to = addresses.unsubscribe(reader);
    const forged = to.replace(/.@/, (end) => (end === 'a@' ? 'q@' : 'a@'));
    await take(forged, letterTo(forged, { from: reader.email }));
    await take(to, reportTo(to, { status: '4.2.2', says: '452 4.2.2 Mailbox full' }), '');
    expect(await statusOf(reader)).toBe('active');
  });

  test('a reply that says so in its first line is heeded, but not one further below, and not one of a program', async () => {
    const [reader, other, third] = [await makeReader(), await makeReader(), await makeReader()];
    await take(
      addresses.bounce(reader),
      letterTo('news@gazette.example', { words: 'Please unsubscribe me!\n\n> Ferries run again' }),
    );
    expect(await statusOf(reader)).toBe('unsubscribed');
    await take(
      addresses.bounce(other),
      letterTo('news@gazette.example', { words: 'Thank you for this.\nunsubscribe' }),
    );
    await take(
      addresses.bounce(third),
      letterTo('news@gazette.example', { words: 'unsubscribe', head: AWAY }),
    );
    await take(addresses.bounce(third), letterTo('news@gazette.example', { words: 'unsubscribe' }), '');
    expect([await statusOf(other), await statusOf(third)]).toEqual(['active', 'active']);
    expect(await events()).toMatchObject([
      { type: 'unsubscribe', kind: 'words' },
      { type: 'reply', kind: 'unknown', subscriberId: other.id, says: 'Thank you for this.' },
      { type: 'reply', kind: 'auto-reply' },
      { type: 'reply', kind: 'auto-reply' },
    ]);
  });

  test('it is said in seven languages, as a whole line', () => {
    const leaving = [
      'Unsubscribe',
      'STOP.',
      'please remove me from this list',
      'Abmelden',
      'Bitte abmelden, danke',
      'Désabonnez-moi s’il vous plaît',
      'me désinscrire',
      'Darme de baja, por favor',
      'Cancelar suscripción',
      'Cancelar inscrição',
      'Quero sair',
      '配信停止',
      '購読解除をお願いします。',
      'メールの配信を停止してください',
      'إلغاء الاشتراك',
      'الغاء اشتراكي من فضلك',
    ];
    expect(leaving.filter((line) => !wantsToLeave(line))).toEqual([]);
    const staying = [
      '',
      'Do not unsubscribe me',
      'How do I unsubscribe?',
      'Nicht abmelden',
      'Stop the ferries!',
      'The bus stop is closed',
      'Ne pas désabonner',
      '停止線について',
      'I do not want to stop',
    ];
    expect(staying.filter(wantsToLeave)).toEqual([]);
  });
});

describe('To sign up by mail', () => {
  const to = 'subscribe+gazette@gazette.example';

  test('who writes gets one confirmation mail, and nothing else is answered', async () => {
    await take(to, letterTo(to, { from: '"Free money: https://spam.example" <Newcomer@shore.example>' }));
    expect(await find('newcomer@shore.example')).toMatchObject({ status: 'pending' });
    expect(await countNotices()).toBe(1);
    const [names] = await rows(
      app.db,
      "select name, source from subscribers where email = 'newcomer@shore.example'",
    );
    expect(names).toEqual({ name: '', source: 'mail' });
    // A second mail at once waits for its turn (BOMB-01).
    await take(to, letterTo(to, { from: 'newcomer@shore.example', subject: 'again' }));
    const waiting = await rows<{ id: number }>(app.db, "select id from notices where state <> 'held'");
    expect(waiting.length).toBe(1);
  });

  test('a flood of forged senders has a hundred mails an hour; the others wait (BOMB-04)', async () => {
    // As if that many had been mailed already.
    await app.db.raw(
      `insert into confirmation_requests (abuse_hash, domain_hash, block_hash, cost, at, mailed)
       select sha256(n::text::bytea), sha256('x'), ?, 1, now(), true from generate_series(1, 99) n`,
      [slowLaneOf(app)],
    );
    for (const name of ['first', 'second', 'third'])
      await take(to, letterTo(to, { from: `${name}@victims.example` }));
    const sent = await rows<{ email: string }>(
      app.db,
      "select s.email from notices n join subscribers s on s.id = n.subscriber_id where n.state <> 'held'",
    );
    expect(sent).toEqual([{ email: 'first@victims.example' }]);
  });

  test('nobody who may answer by themselves is signed up: programs, lists, reports, our own mail, mail without a return path', async () => {
    const from = 'robot@shore.example';
    const mails: [string, string?][] = [
      [letterTo(to, { from, head: AWAY })],
      [letterTo(to, { from, head: 'Precedence: bulk\n' })],
      [letterTo(to, { from, head: 'List-Id: <talk.shore.example>\n' })],
      [letterTo(to, { from, head: 'X-Loop: shore\n' })],
      [letterTo(to, { from, head: 'Feedback-ID: 3:gazette:article:paperround\n' })],
      [letterTo(to, { from: 'MAILER-DAEMON@shore.example' })],
      [letterTo(to, { from: 'no-reply@shore.example' })],
      [letterTo(to, { from, subject: 'Out of office' })],
      [letterTo(to, { from: 'one@shore.example, two@shore.example' })],
      [letterTo(to, { from: 'nobody' })],
      [letterTo(to, { from: 'help+gazette@gazette.example' })],
      [letterTo(to, { from: to })],
      [letterTo(to, { from }), ''],
      [reportTo(to), ''],
      [complaintTo(to)],
    ];
    for (const [mail, envelope = from] of mails) await take(to, mail, envelope);
    expect(await countNotices()).toBe(0);
    expect(await find(from)).toBeUndefined();
  });
});

describe('To confirm by mail', () => {
  test('a reply to the confirmation mail confirms, whoever it says it is from; a second changes nothing', async () => {
    const { id, to } = await ask('asked@shore.example');
    await take(to, letterTo(to, { from: 'other-account@private.example', words: 'Yes' }));
    await take(to, letterTo(to, { from: 'other-account@private.example', words: 'Yes!' }));
    expect(await statusOf({ id })).toBe('active');
    expect(await proofOf({ id })).toEqual([{ kind: 'confirmed', channel: 'mail' }]);
    expect(await historyOf({ id })).toContain('You confirmed by replying to our email.');
  });

  test('an absence note, a report, a forged address or the word of a stranger does not', async () => {
    const { id, to } = await ask('absent@shore.example');
    const forged = to.replace(/.@/, (end) => (end === 'a@' ? 'q@' : 'a@'));
    await take(to, letterTo(to, { head: AWAY }));
    await take(to, letterTo(to, { subject: 'Abwesenheitsnotiz' }));
    await take(to, letterTo(to), '');
    await take(to, reportTo(to, { status: '4.4.1', says: '451 4.4.1 later', action: 'delayed' }), '');
    await take(forged, letterTo(forged, { from: 'absent@shore.example' }));
    await take('bounce@gazette.example', letterTo(to, { from: 'absent@shore.example', words: 'Yes' }));
    expect(await statusOf({ id })).toBe('pending');
    // A reply that says no is no yes.
    await take(to, letterTo(to, { words: 'Stop' }));
    expect(await statusOf({ id })).toBe('unsubscribed');
  });
});

describe('A reply to a confirmation mail', () => {
  const says = async (words: string) => {
    const { id, to } = await ask(`asked${(serial += 1)}@harbour.example`);
    await take(to, letterTo(to, { subject: 'Re: 123456 is your code', words }));
    return statusOf({ id });
  };

  test('that says no, or may be of a program that does not say what it is, confirms nothing', async () => {
    const others = [
      'No.',
      'I did not ask for this',
      'Hello,\nthis is spam. I have never signed up.',
      'Nein, das war ich nicht',
      'Je n’ai rien demandé, c’est une erreur',
      'No he pedido esto',
      'Não fui eu',
      '登録していません',
      'لم أطلب هذا',
      'Thank you for contacting us. Your ticket is 4711.',
      'Vielen Dank für Ihre Nachricht. Wir melden uns.',
      'Bonjour, je suis en vacances jusqu’au 5.',
      'Me encuentro de vacaciones',
      'ただいま不在にしております。',
      // In languages that nobody here knows: what is not quoted may be a program's.
      'Olen lomalla 12.1. saakka.',
      'Szabadságon vagyok.',
      'In dringenden Fällen wenden Sie sich bitte an:\nbo@harbour.example',
    ];
    for (const words of others) expect([words, await says(words)]).toEqual([words, 'pending']);
    expect(await events()).toMatchObject(others.map(() => ({ type: 'reply' })));
  });

  test('confirms with a yes, with no words, and with any others above the mail that is sent back', async () => {
    const below =
      '\n\nOn Tue, 1 Dec 2026 The Gazette <news@gazette.example> wrote:\nIf you did not ask for this, do nothing.';
    const quoted = '\n\n> Please confirm';
    const link = `\n\nVon: The Gazette\nConfirm<${app.config.publicUrl}/gazette/confirm/x>`;
    for (const words of [
      'OK, thanks for your email',
      '',
      `Hello${quoted}`,
      `Gerne!${link}`,
      `Kyllä${quoted}`,
      `Ja${below}`,
      `Sim\n\n-- \nnot a lawyer`,
    ])
      expect([words, await says(words)]).toEqual([words, 'active']);
  });
});

describe('What a person writes about mail that fails', () => {
  test('is no report of a server, and neither is an absence note', async () => {
    const reader = await makeReader();
    const to = addresses.bounce(reader);
    const words = 'They say that my address does not exist: 550 5.1.1 user unknown.';
    await take(to, letterTo(to, { from: reader.email, subject: 'Re: Mail delivery problems', words }));
    await take(to, letterTo(to, { from: reader.email, subject: 'Mail delivery problems', words }));
    // RFC 3834 lets them have no return path.
    const left = 'I have left. This address does not exist any more, and the mailbox is full.';
    await take(to, letterTo(to, { from: reader.email, subject: 'Re: Ferries', words: left, head: AWAY }), '');
    expect(await statusOf(reader)).toBe('active');
    expect(await events()).toMatchObject([{ type: 'reply' }, { type: 'reply' }, { kind: 'auto-reply' }]);
  });
});

describe('Whom a person answers to', () => {
  test('is told by the Message-ID only with their own address: to whom a reader passed it on is somebody else', async () => {
    const scene = await sendScene(app, 1);
    await deliver(app);
    const [mail] = await rows<{ to: string; id: string }>(
      app.db,
      'select envelope_to as "to", message_id as id from mailbox order by id desc limit 1',
    );
    const leave = (from: string) =>
      take(
        'postmaster@gazette.example',
        letterTo('news@gazette.example', { from, words: 'unsubscribe', head: `In-Reply-To: ${mail?.id}\n` }),
      );
    const id = scene.readerIds[0] ?? 0;
    await leave('friend@elsewhere.example');
    expect(await statusOf({ id })).toBe('active');
    await leave(mail?.to ?? '');
    expect(await statusOf({ id })).toBe('unsubscribed');
  });
});

describe('A complaint', () => {
  test('ends mail to the reader of its token, whoever it names; taken back, it does not', async () => {
    const [reader, victim] = [await makeReader(), await makeReader()];
    const to = addresses.abuse(addresses.bounce(reader));
    await take(to, complaintTo(to, { about: victim.email, type: 'not-spam' }));
    expect(await statusOf(reader)).toBe('active');
    await take(to, complaintTo(to, { about: victim.email }));
    expect([await statusOf(reader), await statusOf(victim)]).toEqual(['complained', 'active']);
    // At the return path, and by the return path within it.
    const [third, fourth] = [await makeReader(), await makeReader()];
    await take(addresses.bounce(third), complaintTo('x@y.example', { about: '[redacted]' }));
    await take(
      'abuse@gazette.example',
      complaintTo('x@y.example', {
        about: '[redacted]',
        head: `Return-Path: <${addresses.bounce(fourth)}>\n`,
      }),
    );
    expect([await statusOf(third), await statusOf(fourth)]).toEqual(['complained', 'complained']);
    // Where only the address to leave is left (BNC-06).
    const fifth = await makeReader();
    await take(
      'abuse@gazette.example',
      complaintTo('x@y.example', {
        about: 'redacted-1f2e3d@shore.example',
        head: `List-Unsubscribe: <https://news.example/unsubscribe/x>,\n <mailto:${addresses.unsubscribe(fifth)}?subject=unsubscribe>\n`,
      }),
    );
    expect(await statusOf(fifth)).toBe('complained');
  });

  test('without a token or a Message-ID of ours, or with forged ones, is about nobody', async () => {
    const victim = await makeReader();
    for (const to of [
      'abuse@gazette.example',
      'abuse+forgedforgedforged@gazette.example',
      'bounce@gazette.example',
    ])
      await take(
        to,
        complaintTo(to, {
          about: victim.email,
          head: 'Message-ID: <AAAAAAAAAAAAAAAAAAAAAAAAAAA@gazette.example>\n',
        }),
      );
    expect(await statusOf(victim)).toBe('active');
    expect(await events()).toEqual([]);
  });
});

describe('Hostile mail and loops', () => {
  test('cost nobody their newsletter, are never answered, and hold up nothing', async () => {
    const reader = await makeReader();
    const to = addresses.bounce(reader);
    const head = `From: a@shore.example\nTo: <${to}>\nMIME-Version: 1.0\n`;
    const parts = (count: number) =>
      `${head}Content-Type: multipart/mixed; boundary=b\n\n${'--b\nContent-Type: text/plain\n\nx\n'.repeat(count)}--b--\n`;
    const deep = Array.from(
      { length: 50 },
      (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\n\n--b${n}\n`,
    ).join('');
    const report = reportTo(to, { status: '4.7.1', says: '451 4.7.1 Try again later', action: 'delayed' });
    const bounceOfBounce = reportTo(to, { recipient: to, status: '4.7.1', says: '451 4.7.1 later' });
    const mails = [
      parts(10_000),
      `${head}${deep}`,
      `${head}X-Long: ${'x'.repeat(1_000_000)}\n\nhello\n`,
      `${head}${'X-Many: x\n'.repeat(100_000)}\nhello\n`,
      `${head}\n\0\0\0`,
      'no head at all',
      bounceOfBounce,
      report,
      // Our own mail, on its way round.
      `${head}Feedback-ID: 3:gazette:article:paperround\nList-Id: <gazette.gazette.example>\n\nunsubscribe\n`,
    ];
    for (const mail of mails) await take(to, mail, '');
    // Two programs that answer each other.
    for (let round = 0; round < 5; round += 1)
      await take(to, letterTo(to, { subject: 'Re: Out of office', head: AWAY }));
    const left = await rows(app.db, "select id from inbound_mails where state <> 'heeded' or tries > 0");
    expect(left).toEqual([]);
    expect(await statusOf(reader)).toBe('active');
    expect(await countNotices()).toBe(0);
    expect((await events()).filter(({ type }) => type !== 'reply' && type !== 'bounce')).toEqual([]);
  });
});

describe('What is kept of a person', () => {
  const kept = async () =>
    (await rows<{ to: string[] }>(app.db, 'select envelope_to as "to" from inbound_mails order by id')).map(
      ({ to }) => to[0],
    );

  test('goes when they are erased: what came to their addresses, and what only names them; that of others stays', async () => {
    const [reader, other] = [await makeReader(), await makeReader()];
    const [bounce, others] = [addresses.bounce(reader), addresses.bounce(other)];
    await take(bounce, letterTo(bounce, { from: 'private@home.example' }));
    await take('postmaster@gazette.example', letterTo('postmaster@gazette.example', { from: reader.email }));
    await take('bounce@gazette.example', reportTo('bounce@gazette.example', { recipient: reader.email }), '');
    const answerTo = `Reply-To: ${reader.email}\n`;
    await take('postmaster@gazette.example', letterTo('postmaster@gazette.example', { head: answerTo }));
    await take(others, letterTo(others));
    // One that nobody has looked at yet.
    await handOver(port, { from: 'a@b.example', to: [bounce], mail: letterTo(bounce, { words: 'later' }) });
    const { mailsToUs } = await exportSubscriberData(app, reader.id);
    expect(mailsToUs).toMatchObject([{ mail: expect.stringContaining('From: private@home.example') }]);
    await eraseReader(app, reader.id, { channel: 'test', ip: null, userAgent: null });
    expect(await kept()).toEqual([others, bounce]);
    await heedDueMails(app);
    expect(await kept()).toEqual([others]);
    expect((await events()).map(({ subscriberId }) => subscriberId)).toEqual([other.id]);
  });
});
