import { sentence } from '../../platform/sentence.ts';
import type { Answers, AnswerWords } from './answers.ts';
import { englishCorrected } from './corrected-en.ts';
import { moment } from './en.ts';
import { englishFates } from './fates-en.ts';

const list = (names: string[]) => new Intl.ListFormat('en').format(names);
/** A digest may have a hundred. */
const firstOf = (titles: string[]) => [...titles.slice(0, 5), ...(titles.length > 5 ? ['…'] : [])].join('; ');
const tries = (count: number) => (count === 1 ? '1 try' : `${count} tries`);
const on = (at: string | null, timeZone: string) => (at === null ? '' : ` on ${moment(at, timeZone)}`);
/** A server's words begin with a code; others are Paperround's own. */
const itSaid = (reply: string | null) =>
  reply === null ? '' : ` ${/^\d{3}\b/.test(reply) ? 'It said: ' : ''}${sentence(reply)}`;

export const englishAnswers: AnswerWords = {
  ...englishFates,
  'unknown-address': {
    no: () =>
      'No reader of this newsletter has this address. If the reader was erased, nothing about them is left.',
  },
  'article-may-go': {
    yes: ({ at, timeZone }) => `Paperround has been free to send the article since ${moment(at, timeZone)}.`,
    no: articleStays,
  },
  'send-planned': {
    yes: ({ sendId, at, timeZone }) =>
      `Send ${sendId} of the article was planned for ${moment(at, timeZone)}.`,
    no: () => 'No send of the article is planned yet.',
  },
  'send-prepared': {
    yes: ({ sendId, at, timeZone, readers }) =>
      `The audience of send ${sendId} was frozen on ${moment(at, timeZone)}. It has ${readers === 1 ? '1 reader' : `${readers} readers`}.`,
    no: notPrepared,
  },
  'send-not-stopped': {
    yes: ({ sendId }) => `Nobody stopped send ${sendId}.`,
    no: ({ sendId, status, reason }, says) =>
      `Send ${sendId} is ${status}.${reason === null ? '' : ` ${says(reason)}`}`,
  },
  'send-not-waiting': { no: ({ sendId, reason }, says) => `Send ${sendId} is waiting. ${says(reason)}` },
  confirmed: {
    yes: ({ at, timeZone }) =>
      at === null
        ? 'Paperround is not waiting for a confirmation from this reader.'
        : `The reader agreed on ${moment(at, timeZone)}.`,
    no: ({ at, timeZone }) =>
      `The reader signed up on ${moment(at, timeZone)} and has not confirmed, so no newsletter is sent to them.`,
  },
  'not-unsubscribed': {
    yes: () => 'The reader has not unsubscribed.',
    no: ({ at, timeZone }) =>
      at === null ? 'The reader unsubscribed.' : `The reader unsubscribed on ${moment(at, timeZone)}.`,
  },
  'not-bounced': {
    yes: () => 'Mail to the address has not bounced.',
    no: () => 'Mail to the address bounced: a mail server said that there is no such mailbox.',
  },
  'not-complained': {
    yes: () => 'The reader has not complained.',
    no: () => 'The reader marked a newsletter as spam.',
  },
  'not-suppressed': {
    yes: () => 'The address is not suppressed.',
    no: ({ why, isEverywhere, at, timeZone }) =>
      `The address has been suppressed since ${moment(at, timeZone)}, ${
        isEverywhere ? 'for all newsletters' : 'for this newsletter'
      }: ${SUPPRESSIONS[why]}.`,
  },
  'not-paused': {
    yes: () => 'The reader takes no break.',
    no: ({ until, timeZone }) =>
      `The reader takes a break until ${moment(until, timeZone)}. What they miss comes in one mail then.`,
  },
  rhythm: {
    yes: ({ rhythm, followed = [] }) =>
      followed.length > 0
        ? `The reader follows ${list(followed)}, and so gets the send at once, beside their own rhythm.`
        : rhythm === null
          ? 'The send is for readers of every rhythm.'
          : `The send is for readers of the rhythm “${rhythm}”, and this reader has it.`,
    no: ({ rhythm, chosen }) =>
      `The send is for readers of the rhythm “${rhythm}”, and this reader chose “${chosen}”.`,
  },
  'under-cap': {
    yes: () => 'The reader may get one more single mail today.',
    no: () =>
      'The reader had all the single mails that they want in a day. The article comes in the mail that ends the day.',
  },
  follows: {
    yes: ({ followed }) => {
      if (followed === null) return 'The send is for readers of all topics.';
      return followed.length === 0
        ? 'The reader chose no topics and so gets every article.'
        : `The reader follows ${list(followed)}.`;
    },
    no: ({ topics, chosen }) =>
      `The reader follows only ${list(chosen)}. ${
        topics.length === 0 ? 'The send belongs to no topic.' : `The send belongs to ${list(topics)}.`
      }`,
  },
  'in-segment': {
    yes: ({ segment }) => `The reader is in the segment “${segment}”.`,
    no: ({ segment }) =>
      segment === null
        ? 'The send is for a segment that is gone, so nobody gets it.'
        : `The send is only for the segment “${segment}”, and the reader is not in it.`,
  },
  'in-audience': {
    yes: ({ sendId, batch, place }) =>
      `The reader is in the audience of send ${sendId}: number ${place} in batch ${batch}.`,
    no: ({ sendId, at, timeZone }) =>
      `The reader was not in the audience of send ${sendId} when it was frozen on ${moment(at, timeZone)}.`,
  },
  'in-digest': {
    yes: ({ sendId, titles, corrected, counted }) =>
      [
        ...(titles.length === 0
          ? []
          : [
              `Send ${sendId} tells the reader of ${titles.length === 1 ? '1 article' : `${titles.length} articles`}: ${firstOf(titles)}.`,
            ]),
        ...(corrected.length === 0
          ? []
          : [`Send ${sendId} carries the correction of ${firstOf(corrected)} for the reader.`]),
        ...(counted === 0 ? [] : [`It counts ${counted} more.`]),
      ].join(' '),
    no: ({ sendId, why }) => `Send ${sendId} is not for the reader: ${NOT_IN_DIGEST[why]}.`,
  },
  corrected: englishCorrected,
  'in-time': {
    yes: ({ sendId, at, timeZone }) =>
      `The reader joined on ${moment(at, timeZone)}, before the audience of send ${sendId} was frozen.`,
    no: ({ sendId, at, frozenAt, timeZone }) =>
      `The reader joined on ${moment(at, timeZone)}, after the audience of send ${sendId} was frozen on ${moment(frozenAt, timeZone)}.`,
  },
  stayed: {
    no: ({ sendId, at, frozenAt, timeZone }) =>
      `The reader left on ${moment(at, timeZone)}, after the audience of send ${sendId} was frozen on ${moment(frozenAt, timeZone)}.`,
  },
  'same-topics': {
    no: ({ sendId, at, frozenAt, timeZone }) =>
      `The reader changed their topics on ${moment(at, timeZone)}, after the audience of send ${sendId} was frozen on ${moment(frozenAt, timeZone)}.`,
  },
  'same-as-then': {
    no: ({ sendId, at, timeZone }) =>
      `Every condition holds today. At least one did not on ${moment(at, timeZone)}, when Paperround decided about send ${sendId}.`,
  },
  accepted: {
    yes: ({ sendId, at, timeZone, attempts, reply }) =>
      `A mail server accepted the message of send ${sendId}${on(at, timeZone)} after ${tries(attempts)}.${itSaid(reply)}`,
    no: notAccepted,
  },
  once: {
    no: ({ sendId }) =>
      `The reader may have got the message of send ${sendId} twice: Paperround tried again when it could not know whether the server had accepted it.`,
  },
  'not-returned': {
    no: ({ sendId, type, kind, says, at, timeZone }) =>
      type === 'complaint'
        ? `The reader called the message of send ${sendId} spam on ${moment(at, timeZone)}.`
        : `The message of send ${sendId} ${RETURNED[kind] ?? `came back (${kind})`} on ${moment(at, timeZone)}${says === '' ? '.' : `: “${says}”.`}`,
  },
};

