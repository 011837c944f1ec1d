// Explain: why a reader got an article or a send, or did not, and how many will.
// Owns no table and writes none. It asks the other rooms, so that it can only say what they do.
// The conditions come from the list in `audiences`, the words from `words`.
export { explain, type Explanation } from './explain.ts';
export { question } from './question.ts';
export { LEFT_OUT_OF_DIGEST } from './view-digest-audience.ts';
export { VERDICTS } from './verdict.ts';
export { viewDraftAudience, viewSendAudience, type SendAudience } from './view-audience.ts';
