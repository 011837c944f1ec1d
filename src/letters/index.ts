// Letters: what an editor writes to the readers, tries out and schedules.
// Owns the tables letters, letter_versions and letter_presence; the draft a letter belongs to is a send, whose life sends keeps.
// Writes down drafts as they are, checks a letter when it is scheduled and once more when it is due, and computes wall-clock times anew.
export { findFaults, findFaultsOf } from './compile-letter.ts';
export { FaultyLetter } from './faulty-letter.ts';
export { copyLetter } from './copy-letter.ts';
export { differenceOf, type Difference } from './difference.ts';
export { readDigest, readPicks, writeDigest, writePicks, type Pick } from './digest/digest-text.ts';
export { digestFields } from './digest/digest-input.ts';
export { digestKind } from './digest/digest-kind.ts';
export { changeDigest, createDigest } from './digest/write-digest.ts';
export { deleteLetter } from './delete-letter.ts';
export {
  draftFields,
  EVERYBODY,
  newLetter,
  scheduleFields,
  seenVersion,
  type DraftFields,
  type LetterAudience,
  type NewLetter,
  type ScheduleInput,
} from './letter.ts';
export { findLetter } from './letter-queries.ts';
export { hasWords, keepWords } from './keep-words.ts';
export { letterKind } from './letter-kind.ts';
export { moveFields, moveSend } from './move-send.ts';
export { mergeDraft, TAKES, type FieldOverlap, type Merge } from './merge-draft.ts';
export { bePresent, listDrafts } from './presence.ts';
export { listPresentInDrafts } from './presence-queries.ts';
export { chooseTime, refreshSchedules, scheduleLetter, unscheduleLetter } from './schedule-letter.ts';
export { rewriteDraft } from './rewrite-draft.ts';
export { previewDraft } from './preview-draft.ts';
export type { LetterVersion } from './version-queries.ts';
export { getVersion, listVersions, restoreVersion } from './versions.ts';
export { clockChangeNote } from './wall-time.ts';
export { getSendDetails, type SendDetails } from './view-letter.ts';
export { changeLetter, createDraft, createLetter, getLetter, saveDraft } from './write-letter.ts';
