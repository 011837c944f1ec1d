import { simpleParser } from 'mailparser';
import { lintBulkContent, lintHtml } from './linter-html.ts';
import {
  lintBytes,
  lintHeaderForm,
  lintParts,
  takeApart,
  valueOf,
  valuesOf,
  type RawHeader,
} from './linter-raw.ts';

const FREE_MAIL = /@(gmail|googlemail|yahoo|aol|outlook|hotmail|live|icloud|gmx|web|mail|proton)\.\w+$/i;
const LOCAL_HOST = /^(localhost|127\.0\.0\.1|.*\.test)$/;

/**
 * Applies every HDR, LST, HTM and LAW rule of the standards that one message can show to a raw message.
 * Mail to an audience and mail of the system are told apart by List-Unsubscribe and Auto-Submitted.
 * @returns broken rules, each `ID words`; empty for a good message.
 */
export async function lintMessage(
  source: Buffer,
  envelope: { from: string; to: string | string[] },
): Promise<string[]> {
  const message = takeApart(source);
  const { headers } = message;
  const isBulk = valueOf(headers, 'list-unsubscribe') !== undefined;
  const faults = [
    ...lintBytes(source),
    ...lintHeaderForm(message),
    ...lintParts(message),
    ...lintPeople(headers, [envelope.to].flat()),
    ...(isBulk ? lintListHeaders(headers) : lintSystemHeaders(headers)),
  ];
  const parsed = await simpleParser(source, { skipTextToHtml: true, skipHtmlToText: true });
  const html = typeof parsed.html === 'string' ? parsed.html : '';
  const text = parsed.text ?? '';
  if (text.trim() === '') faults.push('HDR-04 the text part is empty');
  if (/[\uFDD0-\uFDEF]/.test(`${text}${parsed.subject}`)) faults.push('HTM-12 a slot was left unfilled');
  if (parsed.attachments.length > 0) faults.push('HDR-13 an attachment');
  faults.push(...lintHtml(html));
  if (!isBulk) faults.push(...lintSystemText(text));
  if (isBulk) faults.push(...lintBulkContent(html, text, unsubscribeUrlOf(headers)));
  return [...new Set(faults)];
}

/** RFC 5322 §2.1.1 asks for 78 characters; only an address may be longer. */
function lintSystemText(text: string): string[] {
  const long = text.split(/\r?\n/).find((line) => line.length > 78 && !line.includes('://'));
  return long === undefined
    ? []
    : [`HDR-04 a line of ${long.length} characters in the text: ${long.slice(0, 30)}`];
}

/** HDR-05, HDR-06, HDR-07, HDR-11: who writes to whom, and how the message is named. */
function lintPeople(headers: RawHeader[], recipients: string[]): string[] {
  const faults: string[] = [];
  const check = (isGood: boolean, fault: string) => {
    if (!isGood) faults.push(fault);
  };
  const [from = ''] = valuesOf(headers, 'from').map(addressIn);
  const to = valueOf(headers, 'to') ?? '';
  check(recipients.length === 1, `HDR-05 ${recipients.length} recipients in one message`);
  check(
    addressIn(to) === recipients[0] && to.replace(/"(?:[^"\\]|\\.)*"/g, '').split('@').length === 2,
    'HDR-05 To is not exactly the recipient',
  );
  check(valuesOf(headers, 'cc').length + valuesOf(headers, 'bcc').length === 0, 'HDR-05 Cc or Bcc');
  check(/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(from), 'HDR-11 From is not one mailbox');
  check(!FREE_MAIL.test(from), 'HDR-11 From is at a free mail provider');
  const id = /^<([^@<>\s]+)@([^@<>\s]+)>$/.exec(valueOf(headers, 'message-id') ?? '');
  const domain = from.split('@')[1] ?? '';
  check(id !== null, 'HDR-06 Message-ID is not <opaque@domain>');
  check(isAligned(id?.[2] ?? '', domain), 'HDR-06 Message-ID is not in the domain of From');
  const local = recipients[0]?.split('@')[0] ?? '';
  check(local.length < 4 || !id?.[1]?.includes(local), 'HDR-06 Message-ID shows the address');
  check(!Number.isNaN(Date.parse(valueOf(headers, 'date') ?? '')), 'HDR-07 Date cannot be read');
  return faults;
}

