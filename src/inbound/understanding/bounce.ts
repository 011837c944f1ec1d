import { addressesIn, field } from '../mail/head.ts';
import type { Mail } from '../mail/read-mail.ts';
import { dialectOf } from './dialect.ts';
import { judge, type Evidence } from './judge.ts';
import type { Rule, Verdict } from './kind.ts';
import type { Original } from './original.ts';
import { reportedRecipients } from './report.ts';
import { tellingStatus } from './saying.ts';
import { sectionAbout } from './words-of.ts';

/** A mail that a server wrote, with what was read of it already. */
export interface ServerMail {
  mail: Mail;
  words: string;
  original: Original;
}

/** The verdicts of a report for programs (RFC 3464), with the help of what it tells people; none when it has no recipients. */
export function verdictsOfReport({ mail, words, original }: ServerMail): Verdict[] {
  const recipients = reportedRecipients(mail, original.to);
  const all = recipients.map(({ address }) => address);
  return recipients.map(({ address, ...fields }) => {
    const others = all.filter((other) => other !== address && other !== '');
    const text = sectionAbout(words, address, others);
    const whole = recipients.length === 1 ? words : '';
    return verdict('dsn', address || (original.to[0] ?? ''), { ...fields, text, whole });
  });
}

const DELAY =
  /\b(?:delivery|message|mail)\b[^.]{0,60}\b(?:delayed|delay\b|has not (?:yet )?been|not yet been)|\bstill (?:being )?(?:trying|retr|tried|queued)|\bwill (?:be )?(?:re-?tr(?:y|ied)|continue (?:to )?(?:try|be)|keep trying)|\bdo not need to (?:resend|do anything)|\bno action is required on your part|\bwarning message only|\bWARNUNG\b|\bverzögert\b|\bretardé|\bretrasad|\bвременно не доставлено/i;
const OVER = /\bgive?n up\b|\bgiving up\b|\bpermanent(?:ly)?\b|\bfailed\b(?! for the last)|\bno longer try/i;
const ACCEPTED =
  /\b(?:successfully (?:delivered|relayed)|was (?:delivered|relayed) (?:successfully )?to|delivery (?:notification|status)[^.]{0,20}\bsuccess)/i;

/** The verdicts of a server that tells people only. */
export function verdictsOfText({ mail, words, original }: ServerMail): Verdict[] {
  const people = failedRecipients(mail, words, original);
  const by = dialectOf(mail, words);
  const subject = field(mail.head, 'subject');
  const action = actionOf(subject, words);
  if (people.length === 0) people.push(original.to[0] ?? '');
  return people.map((address) => {
    const others = people.filter((other) => other !== address);
    const text = sectionAbout(words, address, others);
    const whole = others.length === 0 ? `${words}\n${subject}` : '';
    return verdict(by, address, { action, status: '', diagnostic: '', text, whole });
  });
}

function actionOf(subject: string, words: string): string {
  const told = `${subject}\n${words.slice(0, 3000)}`;
  if (DELAY.test(told) && !OVER.test(words.slice(0, 3000))) return 'delayed';
  return ACCEPTED.test(told) ? 'delivered' : '';
}

const MOST_RECIPIENTS = 20;

/** Named by the server in a field, or at the start of a line, or anywhere: the first of these, and never who gets this mail. */
function failedRecipients(mail: Mail, words: string, { to }: Original): string[] {
  const own = new Set(
    [...addressesIn(field(mail.head, 'to')), ...addressesIn(field(mail.head, 'from'))].map((one) =>
      one.toLowerCase(),
    ),
  );
  const isOther = (address: string) => !own.has(address.toLowerCase());
  const inField = addressesIn((mail.head.get('x-failed-recipients') ?? []).join(' '));
  if (inField.length > 0) return inField.slice(0, MOST_RECIPIENTS);
  const heading = headingAddresses(words).filter(isOther);
  const known = to.filter((one) => isOther(one) && words.toLowerCase().includes(one.toLowerCase()));
  const found =
    heading.length > 0 ? heading : known.length > 0 ? known : addressesIn(words).filter(isOther).slice(0, 1);
  return [...new Set(found)].slice(0, MOST_RECIPIENTS);
}

const HEADING =
  /^([ \t>*]*)(?:[45]\d\d[ -](?:[45]\.\d{1,3}\.\d{1,3} )?)?(?:(?:recipient|address|user)(?:[ \t]*:[ \t]*|[ \t]+))?[<"'(]?([^\s<>"'()]{1,64}@[^\s<>"'(),;:]{1,250})/gim;

/** Addresses at the start of lines that are as far to the right as the first such line: what is further in was said by a server. */
function headingAddresses(words: string): string[] {
  const found = [...words.matchAll(HEADING)];
  return found.filter(([, indent]) => indent === found[0]?.[1]).flatMap(([, , one = '']) => addressesIn(one));
}

function verdict(by: Rule, recipient: string, evidence: Evidence): Verdict {
  const { kind, reason, enhanced, words } = judge(evidence);
  const [written] = evidence.status.split(/\s/);
  return {
    kind,
    recipient: recipient || null,
    status: written || tellingStatus(enhanced) || null,
    by,
    reason,
    words: words.replace(/\s+/g, ' ').trim().slice(0, 300) || null,
  };
}
