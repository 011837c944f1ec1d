import { addressFr } from './address-fr.ts';
import { checkInboxFr } from './check-inbox-fr.ts';
import { checkFr } from './check-fr.ts';
import { confirmFr } from './confirm-fr.ts';
import { departingFr } from './departing-fr.ts';
import { followFr } from './follow-fr.ts';
import { frameFr } from './frame-fr.ts';
import { archiveFr } from './archive-fr.ts';
import { leavingFr } from './leaving-fr.ts';
import { historyFr } from './history-fr.ts';
import { ownDataFr } from './own-data-fr.ts';
import { pauseFr } from './pause-fr.ts';
import { preferencesFr } from './preferences-fr.ts';
import { rhythmFr } from './rhythm-fr.ts';
import { signUpFr } from './sign-up-fr.ts';
import { troubleFr } from './trouble-fr.ts';
import type { ReaderWords } from './reader-words.ts';

export const french: ReaderWords = {
  address: addressFr,
  checkInbox: checkInboxFr,
  check: checkFr,
  confirm: confirmFr,
  departing: departingFr,
  follow: followFr,
  frame: frameFr,
  archive: archiveFr,
  leaving: leavingFr,
  history: historyFr,
  ownData: ownDataFr,
  pause: pauseFr,
  preferences: preferencesFr,
  rhythm: rhythmFr,
  signUp: signUpFr,
  trouble: troubleFr,
};