const addressIn = (value: string) => /<([^<>]+)>\s*$/.exec(value)?.[1] ?? value;
const isAligned = (one: string, other: string) =>
  one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
const unsubscribeUrlOf = (headers: RawHeader[]) =>
  /<(https?:[^>]*)>/.exec(valueOf(headers, 'list-unsubscribe') ?? '')?.[1] ?? '';

/** LST-01…LST-10 on mail that goes to an audience. */
function lintListHeaders(headers: RawHeader[]): string[] {
  const faults: string[] = [];
  const check = (isGood: boolean, fault: string) => {
    if (!isGood) faults.push(fault);
  };
  const listId = valueOf(headers, 'list-id') ?? '';
  const unquoted = listId.replace(/"(?:[^"\\]|\\.)*"/g, '');
  check(
    listId.length <= 255 && /^[^<>]*<[\w-]+(\.[\w-]+)+>$/.test(unquoted),
    'LST-01 List-Id is not Name <label.domain>',
  );
  faults.push(...lintUnsubscribe(headers));
  check(
    valueOf(headers, 'list-unsubscribe-post') === 'List-Unsubscribe=One-Click',
    'LST-03 List-Unsubscribe-Post',
  );
  check(valueOf(headers, 'list-post') === 'NO', 'LST-07 List-Post');
  for (const name of ['list-help', 'list-owner'])
    check(
      /^<(https?|mailto):[^<>\s]+>(, <mailto:[^<>\s]+>)?$/.test(valueOf(headers, name) ?? ''),
      `LST-07 ${name} is missing or no address`,
    );
  check(valueOf(headers, 'precedence') === 'bulk', 'LST-09 Precedence is not bulk');
  check(
    /\bOOF\b/.test(valueOf(headers, 'x-auto-response-suppress') ?? ''),
    'LST-09 X-Auto-Response-Suppress',
  );
  check(valueOf(headers, 'auto-submitted') === undefined, 'LST-09 Auto-Submitted on mail to an audience');
  const feedback = (valueOf(headers, 'feedback-id') ?? '').split(':');
  check(
    feedback.length <= 4 && /^[\w-]{5,15}$/.test(feedback.at(-1) ?? '') && !feedback.join('').includes('@'),
    'LST-10 Feedback-ID',
  );
  return faults;
}

/** LST-02, LST-05, LST-06: one URI that names the subscriber, on one line. */
function lintUnsubscribe(headers: RawHeader[]): string[] {
  const faults: string[] = [];
  const { raw = '', value = '' } = headers.find(({ name }) => name === 'list-unsubscribe') ?? {};
  const uris = value.split(/,\s*/);
  const web = uris.filter((uri) => /^<https?:/.test(uri));
  if (!uris.every((uri) => /^<(https?|mailto):[^<>\s,]+>$/.test(uri)))
    faults.push('LST-02 List-Unsubscribe is malformed');
  if (web.length !== 1) faults.push(`LST-02 ${web.length} web addresses in List-Unsubscribe`);
  const url = unsubscribeUrlOf(headers);
  if (url.startsWith('http:') && !LOCAL_HOST.test(URL.parse(url)?.hostname ?? ''))
    faults.push('LST-02 List-Unsubscribe is not https');
  if (raw.includes('\r\n')) faults.push('LST-05 List-Unsubscribe is folded');
  if (url.length > 200) faults.push(`LST-05 an unsubscribe address of ${url.length} characters`);
  if (!/[\w-]{22,}/.test(URL.parse(url)?.pathname ?? ''))
    faults.push('LST-06 no token in the unsubscribe address');
  return faults;
}

/** LST-07, LST-09 on confirmation and other system mail. */
function lintSystemHeaders(headers: RawHeader[]): string[] {
  const faults = headers
    .filter(({ name }) => name.startsWith('list-') || name === 'feedback-id')
    .map(({ name }) => `LST-07 ${name} on system mail, or List-Unsubscribe missing on mail to an audience`);
  if (valueOf(headers, 'auto-submitted') !== 'auto-generated')
    faults.push('LST-09 neither List-Unsubscribe nor Auto-Submitted: auto-generated');
  if (valueOf(headers, 'precedence') !== undefined) faults.push('LST-09 Precedence on system mail');
  return faults;
}
