import { addressEn } from './address-en.ts';
import { checkInboxEn } from './check-inbox-en.ts';
import { checkEn } from './check-en.ts';
import { confirmEn } from './confirm-en.ts';
import { departingEn } from './departing-en.ts';
import { followEn } from './follow-en.ts';
import { frameEn } from './frame-en.ts';
import { archiveEn } from './archive-en.ts';
import { leavingEn } from './leaving-en.ts';
import { historyEn } from './history-en.ts';
import { ownDataEn } from './own-data-en.ts';
import { pauseEn } from './pause-en.ts';
import { preferencesEn } from './preferences-en.ts';
import { rhythmEn } from './rhythm-en.ts';
import { signUpEn } from './sign-up-en.ts';
import { troubleEn } from './trouble-en.ts';
import type { ReaderWords } from './reader-words.ts';

export const english: ReaderWords = {
  address: addressEn,
  checkInbox: checkInboxEn,
  check: checkEn,
  confirm: confirmEn,
  departing: departingEn,
  follow: followEn,
  frame: frameEn,
  archive: archiveEn,
  leaving: leavingEn,
  history: historyEn,
  ownData: ownDataEn,
  pause: pauseEn,
  preferences: preferencesEn,
  rhythm: rhythmEn,
  signUp: signUpEn,
  trouble: troubleEn,
};
