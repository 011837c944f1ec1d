import { createDistantClock } from './distant-clock.ts';
import { SECOND_SHARE, type Permits } from './limit-queries.ts';

/** A permit is used within this time or not at all. */
const LATE_MS = 300;
/** The same where other processes have permits of the same second: none of them sees what the others are late with. */
const LATE_AMONG_OTHERS_MS = 18;
/** So long after others were given permits they may be at it. */
const COMPANY_MS = 3000;
/** The others wait for the first answer at most so long. */
const OPENING_MS = 1000;
/** Questions for the time before the first permits are used; the first answers are slow. */
const TIME_CHECKS = 4;
/** A message without an answer takes no more room after this: the server is slow to say, not to take. */
const LONGEST_WAY_MS = 2000;
/** Who asks no more after this has found something else, or gave up. */
const LONGEST_WISH_MS = 500;
/** So often the others look whether the first one was answered. */
const OPENING_LOOK_MS = 10;
/** New permits are asked for while the last one is at least this near. */
const REFILL_MS = 120;
/** What cannot be asked now is asked again after this. */
const RETRY_MS = 500;
/** Of a distant server's delay, so much surely lies between two messages: one sent when the other's answer was there. */
const DISTANCE_SHARE = 0.7;
const NEAR_MS = 20;
/** The first answers tell of connections that were opened, not of a distance. */
const ENOUGH = 50;

/** Where permits come from. */
export interface PermitSource {
  /** Undefined: the limit was lifted. */
  reserve(): Promise<Permits | undefined>;
  /** Seconds on the clock that permits go by. */
  time(): Promise<number>;
}

/** The permits of one scope that this process holds. */
export interface Lane {
  /** Whether a message may leave now; asks for more permits when they run out. */
  isReady(): boolean;
  take(): void;
  /** A message was answered. @param ms how long after it left. */
  answered(ms: number): void;
  /** Milliseconds until asking again may help; undefined when the last who asked was let through. */
  waitMs(): number | undefined;
  /** Permits on their way. */
  refill(): Promise<void> | undefined;
  /** Seconds from one message to the next; 0: it has no limit any more. */
  every: number;
  /** The limit may be another one by now: nobody waits longer for the next permit than that takes. */
  change(every: number): void;
}

/**
 * Permits say when a message may leave; when the server takes it is another matter. So a second holds no more answers,
 * and messages on their way, than it holds permits: what is late for its own makes those behind it wait (SMTP-05).
 * Processes cannot see each other's answers: where several share a limit, each leaves out what it is late with.
 */
export function createLane(every: number, source: PermitSource): Lane {
  /** Moments of `performance.now()`, rising: permits ahead, and all of the last second. */
  const slots: number[] = [];
  const lastSlots: number[] = [];
  const answers: number[] = [];
  /** Milliseconds: the quickest of all answers. */
  let least = Infinity;
  let answered = 0;
  /** When those on their way left. */
  const left: number[] = [];
  let beganAt = 0;
  let askAt = 0;
  let refill: Promise<void> | undefined;
  /** When somebody was last turned away, who has not been let through since. */
  let wantedAt = -Infinity;

  /** When others were last seen to take permits; nobody knows at first. */
  let othersAt = performance.now();
  const clock = createDistantClock();

  const ask = async () => {
    try {
      if (!clock.isKnown())
        for (let check = 0; check < TIME_CHECKS; check += 1) clock.heard(await source.time());
      const permits = await source.reserve();
      lane.every = permits?.every ?? 0;
      if (!permits) return;
      clock.heard(permits.clock);
      if (permits.isShared) othersAt = performance.now();
      const first = clock.momentOf(permits.clock + permits.wait);
      if (permits.count === 0) askAt = first;
      else for (let at = 0; at < permits.count; at += 1) slots.push(first + at * permits.every * 1000);
    } catch {
      // Without the database nothing can be sent; whoever writes the outcomes says so.
      askAt = performance.now() + RETRY_MS;
    } finally {
      refill = undefined;
    }
  };
  /** The first one opens a connection; those that leave meanwhile would all arrive at once. */
  const isOpening = (now: number) => left.length > 0 && answered === 0 && now - beganAt < OPENING_MS;
  /** How long an answer counts. */
  const span = () => {
    const distance = answered < ENOUGH ? 0 : Math.max(least - NEAR_MS, 0) * DISTANCE_SHARE;
    return 1000 - Math.min(distance, 500);
  };
  const hasRoom = (now: number) => {
    // Of so few an hour or a minute none can crowd a second.
    if (lane.every >= 1) return true;
    while (lastSlots[0] !== undefined && lastSlots[0] <= now - 1000) lastSlots.shift();
    while (answers[0] !== undefined && answers[0] <= now - span()) answers.shift();
    while (left[0] !== undefined && left[0] <= now - LONGEST_WAY_MS) left.shift();
    const most = Math.floor(1 / (lane.every * SECOND_SHARE) + 0.001);
    return answers.length + left.length < Math.min(lastSlots.length, most);
  };
  /** When the next permit or the next room may be there. */
  const nextMoment = (now: number): number => {
    if (isOpening(now)) return now + OPENING_LOOK_MS;
    const slot = slots.find((at) => at > now);
    if (slots[0] === undefined) return refill ? Infinity : askAt;
    if (slots[0] > now) return slots[0];
    return Math.min(
      slot ?? Infinity,
      (answers[0] ?? Infinity) + span(),
      (left[0] ?? Infinity) + LONGEST_WAY_MS,
    );
  };
  const lane: Lane = {
    every,
    isReady() {
      if (lane.every === 0) return true;
      const now = performance.now();
      const late = now - othersAt < COMPANY_MS ? LATE_AMONG_OTHERS_MS : LATE_MS;
      const tolerance = lane.every < 1 ? late : lane.every * 500;
      while (slots[0] !== undefined && slots[0] < now - tolerance) slots.shift();
      for (const slot of slots) {
        if (slot > now) break;
        if (slot > (lastSlots.at(-1) ?? 0)) lastSlots.push(slot);
      }
      if (!refill && now >= askAt && (slots.at(-1) ?? 0) < now + REFILL_MS) refill = ask();
      const isHeld = slots[0] === undefined || slots[0] > now || isOpening(now) || !hasRoom(now);
      wantedAt = isHeld ? now : -Infinity;
      return !isHeld;
    },
    take() {
      const now = performance.now();
      if (answered === 0 && left.length === 0) beganAt = now;
      slots.shift();
      left.push(now);
    },
    answered(ms) {
      const now = performance.now();
      // It may have been on its way for too long to be counted.
      const place = left.findLastIndex((at) => at <= now - ms);
      if (place >= 0) left.splice(place, 1);
      answers.push(now);
      least = Math.min(least, ms);
      answered += 1;
    },
    waitMs() {
      const now = performance.now();
      return now - wantedAt > LONGEST_WISH_MS ? undefined : Math.max(nextMoment(now) - now, 2);
    },
    refill: () => refill,
    change(next) {
      lane.every = next;
      askAt = Math.min(askAt, performance.now() + next * 1000);
    },
  };
  return lane;
}
