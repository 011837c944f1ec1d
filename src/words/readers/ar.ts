import { addressAr } from './address-ar.ts';
import { checkInboxAr } from './check-inbox-ar.ts';
import { checkAr } from './check-ar.ts';
import { confirmAr } from './confirm-ar.ts';
import { departingAr } from './departing-ar.ts';
import { followAr } from './follow-ar.ts';
import { frameAr } from './frame-ar.ts';
import { archiveAr } from './archive-ar.ts';
import { leavingAr } from './leaving-ar.ts';
import { historyAr } from './history-ar.ts';
import { ownDataAr } from './own-data-ar.ts';
import { pauseAr } from './pause-ar.ts';
import { preferencesAr } from './preferences-ar.ts';
import { rhythmAr } from './rhythm-ar.ts';
import { signUpAr } from './sign-up-ar.ts';
import { troubleAr } from './trouble-ar.ts';
import type { ReaderWords } from './reader-words.ts';

export const arabic: ReaderWords = {
  address: addressAr,
  checkInbox: checkInboxAr,
  check: checkAr,
  confirm: confirmAr,
  departing: departingAr,
  follow: followAr,
  frame: frameAr,
  archive: archiveAr,
  leaving: leavingAr,
  history: historyAr,
  ownData: ownDataAr,
  pause: pauseAr,
  preferences: preferencesAr,
  rhythm: rhythmAr,
  signUp: signUpAr,
  trouble: troubleAr,
};
