// Inbound: mail that comes back, as octets: what it means, whom it is about, and whether it may be answered.
// Owns no table, asks no database, and opens no attachment. What follows from a verdict is not decided here.
export { MOST_BYTES } from './mail/limits.ts';
export type { Known, Reason, Rule, Verdict } from './understanding/kind.ts';
export type { NoAnswer } from './understanding/no-answer.ts';
export { understandMail, type Understanding } from './understanding/understand.ts';
