import type { LetterFaultWords } from './letter-faults.ts';

export const englishLetterFaults: LetterFaultWords = {
  empty: 'The markdown has no text in it.',
  noSubject: 'The subject is missing.',
  noArticles: 'The digest has no article that is published.',
  lineTooLong: (field, maximum) => `The ${field} must have ${maximum} characters or fewer.`,
  tooDeep: 'The markdown is nested too deep to be set out.',
  tooLong: (kilobytes) =>
    `The letter is about ${kilobytes} kB too long for an email: mail programs would cut off its end.`,
  notFilledIn: (found, line) =>
    `${line === undefined ? '' : `Line ${line}: `}“${found}” would not be filled in.`,
  advice: {
    name: 'For the reader’s name write {{ name | default: "reader" }}.',
    links: 'Leave it out: the links to unsubscribe and to the preferences are added by themselves.',
    address: 'Leave it out: a letter does not show the reader’s address.',
    none: 'Only {{ name | default: "reader" }} is filled in; what is to be shown as it is stands between back-ticks.',
    'in-address': 'A link is the same for every reader: leave it out of the address.',
  },
};
