import { countEn } from './count.ts';

/** What mails are made of. */
export const templatesEn = {
  title: 'Templates',
  lede: 'What mails are made of: MJML and Liquid. Colours, logo and type need no template: see “Look”.',
  titleOf: (name: string) => `Template “${name}”`,
  names: {
    article: 'Article',
    digest: 'Digest',
    letter: 'Letter',
    correction: 'Correction',
    layout: 'Layout',
    footer: 'Footer',
    rhythm: 'Rhythm',
    notice: 'Notice',
    compact: 'Small story',
  },
  mails: 'Mails',
  parts: 'Parts that they share',
  isDefault: 'Default',
  isOwn: (version: number) => `Your version ${version}`,
  usedIn: (mails: string) => `Used in: ${mails}`,
  source: 'MJML and Liquid',
  keys: 'Ctrl Space completes a variable, Ctrl S saves. Tab leaves the editor.',
  save: 'Save and use it',
  check: 'Check and preview',
  faults: 'This template makes no mail yet',
  goTo: (line: number) => `Go to line ${line}`,
  good: 'No fault found.',
  checking: 'Checking…',
  lastGood: 'The mail is the last one without a fault.',
  notChecked: 'The text could not be checked. There is no connection.',
  versions: 'Versions',
  noVersions: 'Nobody has changed this template.',
  version: (number: number) => `Version ${number}`,
  inUse: 'In use',
  savedBy: (name: string, moment: string) => `${name}, ${moment}`,
  asDelivered: 'as it comes with Paperround',
  compare: 'Compare',
  compareOf: (what: string) => `Compare: ${what}`,
  compareLede: 'From this version to what is in use now:',
  removed: 'removed',
  added: 'added',
  noDifference: 'Both say the same.',
  skipped: (lines: number) => `${countEn(lines, 'line is', 'lines are')} the same.`,
  restore: 'Use this version again',
  reset: 'Back to the default',
  restoreMeans: 'The present one stays among the versions.',
  changedMeanwhile:
    'Somebody else changed the templates meanwhile. Your text is below. Compare it with the version in use, then save once more.',
  frameTitle: 'A mail from this template',
};
export type TemplatesWords = typeof templatesEn;

export const templateNoticesEn = {
  'template-saved': 'The template is in use, from the next mail on.',
  'template-reset': 'Mails are made from the default again.',
};
