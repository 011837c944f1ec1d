import { addressEs } from './address-es.ts';
import { checkInboxEs } from './check-inbox-es.ts';
import { checkEs } from './check-es.ts';
import { confirmEs } from './confirm-es.ts';
import { departingEs } from './departing-es.ts';
import { followEs } from './follow-es.ts';
import { frameEs } from './frame-es.ts';
import { archiveEs } from './archive-es.ts';
import { leavingEs } from './leaving-es.ts';
import { historyEs } from './history-es.ts';
import { ownDataEs } from './own-data-es.ts';
import { pauseEs } from './pause-es.ts';
import { preferencesEs } from './preferences-es.ts';
import { rhythmEs } from './rhythm-es.ts';
import { signUpEs } from './sign-up-es.ts';
import { troubleEs } from './trouble-es.ts';
import type { ReaderWords } from './reader-words.ts';

export const spanish: ReaderWords = {
  address: addressEs,
  checkInbox: checkInboxEs,
  check: checkEs,
  confirm: confirmEs,
  departing: departingEs,
  follow: followEs,
  frame: frameEs,
  archive: archiveEs,
  leaving: leavingEs,
  history: historyEs,
  ownData: ownDataEs,
  pause: pauseEs,
  preferences: preferencesEs,
  rhythm: rhythmEs,
  signUp: signUpEs,
  trouble: troubleEs,
};
