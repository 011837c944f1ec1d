import { addressPt } from './address-pt.ts';
import { checkInboxPt } from './check-inbox-pt.ts';
import { checkPt } from './check-pt.ts';
import { confirmPt } from './confirm-pt.ts';
import { departingPt } from './departing-pt.ts';
import { followPt } from './follow-pt.ts';
import { framePt } from './frame-pt.ts';
import { archivePt } from './archive-pt.ts';
import { leavingPt } from './leaving-pt.ts';
import { historyPt } from './history-pt.ts';
import { ownDataPt } from './own-data-pt.ts';
import { pausePt } from './pause-pt.ts';
import { preferencesPt } from './preferences-pt.ts';
import { rhythmPt } from './rhythm-pt.ts';
import { signUpPt } from './sign-up-pt.ts';
import { troublePt } from './trouble-pt.ts';
import type { ReaderWords } from './reader-words.ts';

export const portuguese: ReaderWords = {
  address: addressPt,
  checkInbox: checkInboxPt,
  check: checkPt,
  confirm: confirmPt,
  departing: departingPt,
  follow: followPt,
  frame: framePt,
  archive: archivePt,
  leaving: leavingPt,
  history: historyPt,
  ownData: ownDataPt,
  pause: pausePt,
  preferences: preferencesPt,
  rhythm: rhythmPt,
  signUp: signUpPt,
  trouble: troublePt,
};
