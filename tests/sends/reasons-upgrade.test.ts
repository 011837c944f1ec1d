import { beforeAll, describe, expect, test } from 'vitest';
import { rows } from '../../src/platform/database.ts';
import { says, type Reason } from '../../src/words/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { beforeMigration } from '../support/database/before-migration.ts';

const app = await createTestApp();
const FIRST_AFTER = '0029-reasons';

const TRIED_AGAIN = 'Nobody was suppressed for it; those who were refused are tried again then.';
const GONE = `The send is paused; resume it when the cause is gone. ${TRIED_AGAIN}`;
const DUE =
  'This was due by then, so it may have been sent already. Release it to send it now, or drop it if another copy sent it.';

/** What versions before wrote, word for word, and what becomes of it. */
const OLD: [text: string, code: string, params: object][] = [
  [
    'The postal address is missing: the law wants one in every newsletter, so nothing is sent until it is set.',
    'no-postal-address',
    {},
  ],
  ['The email could not be prepared. It is tried again by itself.', 'preparation-failed', {}],
  [
    'It takes too much time or memory to set out this email. It is tried once more.',
    'email-failed-once',
    { fault: 'too-hard' },
  ],
  [
    'This email could not be set out, so it is held. Mend what it is made of and resume it, or cancel it.',
    'email-failed',
    { fault: 'broken' },
  ],
  ['The article was withdrawn before the email went out.', 'article-withdrawn', {}],
  [
    'The mail server does not take this email at the moment: 451 4.7.1 Greylisted. Nothing is lost; it is tried again by itself. Nothing is lost; it is tried again by itself.',
    'send-refused-for-now',
    { reply: '451 4.7.1 Greylisted. Nothing is lost; it is tried again by itself.' },
  ],
  [
    'The mail server cannot be used at the moment: 421 Busy. Nothing is lost; it is tried again by itself.',
    'server-unusable',
    { reply: '421 Busy.', via: null },
  ],
  [
    `Paperround was down from 5 Mar 2026, 06:10 CET to 5 Mar 2026, 11:40 CET. ${DUE}`,
    'held-for-gap',
    {
      kind: 'down',
      from: '2026-03-05T05:10:00.000Z',
      until: '2026-03-05T10:40:00.000Z',
      timeZone: 'Europe/Berlin',
      before: null,
    },
  ],
  [
    `Paperround was down from 5 Mar 2026, 06:10 CET to 5 Mar 2026, 11:40 CET. ${DUE} Before, it was paused: The mail server refuses this email: 550 No. ${GONE}`,
    'held-for-gap',
    {
      kind: 'down',
      from: '2026-03-05T05:10:00.000Z',
      until: '2026-03-05T10:40:00.000Z',
      timeZone: 'Europe/Berlin',
      before: { code: 'refused-by-all', params: { reply: '550 No.' } },
    },
  ],
  [
    'It was due at 5 Mar 2026, 06:10 CET and could not go out then. Release it to send it now, or cancel it.',
    'too-late',
    { dueAt: '2026-03-05T05:10:00.000Z', timeZone: 'Europe/Berlin', before: null },
  ],
  [
    'It went out at 5 Sept 2026, 06:10, after this backup was made: drop it.',
    'sent-since-backup',
    { at: '2026-09-05T04:10:00.000Z', timeZone: 'Europe/Berlin' },
  ],
  [
    'It was cancelled after this backup was made. Drop it, or release it to send it all the same.',
    'cancelled-since-backup',
    {},
  ],
  [
    'It was made a draft again after this backup was made. Drop it, or release it to send it all the same.',
    'unscheduled-since-backup',
    {},
  ],
  ['It was held, and dropped.', 'dropped', {}],
  ['It was held, and dropped: another copy of this installation had sent it.', 'dropped-as-sent', {}],
  [
    `The mail server refuses this email, whoever it is for. The mail server’s words: 550 5.7.1 Spam? The send is paused: no. ${GONE}`,
    'refused-by-all',
    { reply: '550 5.7.1 Spam?' },
  ],
  [`The mail server refuses this email, whoever it is for. ${GONE}`, 'refused-by-all', { reply: '' }],
  [
    'The mail server refuses this email: 554 5.7.1 No. The send is paused; resume it when the cause is gone.',
    'refused-by-all',
    { reply: '554 5.7.1 No.' },
  ],
  [
    `The mail server took this email at first, and has refused everybody since. The mail server’s words: 550 Too many. ${GONE}`,
    'refused-since',
    { domain: null, reply: '550 Too many.' },
  ],
  [
    `The mail server took this email for others, and refuses everybody at blocking.example. The mail server’s words: 550 Blocked\nby policy. ${GONE}`,
    'refused-since',
    { domain: 'blocking.example', reply: '550 Blocked\nby policy.' },
  ],
  [
    'The mail server takes message after message and never says whether it accepts them. The send is paused; resume it when the cause is gone. Those in doubt are tried once more then.',
    'in-doubt',
    { reply: '' },
  ],
  [
    'The email is larger than the mail server takes. The mail server’s words: 552 Too big. The send is paused: let the server take larger mail, or choose another transport, and resume it; or cancel it and send a shorter one.',
    'too-large',
    { reply: '552 Too big.' },
  ],
  [
    'Of the latest addresses, 14 of 230 (6.1%) do not exist, and mail servers judge a sender by that. The mail server’s words: 550 5.1.1 No such user. The send is paused; find out where these addresses come from, then resume or cancel it.',
    'many-bounces',
    { bounced: 14, answered: 230, reply: '550 5.1.1 No such user.' },
  ],
  [
    'Of the addresses so far, 14 of 230 (6.1%) do not exist, and mail servers judge a sender by that. The last reply: 550 5.1.1 No such user. The send is paused; find out where these addresses come from, then resume or cancel it.',
    'many-bounces',
    { bounced: 14, answered: 230, reply: '550 5.1.1 No such user.' },
  ],
  [
    `Of the latest addresses, 14 of 230 (6.1%) are said not to exist, while nobody else was accepted at one.example. That is rarely the readers’ fault. The mail server’s words: 550 No. The send is paused; find out why these servers refuse it, then resume or cancel it. ${TRIED_AGAIN}`,
    'many-doubted-bounces',
    { bounced: 14, answered: 230, domain: 'one.example', reply: '550 No.' },
  ],
  [
    `Of the latest messages, 14 of 230 (6.1%) were refused for what they say or who sends them, nearly all of them at one.example. The mail server’s words: 550 No. ${GONE}`,
    'many-refusals',
    { refused: 14, answered: 230, domain: 'one.example', reply: '550 No.' },
  ],
  [
    'The email cannot be put together: Invalid header. The send is paused and nobody is lost: mend the sender, the addresses of the newsletter or PUBLIC_URL and resume it; or cancel it.',
    'not-composed',
    { error: 'Invalid header.' },
  ],
  [
    'The letter is about 12 kB too long for an email: mail programs would cut off its end.',
    'legacy',
    { text: 'The letter is about 12 kB too long for an email: mail programs would cut off its end.' },
  ],
  ['What nobody knows.', 'legacy', { text: 'What nobody knows.' }],
];

