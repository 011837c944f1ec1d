import { SECOND_SHARE } from './limit-queries.ts';

/**
 * A message without an answer takes no room after this: the server is slow to say, not to take. Twice the second that is
 * bounded, so a server that answers within that is counted to the end.
 */
const LONGEST_WAY_MS = 2000;
/**
 * Others wait for the very first answer at most so long: connecting takes four round trips or so with TLS and sign-in, which
 * are done by then from anywhere on earth (250 ms each).
 */
const OPENING_MS = 1000;
/** How often others look whether the first message was answered: less than a slot of 100 a second is lost. */
const OPENING_LOOK_MS = 10;
/**
 * This share of a distant server's delay surely lies between two messages: one that is sent when another one's answer is there
 * reaches the server half a delay after that answer left it. The share leaves room for delays that vary.
 */
const DISTANCE_SHARE = 0.7;
/** Half of the second is bounded in any case, however far the server is. */
const MOST_DISTANCE_MS = 500;
/** A server this near has no distance: that is the time in which it thinks. */
const NEAR_MS = 20;
/** The first answers measure the opening of connections, not the distance: each of ten or so connections gives some. */
const ENOUGH = 50;

/** Slots and answers of the last second, and the messages on their way. */
export interface AnswersInASecond {
  /** Moments of slots that came, rising. */
  slots: number[];
  answers: number[];
  /** When those on their way left. */
  left: number[];
  answered: number;
  /** Milliseconds: the quickest of all answers. */
  leastMs: number;
  /** When the very first message left. */
  beganAt: number;
}

export const noAnswers = (): AnswersInASecond => ({
  slots: [],
  answers: [],
  left: [],
  answered: 0,
  leastMs: Infinity,
  beganAt: 0,
});

export function noteSlots({ slots }: AnswersInASecond, moments: number[], now: number): void {
  for (const moment of moments) {
    if (moment > now) break;
    if (moment > (slots.at(-1) ?? 0)) slots.push(moment);
  }
}

export function noteLeft(second: AnswersInASecond, now: number): void {
  if (second.answered === 0 && second.left.length === 0) second.beganAt = now;
  second.left.push(now);
}

export function noteAnswered(second: AnswersInASecond, ms: number, now: number): void {
  // It may have been on its way for too long to be counted.
  const place = second.left.findLastIndex((at) => at <= now - ms);
  if (place >= 0) second.left.splice(place, 1);
  second.answers.push(now);
  second.leastMs = Math.min(second.leastMs, ms);
  second.answered += 1;
}

/** The first message opens a connection; those that leave meanwhile would all arrive at once. */
export const isOpening = ({ left, answered, beganAt }: AnswersInASecond, now: number) =>
  left.length > 0 && answered === 0 && now - beganAt < OPENING_MS;

/** How long an answer counts. */
function spanOf({ answered, leastMs }: AnswersInASecond): number {
  const distance = answered < ENOUGH ? 0 : Math.max(leastMs - NEAR_MS, 0) * DISTANCE_SHARE;
  return 1000 - Math.min(distance, MOST_DISTANCE_MS);
}

/** Whether one more message fits into this second. @param every seconds from one to the next. */
export function hasRoom(second: AnswersInASecond, every: number, now: number): boolean {
  // A second of a limit this low has one slot at most, and so one message.
  if (every >= 1) return true;
  const { slots, answers, left } = second;
  while (slots[0] !== undefined && slots[0] <= now - 1000) slots.shift();
  while (answers[0] !== undefined && answers[0] <= now - spanOf(second)) answers.shift();
  while (left[0] !== undefined && left[0] <= now - LONGEST_WAY_MS) left.shift();
  const most = Math.floor(1 / (every * SECOND_SHARE) + 0.001);
  return answers.length + left.length < Math.min(slots.length, most);
}

/** When there may be room next. */
export function nextRoomAt(second: AnswersInASecond, now: number): number {
  if (isOpening(second, now)) return now + OPENING_LOOK_MS;
  const [answer = Infinity] = second.answers;
  const [left = Infinity] = second.left;
  return Math.min(answer + spanOf(second), left + LONGEST_WAY_MS);
}