/** By kind. */
const RETURNED: Record<string, string> = {
  hard: 'bounced afterwards, because there is no such mailbox,',
  soft: 'bounced afterwards, which may pass,',
  'sender-fault': 'bounced afterwards, because of its sender or its content,',
  delayed: 'was still on its way',
  success: 'was reported as arrived',
  'auto-reply': 'was answered by a program',
  challenge: 'was answered with the request to prove a sender',
};

const NOT_IN_DIGEST: Record<Answers['in-digest']['no']['why'], string> = {
  'nothing-new': 'nothing in it is new to them',
  'waits-for-more': 'there are too few new articles for them, and these wait for the next digest',
  'other-hour': 'their digest comes at another hour',
  'left-out': 'when it was put together, nothing in it was new to them, or too little',
};

const SUPPRESSIONS: Record<Answers['not-suppressed']['no']['why'], string> = {
  'never-again': 'its owner asked never to be mailed again',
  bounced: 'mail to it bounced',
  complained: 'its owner complained',
  erased: 'its owner was erased',
  operator: 'an operator blocked it',
  unsubscribed: 'an imported list said that its owner had left',
};

function articleStays(
  { verdict, held, duplicateOf, at, timeZone }: Answers['article-may-go']['no'],
  says: Parameters<AnswerWords['article-may-go']['no']>[1],
): string {
  const date = at === null ? '' : ` (${moment(at, timeZone)})`;
  switch (verdict) {
    case 'baseline':
      return 'The article was in the feed when Paperround first read it, so it is not sent.';
    case 'held':
      return `The article is held.${held === null ? '' : ` ${says(held)}`}`;
    case 'future':
      return `The article waits for its date${date}.`;
    case 'too-old':
      return `The article appeared long after its date${date}, so it is not sent.`;
    case 'duplicate':
      return `The article repeats ${duplicateOf === null ? 'another one' : `article ${duplicateOf}`}, so it is not sent.`;
    case 'dismissed':
      return 'An editor dismissed the article.';
  }
}

