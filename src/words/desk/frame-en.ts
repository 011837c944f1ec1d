import { countEn } from './count.ts';

/** What stands around every page of the desk. */
export const frameEn = {
  skip: 'Skip to content',
  main: 'Main',
  mainShort: 'Main, short',
  here: 'You are here',
  today: 'Today',
  calendar: 'Calendar',
  sends: 'Sends',
  articles: 'Articles',
  settings: 'Settings',
  mailbox: 'Mailbox',
  more: 'More',
  search: 'Search',
  searchKeys: 'Ctrl K',
  needDecision: (count: number) => `${countEn(count, 'needs', 'need')} a decision`,
  allPublications: 'All publications',
  yourAccount: 'Your account',
  apiKeys: 'API keys',
  signOut: 'Sign out',
  signedInAs: (name: string) => `Signed in as ${name}`,
  undo: 'Undo',
  copy: 'Copy',
  save: 'Save',
  cancel: 'Cancel',
  goToToday: 'Go to Today',
  logNumber: (id: string) => `The log has more about it under this number: ${id}`,
  nothingSaved: 'Nothing is saved yet. Please check these fields:',
  needsRole: (needed: string, own: string) =>
    `This needs the role ${needed}, and you are signed in as ${own}.`,
  mayNotSend: 'You may write and prepare mail, but not send it. Somebody who may send can do this.',
};
export type FrameWords = typeof frameEn;
