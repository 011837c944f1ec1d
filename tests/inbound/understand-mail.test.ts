import { describe, expect, test } from 'vitest';
import { understandMail } from '../../src/inbound/index.ts';

/** The head of a mail to one of our return paths. */
const head = (from: string, subject: string, extra = '') =>
  `From: ${from}\nTo: bounce+abc123@news.gazette.example\nSubject: ${subject}\nDate: Tue, 1 Dec 2026 08:00:00 +0000\n${extra}`;
/** A mail of words alone. */
const text = (from: string, subject: string, body: string, extra = '') =>
  head(from, subject, `${extra}MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n${body}`);
/** What it is, the mail, what it means, and whom it is about. */
const MAILS: [string, string, string, string | null][] = [
  [
    'exchange online',
    head(
      'Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@contoso.example>',
      'Undeliverable: Bridge opens',
      `MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
	boundary="b1_x"

--b1_x
Content-Type: multipart/alternative; differences=Content-Type; boundary="b2"

--b2
Content-Type: text/plain; charset="us-ascii"

Delivery has failed to these recipients or groups:

ada@contoso.example
The email address you entered couldn't be found. Please check the recipient's email address and try to resend the message.

Diagnostic information for administrators:
Remote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient ada@contoso.example not found by SMTP address lookup'
--b2--

--b1_x
Content-Type: message/delivery-status

Reporting-MTA: dns;VI1PR.eurprd.prod.outlook.example

Final-Recipient: rfc822;ada@contoso.example
Action: failed
Status: 5.1.10
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient ada@contoso.example not found by SMTP address lookup

--b1_x
Content-Type: message/rfc822

From: news@gazette.example
To: ada@contoso.example
Message-ID: <m1@gazette.example>

x
--b1_x--
`,
    ),
    'hard',
    'ada@contoso.example',
  ],
  [
    'exchange dmarc',
    head(
      'postmaster@contoso.example',
      'Undeliverable',
      `Content-Type: multipart/report; report-type=delivery-status; boundary=q\n\n--q\nContent-Type: text/plain\n\nno\n--q\nContent-Type: message/delivery-status\n\nReporting-MTA: dns;x\n\nFinal-Recipient: rfc822;ada@contoso.example\nAction: failed\nStatus: 5.7.509\nDiagnostic-Code: smtp;550 5.7.509 Access denied, sending domain gazette.example does not pass DMARC verification and has a DMARC policy of reject.\n`,
    ),
    'sender-fault',
    'ada@contoso.example',
  ],
  [
    'gmail over quota',
    head(
      'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
      'Delivery Status Notification (Failure)',
      `Content-Type: multipart/report; boundary=q; report-type=delivery-status\n\n--q\nContent-Type: multipart/related; boundary=r\n\n--r\nContent-Type: text/plain\n\n** Recipient inbox full **\n\nYour message couldn't be delivered to ada@gmail.example. Their inbox is full, or it's getting too much mail right now.\n\nThe response was:\n\nThe recipient's inbox is out of storage space and inactive. Please direct the recipient to https://support.google.com/mail/?p=OverQuotaPerm\n--r--\n--q\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; googlemail.com\n\nFinal-Recipient: rfc822; ada@gmail.example\nAction: failed\nStatus: 5.2.2\nDiagnostic-Code: smtp; 552-5.2.2 The recipient's inbox is out of storage space and inactive. Please\n 552-5.2.2 direct the recipient to https://support.google.com/mail/?p=OverQuotaPerm\n 552 5.2.2 a1-20si - gsmtp\n\n--q--\n`,
    ),
    'soft',
    'ada@gmail.example',
  ],
  [
    'postfix text only',
    text(
      'MAILER-DAEMON@mx.example (Mail Delivery System)',
      'Undelivered Mail Returned to Sender',
      `This is the mail system at host mx.example.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

                   The mail system

<ada@b.example>: host mx.b.example[192.0.2.1] said: 550 5.1.1 <ada@b.example>:
    Recipient address rejected: User unknown in virtual mailbox table (in reply
    to RCPT TO command)
`,
    ),
    'hard',
    'ada@b.example',
  ],
  [
    'postfix mail from',
    text(
      'MAILER-DAEMON@mx.example (Mail Delivery System)',
      'Undelivered Mail Returned to Sender',
      `<ada@b.example>: host mx.b.example[192.0.2.1] said: 550 5.1.0
    <bounce@news.gazette.example>: unknown user (in reply to MAIL FROM command)
`,
    ),
    'sender-fault',
    'ada@b.example',
  ],
  [
    'postfix timeout',
    text(
      'MAILER-DAEMON@mx.example',
      'Undelivered Mail Returned to Sender',
      `<ada@b.example>: connect to mx.b.example[192.0.2.1]:25: Connection timed out\n`,
    ),
    'soft',
    'ada@b.example',
  ],
  [
    'qmail deferred too long',
    text(
      'MAILER-DAEMON@q.example',
      'failure notice',
      `Hi. This is the qmail-send program at q.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<ada@b.example>:
Connected to 192.0.2.1 but greeting failed.
Remote host said: 421 Too many connections
I'm not going to try again; this message has been in the queue too long.

--- Below this line is a copy of the message.

Return-Path: <bounce+abc123@news.gazette.example>
Message-ID: <m1@gazette.example>
To: ada@b.example
`,
    ),
    'soft',
    'ada@b.example',
  ],
  [
    'qmail no host',
    text(
      'MAILER-DAEMON@q.example',
      'failure notice',
      `Hi. This is the qmail-send program at q.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<ada@nope.example>:\nSorry, I couldn't find any host named nope.example. (#5.1.2)\n`,
    ),
    'hard',
    'ada@nope.example',
  ],
  [
    'qmail vpopmail',
    text(
      'MAILER-DAEMON@q.example',
      'failure notice',
      `Hi. This is the qmail-send program at q.example.\n\n<ada@q.example>:\nThis address no longer accepts mail.\n`,
    ),
    'hard',
    'ada@q.example',
  ],
  [
    'exim german',
    text(
      'Mail Delivery System <Mailer-Daemon@x.example>',
      'Mail delivery failed: returning message to sender',
      `Diese Nachricht wurde automatisch von einer E-Mail-Software erstellt.\n\nFolgende Adresse(n) konnten nicht erreicht werden:\n\n  ada@b.example\n    Der Empfänger ist unbekannt.\n`,
      'X-Failed-Recipients: ada@b.example\n',
    ),
    'hard',
    'ada@b.example',
  ],
  [
    'french full',
    text(
      'postmaster@laposte.example',
      'Message non distribué',
      `Votre message n'a pas pu être distribué à ada@laposte.example :\n\n   La boîte aux lettres du destinataire est pleine (552 5.2.2).\n`,
    ),
    'soft',
    'ada@laposte.example',
  ],
  [
    'spanish unknown',
    text(
      'Postmaster <postmaster@correo.example>',
      'No se pudo entregar el mensaje',
      `El mensaje no se pudo entregar a los siguientes destinatarios:\n\n  <ada@correo.example>\n\nEl usuario no existe.\n`,
    ),
    'hard',
    'ada@correo.example',
  ],
  [
    'japanese',
    text(
      'MAILER-DAEMON@docomo.example',
      'エラーメール',
      `次のあて先へのメッセージはエラーのため送信できませんでした。\n\n<ada@docomo.example>\n550 Unknown user ada@docomo.example\n`,
    ),
    'hard',
    'ada@docomo.example',
  ],
  [
    'russian',
    text(
      'Mail Delivery System <mailer-daemon@yandex.example>',
      'Недоставленное сообщение',
      `Это письмо отправлено почтовым сервером.\n\nК сожалению, мы вынуждены сообщить Вам о том, что Ваше письмо не может быть отправлено одному или нескольким адресатам.\n\n<ada@y.example>: пользователь не найден\n`,
    ),
    'hard',
    'ada@y.example',
  ],
  [
    'rfc6533',
    head(
      'MAILER-DAEMON@x.example',
      'Undelivered',
      `Content-Type: multipart/report; report-type=delivery-status; boundary=q\n\n--q\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\nno\n--q\nContent-Type: message/global-delivery-status\nContent-Transfer-Encoding: 8bit\n\nReporting-MTA: dns; x.example\n\nFinal-Recipient: utf-8; jörg@straße.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 kein solcher Empfänger\n\n--q--\n`,
    ),
    'hard',
    'jörg@straße.example',
  ],
  [
    'rfc6533 escaped',
    head(
      'MAILER-DAEMON@x.example',
      'Undelivered',
      `Content-Type: multipart/report; report-type=delivery-status; boundary=q\n\n--q\nContent-Type: text/plain\n\nno\n--q\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x.example\n\nFinal-Recipient: utf-8; j\\x{F6}rg@example.org\nAction: failed\nStatus: 5.1.1\n\n--q--\n`,
    ),
    'hard',
    'jörg@example.org',
  ],
  [
    'base64 status',
    head(
      'MAILER-DAEMON@x.example',
      'Undelivered',
      `Content-Type: multipart/report; report-type=delivery-status; boundary=q\n\n--q\nContent-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n\n${Buffer.from('Reporting-MTA: dns; x.example\r\n\r\nFinal-Recipient: rfc822; ada@b.example\r\nAction: failed\r\nStatus: 5.2.2\r\n').toString('base64')}\n--q--\n`,
    ),
    'soft',
    'ada@b.example',
  ],
  [
    'no boundary param',
    head(
      'MAILER-DAEMON@x.example',
      'Undelivered',
      `Content-Type: multipart/report\n\n--qqqq\nContent-Type: text/plain\n\nno\n--qqqq\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x.example\n\nFinal-Recipient: rfc822; ada@b.example\nAction: failed\nStatus: 5.1.1\n\n--qqqq--\n`,
    ),
    'hard',
    'ada@b.example',
  ],
  [
    'forwarded report',
    head(
      'Colleague <colleague@gazette.example>',
      'Fwd: Undelivered Mail',
      `Content-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: text/plain\n\nlook at this\n--o\nContent-Type: message/rfc822\n\nFrom: MAILER-DAEMON@x.example\nSubject: Undelivered\nContent-Type: multipart/report; report-type=delivery-status; boundary=q\n\n--q\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x.example\n\nFinal-Recipient: rfc822; ada@b.example\nAction: failed\nStatus: 5.1.1\n\n--q--\n\n--o--\n`,
    ),
    'hard',
    'ada@b.example',
  ],
  [
    'status as text',
    head(
      'MAILER-DAEMON@x.example',
      'Undelivered',
      `Content-Type: multipart/mixed; boundary=q\n\n--q\nContent-Type: text/plain\n\nno\n--q\nContent-Type: text/plain\n\nReporting-MTA: dns; x.example\n\nFinal-Recipient: rfc822; ada@b.example\nAction: failed\nStatus: 4.4.7\n\n--q--\n`,
    ),
    'soft',
    'ada@b.example',
  ],
  [
    'arf redacted',
    head(
      'FBL <fbl@isp.example>',
      'Abuse report',
      `Content-Type: multipart/report; report-type=feedback-report; boundary=q\n\n--q\nContent-Type: text/plain\n\nabuse\n--q\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nUser-Agent: X/1\nVersion: 1\n\n--q\nContent-Type: message/rfc822\n\nReturn-Path: <bounce+tok9@news.gazette.example>\nTo: redacted@isp.example\nMessage-ID: <m7@gazette.example>\nSubject: x\n\nhi\n--q--\n`,
    ),
    'complaint',
    'redacted@isp.example',
  ],
  [
    'arf opt-out',
    head(
      'FBL <fbl@isp.example>',
      'report',
      `Content-Type: multipart/report; report-type=feedback-report; boundary=q\n\n--q\nContent-Type: message/feedback-report\n\nFeedback-Type: opt-out\nRemoval-Recipient: ada@isp.example\n\n--q--\n`,
    ),
    'complaint',
    'ada@isp.example',
  ],
  [
    'arf not-spam',
    head(
      'FBL <fbl@isp.example>',
      'report',
      `Content-Type: multipart/report; report-type=feedback-report; boundary=q\n\n--q\nContent-Type: message/feedback-report\n\nFeedback-Type: not-spam\nOriginal-Rcpt-To: <ada@isp.example>\n\n--q--\n`,
    ),
    'unknown',
    'ada@isp.example',
  ],
  [
    'outlook',
    head(
      'staff@hotmail.com',
      'complaint about message from 192.0.2.1',
      `Content-Type: multipart/mixed; boundary=q\n\n--q\nContent-Type: message/rfc822\n\nX-HmXmrOriginalRecipient: ada@outlook.example\nFrom: news@gazette.example\nMessage-ID: <m7@gazette.example>\nTo: x\n\nhi\n--q--\n`,
    ),
    'complaint',
    'ada@outlook.example',
  ],
  [
    'vacation body only',
    text('Ada <ada@b.example>', 'Re: Bridge opens', 'I am currently out of the office until 12 December.\n'),
    'auto-reply',
    'ada@b.example',
  ],
  [
    'autoreply fr',
    text('Ada <ada@b.example>', 'Réponse automatique : Bridge opens', 'Bonjour'),
    'auto-reply',
    'ada@b.example',
  ],
  [
    'autoreply de',
    text('Ada <ada@b.example>', '=?utf-8?q?Automatische_Antwort=3A_Br=C3=BCcke?=', 'Hallo'),
    'auto-reply',
    'ada@b.example',
  ],
  [
    'autoreply ja',
    text('Ada <ada@b.example>', '=?utf-8?b?' + Buffer.from('自動返信: 不在').toString('base64') + '?=', '。'),
    'auto-reply',
    'ada@b.example',
  ],
  [
    'autoreply that quotes',
    text(
      'Ada <ada@b.example>',
      'Out of office',
      'I left the company. ada@b.example is no longer in use. The mailbox does not exist any more.\n',
      'Auto-Submitted: auto-replied\n',
    ),
    'auto-reply',
    'ada@b.example',
  ],
  [
    'challenge',
    text(
      'Ada <ada@b.example>',
      'Please confirm your message to ada@b.example',
      'Your message is being held because your address is not on the list of approved senders.\nTo have it delivered, please confirm that you are a person: https://check.example/1\n',
    ),
    'challenge',
    'ada@b.example',
  ],
  [
    'challenge of a program that says so',
    text(
      'Ada <ada-confirm@b.example>',
      'Please confirm your message',
      'Your message is being held. Please confirm your message: https://check.example/1\n',
      'Auto-Submitted: auto-replied\nX-Delivery-Agent: TMDA/1.1\n',
    ),
    'challenge',
    'ada-confirm@b.example',
  ],
  [
    'person',
    text(
      'Ada <ada@b.example>',
      'Re: Bridge opens',
      'Thank you! My old address got a 550 user unknown once, but this works.\n',
    ),
    'unknown',
    null,
  ],
  ['person unsub', text('Ada <ada@b.example>', 'Re: Bridge opens', 'unsubscribe\n'), 'unknown', null],
  [
    'postfix delay text',
    text(
      'MAILER-DAEMON@x.example',
      'Warning: message 1abc delayed 24 hours',
      'This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered to one or more of its\nrecipients after more than 24 hours on the queue on x.example.\n\nThe address to which the message has not yet been delivered is:\n\n  ada@b.example\n\nNo action is required on your part. Delivery attempts will continue for\nsome time.\n',
    ),
    'delayed',
    'ada@b.example',
  ],
  [
    'yahoo blocked',
    text(
      'MAILER-DAEMON@x.example',
      'failure notice',
      "<ada@yahoo.example>:\n553 5.7.1 [BL21] Connections will not be accepted from 192.0.2.1, because the ip is in Spamhaus's list\n",
    ),
    'sender-fault',
    'ada@yahoo.example',
  ],
  [
    'inactive suspended',
    text(
      'MAILER-DAEMON@x.example',
      'failure notice',
      "<ada@yahoo.example>:\n554 delivery error: dd This user doesn't have a yahoo.example account (ada@yahoo.example) [0] - mta1\n",
    ),
    'hard',
    'ada@yahoo.example',
  ],
  [
    'relay denied',
    text(
      'MAILER-DAEMON@x.example',
      'Undelivered',
      '<ada@b.example>: host mx said: 550 5.7.1 Unable to relay\n',
    ),
    'sender-fault',
    'ada@b.example',
  ],
  [
    'html only',
    head(
      'postmaster@b.example',
      'Undeliverable',
      `Content-Type: text/html; charset=utf-8\n\n<html><body><p>Your message to <b>ada@b.example</b> could not be delivered.</p><p>550 5.1.1 The email account that you tried to reach does not exist.</p></body></html>`,
    ),
    'hard',
    'ada@b.example',
  ],
  [
    'sendmail transcript',
    text(
      'Mail Delivery Subsystem <MAILER-DAEMON@s.example>',
      'Returned mail: see transcript for details',
      `The original message was received at Tue, 1 Dec 2026\n\n   ----- The following addresses had permanent fatal errors -----\n<ada@b.example>\n    (reason: 550 5.1.1 <ada@b.example>... User unknown)\n\n   ----- Transcript of session follows -----\n... while talking to mx.b.example.:\n>>> DATA\n<<< 550 5.1.1 <ada@b.example>... User unknown\n550 5.1.1 <ada@b.example>... User unknown\n<<< 503 5.0.0 Need RCPT (recipient)\n`,
    ),
    'hard',
    'ada@b.example',
  ],
  [
    'domino',
    text(
      'Administrator@b.example',
      'DELIVERY FAILURE: User ada (ada@b.example) not listed in Domino Directory',
      'Your message\n\n  Subject: x\n\nwas not delivered to:\n\n  ada@b.example\n\nbecause:\n\n  User ada (ada@b.example) not listed in Domino Directory\n',
    ),
    'hard',
    'ada@b.example',
  ],
  [
    'groupwise',
    text(
      'Mailer-Daemon@gw.example',
      'Message status - undeliverable',
      'The message that you sent was undeliverable to the following:\n\tada (Mailbox size limit reached)\n\tada@b.example\n',
    ),
    'soft',
    'ada@b.example',
  ],
  [
    'chinese',
    text(
      'PostMaster@qq.example',
      '系统退信',
      '很抱歉您的邮件被退回。\n收件人：<ada@qq.example>\n原因：收件人邮箱不存在。 550 Mailbox not found\n',
    ),
    'hard',
    'ada@qq.example',
  ],
];

