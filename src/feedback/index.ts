// Feedback: what came back from mail servers, and what follows from it for readers and for a send.
// Owns no table: delivery keeps refusals and counts, subscribers keeps suppressions, sends acts on a cause.
// Thresholds of bounces and refusals, whose fault they are, and which mailboxes are dead.
export { hasManyBounces, MANY_ANSWERS, type Answers } from './answers.ts';
export { findCause, tooLarge, type Alarm } from './find-cause.ts';
export { judgeRefusals, suppressProved } from './judge-refusals.ts';
