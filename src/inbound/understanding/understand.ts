import { Unreadable } from '../mail/limits.ts';
import { readMail, type Mail } from '../mail/read-mail.ts';
import { answerOf, autoReplyOf } from './auto-reply.ts';
import { verdictsOfReport, verdictsOfText, type ServerMail } from './bounce.ts';
import { challengeOf } from './challenge.ts';
import { complaintsOf } from './complaint.ts';
import type { Known, Verdict } from './kind.ts';
import { firstLineOf, isQuoting, openingOf, replyToOf, senderOf } from './first-line.ts';
import { holdsMessage, originalId, originalOf, recipientAddresses, tokenAddresses } from './original.ts';
import { whyNoAnswer, type NoAnswer } from './no-answer.ts';
import { isInPersonsName, isOfDaemon, isOfMachine, saysFailure } from './sender.ts';
import { wordsOfMail } from './words-of.ts';

/** What a mail that came back means: of its first recipient, and of the others. */
export interface Understanding extends Verdict {
  /** Further recipients of the same report. */
  others: Verdict[];
  /** Of the message that it is about, without brackets. Anybody can write one: look it up. */
  messageId: string | null;
  /** Addresses of ours with a token, whom the mail is to first. Anybody can write one: check its token. */
  tokenAddresses: string[];
  /** As `tokenAddresses`, but only of those whom its own head names as recipients. */
  to: string[];
  /** Whom its From names, when that is one address. Anybody can write one. */
  sender: string | null;
  /** Whom its Reply-To names, likewise. */
  replyTo: string | null;
  /** What a person says first, above what is quoted; of an empty mail its subject. Empty for what no person wrote. */
  firstLine: string;
  /** The first lines of what a person says, above what is quoted; empty without words. */
  opening: string;
  /** Whether it holds the mail that it answers. */
  isQuoting: boolean;
  /** Why it must not be answered; nothing when it may be. */
  noAnswer: NoAnswer | null;
}

const NO_WORDS = { firstLine: '', opening: '', isQuoting: false };
const NOTHING = { recipient: null, status: null, by: 'none', words: null } as const;

/** Says what a mail means. Hostile ones cost little, and are `unknown` with the reason. Throws nothing. */
export function understandMail(bytes: Uint8Array, known: Known = {}): Understanding {
  try {
    return understand(readMail(bytes), known);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return {
      kind: 'unknown',
      ...NOTHING,
      reason: error.fault,
      others: [],
      messageId: null,
      tokenAddresses: [],
      to: [],
      sender: null,
      replyTo: null,
      ...NO_WORDS,
      noAnswer: 'unreadable',
    };
  }
}

/** Addresses of ours to which a mail says that it is; none of a mail that cannot be read. */
export function recipientsOf(bytes: Uint8Array): string[] {
  try {
    return recipientAddresses(readMail(bytes));
  } catch (error) {
    if (error instanceof Unreadable) return [];
    throw error;
  }
}

function understand(outer: Mail, known: Known): Understanding {
  const mail = reportWithin(outer);
  const { own, quoted } = wordsOfMail(mail);
  const original = originalOf(mail, quoted);
  const found = verdicts({ mail, words: own, original }, known);
  const [first = { kind: 'unknown', ...NOTHING, reason: 'not-a-bounce' } as const, ...others] = found;
  const noAnswer = whyNoAnswer(outer, known, found.length > 0);
  return {
    ...first,
    others,
    messageId: originalId(mail, original),
    tokenAddresses: tokenAddresses(outer, original, known.to),
    to: recipientAddresses(outer),
    sender: senderOf(outer),
    replyTo: replyToOf(outer),
    ...ofPerson(outer, known, noAnswer),
    noAnswer,
  };
}

/** What a person says; nothing of what no person wrote. */
function ofPerson(mail: Mail, { ownUrl }: Known, noAnswer: NoAnswer | null) {
  if (noAnswer !== null) return NO_WORDS;
  const quoting = isQuoting(mail, ownUrl);
  return { firstLine: firstLineOf(mail), opening: openingOf(mail, quoting), isQuoting: quoting };
}

const CODE = /(?<![\w.])(?:[45]\d\d[ -]|[45]\.\d{1,3}\.\d{1,3}\b)/;

/** Structure first, then fields, then words (BNC-01). */
function verdicts(of: ServerMail, known: Known): Verdict[] {
  const { mail, words, original } = of;
  const complaints = complaintsOf(mail, original);
  if (complaints !== undefined) return complaints;
  const reported = verdictsOfReport(of);
  if (reported.length > 0) return reported;
  const answer = isOfDaemon(mail) ? undefined : (challengeOf(mail, words) ?? autoReplyOf(mail, words));
  // Absence notes say that an address is no more, too (BNC-03), but no codes of servers.
  const hasCode = CODE.test(words);
  if (answer !== undefined && isInPersonsName(mail, known.from) && !hasCode) return [answer];
  if (answer?.kind === 'challenge' && answer.by === 'headers' && !hasCode) return [answer];
  const isOfServer = isOfMachine(mail, known.from);
  const told = isOfServer ? verdictsOfText(of) : [];
  if (told.some(({ reason }) => reason !== 'unclear')) return told;
  if (answer !== undefined) return [answer];
  if (told.length > 0 && !hasCode && namesNoFailure(of, known, told)) return [answerOf(mail)];
  return isOfServer && !isOfDaemon(mail) && !saysFailure(mail, known.from) ? [] : told;
}

/** In somebody's name, about no other address, and with nothing of a message that came back: whatever its language, no server wrote it. */
const namesNoFailure = ({ mail, original }: ServerMail, { from }: Known, told: Verdict[]): boolean =>
  isInPersonsName(mail, from) &&
  original.head.size === 0 &&
  told.every(({ recipient }) => recipient === null);

/** A mail that was passed on: where it is no report itself and holds one, that one. */
function reportWithin(mail: Mail): Mail {
  if (
    mail.reportType !== '' ||
    mail.parts.some(({ type }) => /^message\/(?:global-)?(?:delivery-status|feedback-report)$/.test(type))
  )
    return mail;
  const inner = mail.parts.find(holdsMessage);
  if (inner === undefined || inner.type === 'text/rfc822-headers') return mail;
  const held = inner.message();
  return held.reportType === '' ? mail : reportWithin(held);
}
