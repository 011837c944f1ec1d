import { countEn } from './count.ts';

const readers = (count: number) => countEn(count, 'reader', 'readers');

/** The page from which a correction is sent. */
export const correctionEn = {
  title: 'Send a correction',
  lede: (count: number) =>
    `${readers(count)} got another text than the article has now. Only they get the correction, whatever their rhythm.`,
  nothing: 'Nobody got another text of this article than it has now, so there is nothing to correct.',
  nothingToDo: 'When the article changes on your site, the next reading of the feed brings the new text.',
  sent: 'The correction of this text is under way or was sent.',
  openSent: 'Open its send',
  carried: (waiting: number, until: string) =>
    waiting === 0
      ? 'Everybody who gets digests has had it.'
      : `${readers(waiting)} still ${waiting === 1 ? 'waits' : 'wait'} for their next digest. Digests carry it until ${until}.`,
  difference: 'What they got, and what it says now',
  differenceHint: 'Struck through: what the mails said. Underlined: what the article says now.',
  noDifference: 'Paperround no longer has the words of those mails. The send of the article shows its mail.',
  sameWords: 'The words are the same; the address that it leads to differs.',
  how: 'How they got it',
  byMail: {
    article: (count: number) => `${readers(count)} by its own mail`,
    digest: (count: number) => `${readers(count)} in a digest`,
    letter: (count: number) => `${readers(count)} in a letter`,
    correction: (count: number) => `${readers(count)} by an earlier correction`,
  },
  note: 'What was wrong, and what is right',
  noteHint: 'Markdown, 2,000 characters at most. The mail adds the title and a link to the article.',
  audience: 'Who gets it',
  wrongText: 'Those who got the other text',
  wrongTextMeans: (count: number) => `${readers(count)}. A person who left since gets nothing.`,
  everybody: 'Everybody who may get the article, too',
  everybodyMeans: (count: number) => `${readers(count)}, also those who never got it.`,
  way: 'When they get it',
  atOnce: 'At once, by a mail of its own',
  atOnceMeans: 'Everybody, also readers of daily and weekly digests.',
  nextDigest: 'With the next digest',
  nextDigestMeans: ({ digest, mail }: { digest: number; mail: number }) =>
    digest === 0
      ? 'None of them gets digests, so all of them get the mail at once.'
      : `${readers(digest)} on top of their next digest, within 8 days.${
          mail === 0 ? '' : ` ${readers(mail)} without digests by a mail of its own, at once.`
        }`,
  preview: 'The mail',
  previewFrame: 'The mail of the correction',
  previewLong: 'This note is too long to be shown here. The page of its send shows the mail.',
  showPreview: 'Show the mail',
  previewHint: 'In a digest, the same words stand on top.',
  send: (count: number) => `Send to ${readers(count)}`,
  leave: 'Leave it',
};
export type CorrectionWords = typeof correctionEn;

export const correctionNoticesEn = {
  'correction-planned': ({ readers: count = '' }: Record<string, string>) =>
    `The correction goes out to ${readers(Number(count))} in a moment.`,
  'correction-carried': ({ mail = '', digest = '' }: Record<string, string>) =>
    `The correction goes to ${readers(Number(digest))} with their next digest${
      mail === '0' ? '' : `, and to ${readers(Number(mail))} in a moment`
    }.`,
};