/** Mail that did not come back. */
const OTHERS: [string, string, string][] = [
  ['unknown', 'noreply-dmarc@isp.example', 'Report domain: gazette.example Submitter: isp.example'],
  ['unknown', 'no-reply@shop.example', 'Delivery of your order'],
  ['unknown', 'news@shop.example', 'We never return'],
  ['auto-reply', 'support@shop.example', '[#1234] We received your request\nAuto-Submitted: auto-generated'],
  [
    'auto-reply',
    'ada@b.example',
    'Read\nContent-Type: multipart/report; report-type=disposition-notification; boundary=q',
  ],
];

test.each(OTHERS)('A mail that no server returned is %s: %s, %j', (kind, from, subject) => {
  const mail = `From: ${from}\nTo: news@gazette.example\nSubject: ${subject}\n\nYour order was delivered.\n`;
  expect(understandMail(Buffer.from(mail))).toMatchObject({ kind });
});

describe('A mail of a kind that no collection has', () => {
  test.each(MAILS)('%s', (_, mail, kind, recipient) => {
    const expected = { kind, recipient };
    expect(understandMail(Buffer.from(mail))).toMatchObject(expected);
    expect(understandMail(Buffer.from(mail.replaceAll('\n', '\r\n')))).toMatchObject(expected);
  });

  test('tells what came back with it: our addresses with a token, and our message', () => {
    const complaint = MAILS.find(([name]) => name === 'arf redacted')?.[1] ?? '';
    expect(understandMail(Buffer.from(complaint), { to: 'abuse+tok1@news.gazette.example' })).toMatchObject({
      messageId: 'm7@gazette.example',
      tokenAddresses: [
        'abuse+tok1@news.gazette.example',
        'bounce+abc123@news.gazette.example',
        'bounce+tok9@news.gazette.example',
      ],
    });
  });
});

