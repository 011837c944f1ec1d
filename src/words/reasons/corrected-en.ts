import type { Answers, AnswerWords } from './answers.ts';
import { moment } from './en.ts';

/** Whether a reader got the correction of an article. */
export const englishCorrected: AnswerWords['corrected'] = {
  yes: ({ correctionId, sendId, isDigest, state, at, timeZone }) => {
    const mail = isDigest ? `The digest of send ${sendId}` : 'A mail of its own';
    const outcome =
      state === 'accepted' && at !== null
        ? `A mail server accepted it on ${moment(at, timeZone)}.`
        : 'It is on its way.';
    return `${mail} brings the correction (send ${correctionId}). ${outcome}`;
  },
  no: ({ correctionId, why, until, timeZone }) =>
    `The reader did not get the correction (send ${correctionId}): ${
      why === 'next-digest' && until !== null
        ? `it comes with their next digest, until ${moment(until, timeZone)}`
        : WHY[why]
    }.`,
};

const WHY: Record<Answers['corrected']['no']['why'], string> = {
  cancelled: 'somebody took it back before it went out',
  'right-text': 'the last mail with the article had the right text already',
  'never-had': 'no mail brought them the article',
  unreachable: 'mail cannot go to them at present, for the reason above',
  'not-yet': 'it has not gone out yet',
  'later-one': 'a later correction of the article took its place',
  'next-digest': 'it comes with their next digest',
  failed: 'its mail could not be sent to them',
  'no-digest': 'digests carry it for 8 days, and none went to them in that time',
  'left-out': 'when it went out, mail could not go to them',
};