const WARNINGS: [column: string, text: string, code: string, params: object][] = [
  [
    'bounce_warning',
    'Many addresses do not exist: 14 of 230 (6.1%) when it was noticed. Mail servers judge a sender by that, so find out where these addresses come from.',
    'bounces-high',
    { bounced: 14, answered: 230 },
  ],
  [
    'block_warning',
    'Mail servers refused many readers alike, which is rarely the readers’ fault: one.example refused 7 readers with “550 No; “really” not.”; two.example refused 9 readers with “554 Never”. Nobody was suppressed for it.',
    'domains-refuse',
    {
      groups: [
        { domain: 'one.example', count: 7, reply: '550 No; “really” not.' },
        { domain: 'two.example', count: 9, reply: '554 Never' },
      ],
    },
  ],
];

const columnOf = async (column: string) =>
  (
    await rows<{ reason: Reason | null }>(app.db, `select ${column} as reason from sends order by id`)
  ).flatMap(({ reason }) => (reason === null ? [] : [reason]));

describe('What sends said before reasons had codes', () => {
  beforeAll(async () => {
    const { db } = app;
    const upgrade = await beforeMigration(db, FIRST_AFTER);
    await db.raw(
      `insert into publications (slug, name, site_url, from_name, from_address, time_zone, language)
       values ('gazette', 'Gazette', 'https://gazette.example', 'Gazette', 'news@gazette.example', 'Europe/Berlin', 'en')`,
    );
    await db.raw(
      `insert into gaps (kind, from_at, until_at) values ('down', '2026-03-05T05:10:00Z', '2026-03-05T10:40:00Z')`,
    );
    const add = (column: string, text: string) =>
      db.raw(
        `insert into sends (publication_id, kind, status, message_key, scheduled_at, gap_id, ${column})
         values (1, 'letter', 'held', '', '2026-03-05T05:10:00Z', 1, ?)`,
        [text],
      );
    for (const [text] of OLD) await add('reason', text);
    for (const [column, text] of WARNINGS) await add(column, text);
    await upgrade();
  });

  test('has its code and parameters after the upgrade, and no word of the rest is lost', async () => {
    expect(await columnOf('reason')).toEqual(OLD.map(([, code, params]) => ({ code, params })));
    for (const reason of await columnOf('reason')) {
      expect(says(reason)).not.toMatch(/undefined|null|Invalid Date/);
      expect(says(reason, 'de')).not.toMatch(/undefined|null|Invalid Date/);
    }
  });

  test('keeps its warnings, too', async () => {
    for (const [column, , code, params] of WARNINGS)
      expect(await columnOf(column)).toEqual([{ code, params }]);
  });
});