const REPORT =
  'From: a@b.example\nContent-Type: multipart/report; report-type=delivery-status; boundary=q\n\n';
/** What is more than any real mail has. */
const HOSTILE: [string, string, string][] = [
  ['10,000 parts', `${REPORT}${'--q\nContent-Type: text/plain\n\nx\n'.repeat(10_000)}`, 'too-many-parts'],
  ['text like boundaries', `${REPORT}${'x --q '.repeat(1_000_000)}`, 'too-many-parts'],
  [
    'parts in parts',
    Array.from({ length: 300 }, (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\n\n--b${n}\n`).join(
      '',
    ),
    'too-deep',
  ],
  ['a header of 1 MB', `Subject: ${'a '.repeat(500_000)}\n\nx`, 'headers-too-large'],
  ['a folded header of 1 MB', `Subject: a${'\n b'.repeat(300_000)}\n\nx`, 'headers-too-large'],
  ['60,000 headers', `${'X: y\n'.repeat(60_000)}\nx`, 'headers-too-large'],
  ['27 MB', `From: a@b.example\n\n${'x'.repeat(27_000_000)}`, 'too-large'],
  ['nothing', ' \r\n', 'empty'],
  ['no headers', 'hello world', 'not-a-mail'],
];

describe('A mail that is made to cost much', () => {
  test.each(HOSTILE)('is unknown, with the reason: %s', (_, mail, reason) => {
    expect(understandMail(Buffer.from(mail))).toMatchObject({
      kind: 'unknown',
      reason,
      noAnswer: 'unreadable',
    });
  });

  // Whatever looks at these more than once for each of their octets takes minutes, and runs into the time limit.
  test.each([
    '<',
    '<style>',
    'a',
    'a@',
    'a@b. ',
    '-',
    ' ',
    '\n',
    '=',
    '550 ',
    '550-5.1.1\n',
    '用户 ',
    'mailbox ',
  ])('is understood as far as it is read: %j over and over', (piece) => {
    const head = 'From: postmaster@a.example\nContent-Type: text/html\n\n';
    const mail = Buffer.from(`${head}${piece.repeat(6_000_000 / piece.length)}`).subarray(0, 9_000_000);
    expect(understandMail(mail)).toMatchObject({ by: 'text', noAnswer: 'automatic' });
  });
});
