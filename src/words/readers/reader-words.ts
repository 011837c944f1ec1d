import type { AddressPageWords } from './address-en.ts';
import type { CheckInboxWords } from './check-inbox-en.ts';
import type { CheckWords } from './check-en.ts';
import type { ConfirmWords } from './confirm-en.ts';
import type { DepartingWords } from './departing-en.ts';
import type { FollowPageWords } from './follow-en.ts';
import type { FrameWords } from './frame-en.ts';
import type { ArchiveWords } from './archive-en.ts';
import type { LeavingWords } from './leaving-en.ts';
import type { HistoryWords } from './history-en.ts';
import type { OwnDataWords } from './own-data-en.ts';
import type { PauseWords } from './pause-en.ts';
import type { PreferencesWords } from './preferences-en.ts';
import type { RhythmPageWords } from './rhythm-en.ts';
import type { SignUpWords } from './sign-up-en.ts';
import type { TroubleWords } from './trouble-en.ts';

/** What pages say to readers. */
export interface ReaderWords {
  address: AddressPageWords;
  checkInbox: CheckInboxWords;
  check: CheckWords;
  confirm: ConfirmWords;
  departing: DepartingWords;
  follow: FollowPageWords;
  frame: FrameWords;
  archive: ArchiveWords;
  leaving: LeavingWords;
  history: HistoryWords;
  ownData: OwnDataWords;
  pause: PauseWords;
  preferences: PreferencesWords;
  rhythm: RhythmPageWords;
  signUp: SignUpWords;
  trouble: TroubleWords;
}
