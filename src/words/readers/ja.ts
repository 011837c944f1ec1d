import { addressJa } from './address-ja.ts';
import { checkInboxJa } from './check-inbox-ja.ts';
import { checkJa } from './check-ja.ts';
import { confirmJa } from './confirm-ja.ts';
import { departingJa } from './departing-ja.ts';
import { followJa } from './follow-ja.ts';
import { frameJa } from './frame-ja.ts';
import { archiveJa } from './archive-ja.ts';
import { leavingJa } from './leaving-ja.ts';
import { historyJa } from './history-ja.ts';
import { ownDataJa } from './own-data-ja.ts';
import { pauseJa } from './pause-ja.ts';
import { preferencesJa } from './preferences-ja.ts';
import { rhythmJa } from './rhythm-ja.ts';
import { signUpJa } from './sign-up-ja.ts';
import { troubleJa } from './trouble-ja.ts';
import type { ReaderWords } from './reader-words.ts';

export const japanese: ReaderWords = {
  address: addressJa,
  checkInbox: checkInboxJa,
  check: checkJa,
  confirm: confirmJa,
  departing: departingJa,
  follow: followJa,
  frame: frameJa,
  archive: archiveJa,
  leaving: leavingJa,
  history: historyJa,
  ownData: ownDataJa,
  pause: pauseJa,
  preferences: preferencesJa,
  rhythm: rhythmJa,
  signUp: signUpJa,
  trouble: troubleJa,
};
