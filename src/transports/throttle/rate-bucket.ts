import {
  hasRoom,
  isOpening,
  noAnswers,
  nextRoomAt,
  noteAnswered,
  noteLeft,
  noteSlots,
  type AnswersInASecond,
} from './answers-in-a-second.ts';
import { createDistantClock, type DistantClock } from './distant-clock.ts';
import type { SlotReservation } from './slot-queries.ts';

/**
 * A slot is used within this time or not at all. Longer than a pause of the process for its garbage or for a statement, or the
 * limit would not be reached; what is late cannot crowd a second, whose answers are counted.
 */
const LATE_MS = 300;
/**
 * The same where other processes have slots of the same second: none of them sees what the others are late with, so it adds to
 * the second. A limit leaves 2 % of each second (SECOND_SHARE): 18 ms for that, and 2 ms for clocks.
 */
const LATE_AMONG_OTHERS_MS = 18;
/** Other processes count as active for this long after they took slots: slots lie a second ahead, and answers come later still. */
const COMPANY_MS = 3000;
/** The database is asked for its time this often before the first slots are used: the first answers are slow, because a connection is opened. */
const TIME_CHECKS = 4;
/** A caller that has not asked for this long no longer waits: a throttle asks again at least this often. */
const LONGEST_WISH_MS = 500;
/** New slots are asked for while the last one is at least this near: the statement takes less, and among others gives 100 ms. */
const REFILL_MS = 120;
/** A failed request is repeated after this, which is gentle on a database that restarts. */
const RETRY_MS = 500;
/** A rate that grows is another one at each reading, and readings may come out of order. */
const CLEARLY_SLOWER = 1.05;
/** Asking again sooner would busy the process for nothing. */
const SHORTEST_WAIT_MS = 2;

/** Where slots come from. */
export interface SlotSource {
  /** Undefined: the limit was lifted. */
  reserve(): Promise<SlotReservation | undefined>;
  /** Seconds on the clock that slots go by. */
  time(): Promise<number>;
}

/** The slots of one limit that this process holds. */
export interface RateBucket {
  /** Whether a message may leave now; asks for more slots when they run out. */
  isReady(): boolean;
  take(): void;
  /** A message was answered. @param ms how long after it left. */
  answered(ms: number): void;
  /** Milliseconds until asking again may help; undefined when the last caller was let through. */
  waitMs(): number | undefined;
  /** Slots on their way. */
  refill(): Promise<void> | undefined;
  /** Seconds from one message to the next; 0: it has no limit any more. */
  readonly every: number;
  /** The limit may be another one by now: nobody waits longer for the next slot than that takes. */
  change(every: number): void;
}

interface Bucket {
  every: number;
  source: SlotSource;
  clock: DistantClock;
  /** Moments of `performance.now()`, rising: those that may be used. */
  slots: number[];
  second: AnswersInASecond;
  refill: Promise<void> | undefined;
  /** Before that nothing is to be had. */
  askAt: number;
  /** When others were last seen to take slots. */
  othersAt: number;
  /** When a caller was last turned away that has not been let through since. */
  wantedAt: number;
}

/**
 * A limit is a generic cell rate: a virtual schedule (ITU-T I.371, "GCRA") that lies in the database, one slot behind the
 * other, so that processes together keep it. A bucket holds the slots of the next quarter of a second for its process.
 *
 * A slot says when a message may leave; when the server takes it is another matter. So a second holds no more answers, and
 * messages on their way, than it holds slots: what is late for its own makes those behind it wait (SMTP-05). Processes cannot
 * see each other's answers: where several share a limit, each leaves out what it is late with.
 *
 * The rate is 98 % of the limit, because slots lie that much apart (SECOND_SHARE), and no second exceeds the limit.
 */
export function createRateBucket(every: number, source: SlotSource): RateBucket {
  const bucket: Bucket = {
    every,
    source,
    clock: createDistantClock(),
    slots: [],
    second: noAnswers(),
    refill: undefined,
    askAt: 0,
    // Nobody knows at first.
    othersAt: performance.now(),
    wantedAt: -Infinity,
  };
  return {
    get every() {
      return bucket.every;
    },
    isReady: () => isReady(bucket),
    take() {
      bucket.slots.shift();
      noteLeft(bucket.second, performance.now());
    },
    answered: (ms) => noteAnswered(bucket.second, ms, performance.now()),
    waitMs: () => waitMs(bucket),
    refill: () => bucket.refill,
    change(next) {
      setEvery(bucket, next);
      bucket.askAt = Math.min(bucket.askAt, performance.now() + next * 1000);
    },
  };
}

function isReady(bucket: Bucket): boolean {
  const { every, slots, second, askAt } = bucket;
  if (every === 0) return true;
  const now = performance.now();
  const oldest = now - lateMs(bucket, now);
  while (slots[0] !== undefined && slots[0] < oldest) slots.shift();
  noteSlots(second, slots, now);
  if (!bucket.refill && now >= askAt && (slots.at(-1) ?? 0) < now + REFILL_MS) bucket.refill = ask(bucket);
  const isHeld =
    slots[0] === undefined || slots[0] > now || isOpening(second, now) || !hasRoom(second, every, now);
  bucket.wantedAt = isHeld ? now : -Infinity;
  return !isHeld;
}

/** Of less than one a second, a message may be late for half of the way to the next. */
function lateMs({ every, othersAt }: Bucket, now: number): number {
  if (every >= 1) return every * 500;
  return now - othersAt < COMPANY_MS ? LATE_AMONG_OTHERS_MS : LATE_MS;
}

async function ask(bucket: Bucket): Promise<void> {
  const { clock, source, slots } = bucket;
  try {
    if (!clock.isKnown())
      for (let check = 0; check < TIME_CHECKS; check += 1) clock.heard(await source.time());
    const reservation = await source.reserve();
    setEvery(bucket, reservation?.every ?? 0);
    if (!reservation) return;
    const { count, every, wait } = reservation;
    clock.heard(reservation.clock);
    if (reservation.isShared) bucket.othersAt = performance.now();
    const first = clock.momentOf(reservation.clock + wait);
    if (count === 0) bucket.askAt = first;
    for (let at = 0; at < count; at += 1) slots.push(first + at * every * 1000);
  } catch {
    // Without the database nothing can be sent; the code that writes the outcomes reports it.
    bucket.askAt = performance.now() + RETRY_MS;
  } finally {
    bucket.refill = undefined;
  }
}

/** Slots that were given out at a faster rate are not used: a server that has just asked for less would refuse them. */
function setEvery(bucket: Bucket, every: number): void {
  if (every > bucket.every * CLEARLY_SLOWER) bucket.slots.length = 0;
  bucket.every = every;
}

function waitMs(bucket: Bucket): number | undefined {
  const now = performance.now();
  if (now - bucket.wantedAt > LONGEST_WISH_MS) return undefined;
  return Math.max(nextMoment(bucket, now) - now, SHORTEST_WAIT_MS);
}

/** When the next slot or the next room may be there. */
function nextMoment({ slots, second, refill, askAt }: Bucket, now: number): number {
  if (isOpening(second, now)) return nextRoomAt(second, now);
  if (slots[0] === undefined) return refill ? Infinity : askAt;
  if (slots[0] > now) return slots[0];
  const slot = slots.find((at) => at > now) ?? Infinity;
  return Math.min(slot, nextRoomAt(second, now));
}
