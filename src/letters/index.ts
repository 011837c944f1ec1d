// Letters: what an editor writes to the readers, tries out and schedules.
// Owns the table letters; the draft a letter belongs to is a send, whose life sends keeps.
// Checks a letter when it is written and once more when it is due, and computes wall-clock times anew.
export { deleteLetter } from './delete-letter.ts';
export { letterChanges, newLetter, RHYTHMS, scheduleFields } from './letter.ts';
export { letterKind } from './letter-kind.ts';
export { moveFields, moveSend } from './move-send.ts';
export { refreshSchedules, scheduleLetter, unscheduleLetter } from './schedule-letter.ts';
export { getSendDetails, type SendDetails } from './view-letter.ts';
export { changeLetter, createLetter } from './write-letter.ts';
