import { expect, test } from 'vitest';
import { understandMail, type Known } from '../../src/inbound/index.ts';

const PERSON =
  'From: Ada <ada@b.example>\nTo: confirm+tok1@news.gazette.example\nSubject: Re: Please confirm\n';

const noAnswer = (head: string, known: Known = {}, body = 'yes') =>
  understandMail(Buffer.from(`${head}\n${body}`), known).noAnswer;

test('What a person wrote may be answered', () => {
  expect(noAnswer(PERSON, { from: 'ada@b.example' })).toBeNull();
  expect(noAnswer(`${PERSON}Auto-Submitted: no\nReturn-Path: <ada@b.example>\n`)).toBeNull();
  expect(noAnswer(`${PERSON}X-Auto-Response-Suppress: None\nPrecedence: normal\n`)).toBeNull();
});

test.each([
  ['no-return-path', 'Return-Path: <>'],
  ['automatic', 'Auto-Submitted: auto-replied (vacation)'],
  ['automatic', 'Auto-Submitted: auto-generated; owner-token=x'],
  ['automatic', 'X-Autoreply: yes'],
  ['automatic', 'X-Autorespond: 1'],
  ['automatic', 'X-Loop: ada@b.example'],
  ['automatic', 'X-Auto-Response-Suppress: OOF, AutoReply'],
  ['automatic', 'Content-Type: multipart/report; report-type=disposition-notification; boundary=q'],
  ['bulk', 'Precedence: bulk'],
  ['bulk', 'Precedence: junk'],
  ['list', 'List-Id: <talk.b.example>'],
  ['list', 'List-Unsubscribe: <https://b.example/leave>'],
  ['own', 'Feedback-ID: 3:gazette:article:paperround'],
])('%s: a mail with “%s” is never answered', (reason, line) => {
  expect(noAnswer(`${PERSON}${line}\n`)).toBe(reason);
});

test.each([
  'MAILER-DAEMON',
  'postmaster',
  'noreply',
  'no-reply',
  'owner-talk',
  'talk-request',
  'bounces+x=y',
  'root',
])('Nothing is sent to %s, in whatever field it stands', (name) => {
  expect(noAnswer(PERSON.replace('ada@', `${name}@`))).toMatch(/^(?:of-a-machine|automatic)$/);
  expect(noAnswer(PERSON, { from: `${name}@b.example` })).toBe('of-a-machine');
  expect(noAnswer(`${PERSON}Sender: ${name}@b.example\n`)).toBe('of-a-machine');
});

test('An empty return path, an absence in words, and nobody to answer: nothing is sent', () => {
  expect(noAnswer(PERSON, { from: '' })).toBe('no-return-path');
  expect(noAnswer(PERSON, {}, 'I am out of the office until Monday.')).toBe('automatic');
  expect(noAnswer('Subject: hello\n')).toBe('no-sender');
});

test('Our own mail that comes back is not answered, whichever way round it went', () => {
  const isOurs = (id: string) => id === 'm1@gazette.example' || id === 'gazette.gazette.example';
  expect(noAnswer(`${PERSON}Message-ID: <m1@gazette.example>\n`, { isOurs })).toBe('own');
  expect(noAnswer(`${PERSON}List-Id: The Gazette <gazette.gazette.example>\n`, { isOurs })).toBe('own');
  expect(noAnswer(`${PERSON}Message-ID: <m2@b.example>\n`, { isOurs })).toBeNull();
});

test('Two that answer by themselves end with the first of the two', () => {
  const theirs = `${PERSON}Auto-Submitted: auto-replied\nIn-Reply-To: <m1@gazette.example>\n`;
  expect(understandMail(Buffer.from(`${theirs}\nI am away.`))).toMatchObject({
    kind: 'auto-reply',
    messageId: 'm1@gazette.example',
    noAnswer: 'automatic',
  });
});