function notPrepared({ sendId, status, at, timeZone }: Answers['send-prepared']['no']): string {
  switch (status) {
    case 'draft':
      return `Send ${sendId} is a draft. Its audience is frozen when it goes out.`;
    case 'scheduled':
      return `Send ${sendId} is due${at === null ? '' : ` on ${moment(at, timeZone)}`}. Its audience is frozen then.`;
    case 'preparing':
      return `Send ${sendId} is being prepared. Its audience is about to be frozen.`;
    case 'paused':
    case 'held':
      return `Send ${sendId} was stopped before its audience was frozen.`;
    case 'cancelled':
      return `Send ${sendId} was cancelled before its audience was frozen.`;
  }
}

function notAccepted(message: Answers['accepted']['no']): string {
  const { sendId, state, at, timeZone, attempts, reply, nextAt } = message;
  const when = on(at, timeZone);
  const after = attempts === 0 ? '' : ` after ${tries(attempts)}`;
  switch (state) {
    case 'queued':
      return `The message of send ${sendId} is waiting for its turn.`;
    case 'sending':
      return `The message of send ${sendId} is with the mail server at this moment.`;
    case 'deferred':
      return `The message of send ${sendId} was put off${when}${after}.${itSaid(reply)}${
        nextAt === null ? '' : ` The next try is due on ${moment(nextAt, timeZone)}.`
      }`;
    case 'rejected':
      return `A mail server refused the message of send ${sendId} for good${when}${after}.${itSaid(reply)}`;
    case 'expired':
      return `Paperround gave up on the message of send ${sendId}${when}${after}.${itSaid(reply)}`;
    case 'unknown':
      return `Nobody knows whether a mail server accepted the message of send ${sendId}: it has not answered.${itSaid(reply)}${
        nextAt === null ? '' : ` The next try is due on ${moment(nextAt, timeZone)}.`
      }`;
    case 'skipped':
      return `Paperround skipped the message of send ${sendId}${when}: just before mailing it, one of the conditions no longer held.`;
    case 'never-begun':
      return `Send ${sendId} was cancelled before the message went out.`;
  }
}
