import { addressDe } from './address-de.ts';
import { checkInboxDe } from './check-inbox-de.ts';
import { checkDe } from './check-de.ts';
import { confirmDe } from './confirm-de.ts';
import { departingDe } from './departing-de.ts';
import { followDe } from './follow-de.ts';
import { frameDe } from './frame-de.ts';
import { archiveDe } from './archive-de.ts';
import { leavingDe } from './leaving-de.ts';
import { historyDe } from './history-de.ts';
import { ownDataDe } from './own-data-de.ts';
import { pauseDe } from './pause-de.ts';
import { preferencesDe } from './preferences-de.ts';
import { rhythmDe } from './rhythm-de.ts';
import { signUpDe } from './sign-up-de.ts';
import { troubleDe } from './trouble-de.ts';
import type { ReaderWords } from './reader-words.ts';

export const german: ReaderWords = {
  address: addressDe,
  checkInbox: checkInboxDe,
  check: checkDe,
  confirm: confirmDe,
  departing: departingDe,
  follow: followDe,
  frame: frameDe,
  archive: archiveDe,
  leaving: leavingDe,
  history: historyDe,
  ownData: ownDataDe,
  pause: pauseDe,
  preferences: preferencesDe,
  rhythm: rhythmDe,
  signUp: signUpDe,
  trouble: troubleDe,
};
