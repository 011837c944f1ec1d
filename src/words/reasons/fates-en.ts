import type { Answers, AnswerWords, FateCode, MailKind } from './answers.ts';
import { moment } from './en.ts';

/** What became of an article for a reader. */
export const englishFates: Pick<AnswerWords, FateCode> = {
  brought: { yes: broughtBy, no: notBrought },
  shown: {
    no: ({ by, sendId, at, timeZone }) =>
      `${upper(MAILS[by])} (send ${sendId}, ${moment(at, timeZone)}) was full. It counted the article in “and more on the site”.`,
  },
  'already-due': {
    no: ({ by, sendId, at, timeZone, why }) =>
      `The article has not gone to the reader yet. It comes with ${MAILS[by]}${sendId === null ? '' : ` (send ${sendId})`}${
        at === null ? '' : `, due on ${moment(at, timeZone)}`
      }.${why === null ? '' : ` ${OWED[why]}`}`,
  },
  'kept-after-pause': {
    no: ({ most, at, timeZone }) =>
      `The reader’s break ended on ${moment(at, timeZone)}. ${most} articles are kept for the mail after a break, and this one lies beyond them.`,
  },
  'joined-before': {
    no: ({ at, decidedAt, timeZone }) =>
      `The reader joined on ${moment(at, timeZone)}. Who gets the article was decided before, on ${moment(decidedAt, timeZone)}.`,
  },
  'not-dropped': {
    no: ({ at, timeZone }) => `An editor dropped the article from the digest of ${moment(at, timeZone)}.`,
  },
  'same-as-decided': {
    no: ({ at, timeZone }) =>
      `Who gets the article was decided on ${moment(at, timeZone)}, and the reader was not among them then.`,
  },
};

const MAILS: Record<MailKind, string> = {
  single: 'a mail of its own',
  daily: 'the daily digest',
  weekly: 'the weekly digest',
  'busy-day': 'the mail that ends a busy day',
  'catch-up': 'the mail after a break',
  written: 'a digest that an editor put together',
};

const OWED = {
  rhythm: 'The reader changed how often they want mail in the meantime.',
  paused: 'The reader took a break when it was sent.',
  'busy-day': 'The reader had all the single mails of that day that they want.',
  'not-sent': 'The mail that should have brought it did not go out to the reader.',
  followed: 'The reader follows something in it, so it comes at once.',
};

const upper = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);

function broughtBy({ by, sendId, at, timeZone, state }: Answers['brought']['yes']): string {
  const mail = `${upper(MAILS[by])} (send ${sendId})`;
  switch (state) {
    case 'accepted':
      return `${mail} brought the article. A mail server accepted it on ${moment(at, timeZone)}.`;
    case 'sending':
    case 'queued':
      return `${mail} brings the article. It is on its way.`;
    case 'deferred':
      return `${mail} brings the article. It was put off on ${moment(at, timeZone)} and is tried again.`;
    case 'unknown':
      return `${mail} has the article. Nobody knows yet whether a mail server accepted it.`;
  }
}

function notBrought({ by, sendId, at, timeZone, state }: Answers['brought']['no']): string {
  const mail = `${upper(MAILS[by])} (send ${sendId})`;
  switch (state) {
    case 'rejected':
      return `${mail} had the article. A mail server refused it on ${moment(at, timeZone)}.`;
    case 'expired':
      return `${mail} had the article. Paperround gave up on it on ${moment(at, timeZone)}.`;
    case 'skipped':
      return `${mail} had the article. Paperround skipped it on ${moment(at, timeZone)}: one of the conditions no longer held.`;
    case 'cancelled':
      return `${mail} had the article. The send was cancelled before it went out to the reader.`;
  }
}
