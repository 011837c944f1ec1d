/** A process takes this many of a day's messages at once: one statement for each message would slow it down. */
const MOST_AT_ONCE = 100;
const FIRST_AT_ONCE = 5;
/** Asked again after this when the database did not answer. */
const RETRY_MS = 500;

/** Messages of today's warm-up that this process has in hand. */
export interface WarmUpAllowance {
  /** Whether a message may leave now; asks for more when none is in hand. */
  isReady(): boolean;
  take(): void;
  /** A message that was taken did not leave: the server was out of order. */
  putBack(): void;
  /** Nothing is left of today. */
  isOut(): boolean;
  /** The day may be another one by now, or its share. */
  tryAgain(): void;
  /** An answer on its way. */
  refill(): Promise<void> | undefined;
  /** Gives back what is in hand, for the next sender. */
  close(): Promise<void>;
}

/**
 * @param take from the day; null: it has no bound any more.
 * @param giveBack to the day.
 */
export function createWarmUpAllowance(
  take: (wanted: number) => Promise<number | null>,
  giveBack: (count: number) => Promise<void>,
): WarmUpAllowance {
  let inHand = 0;
  let isOut = false;
  let isUnbounded = false;
  let askAt = 0;
  /** Grows while messages leave, so that a small audience does not hold what others need. */
  let wanted = FIRST_AT_ONCE;
  let refill: Promise<void> | undefined;

  const ask = async () => {
    try {
      const given = await take(wanted);
      isUnbounded = given === null;
      isOut = given === 0;
      inHand += given ?? 0;
      wanted = Math.min(2 * wanted, MOST_AT_ONCE);
    } catch {
      askAt = performance.now() + RETRY_MS;
    } finally {
      refill = undefined;
    }
  };
  return {
    isReady() {
      if (inHand > 0 || isUnbounded) return true;
      if (!refill && !isOut && performance.now() >= askAt) refill = ask();
      return false;
    },
    take() {
      if (!isUnbounded) inHand -= 1;
    },
    putBack() {
      if (!isUnbounded) inHand += 1;
    },
    isOut: () => isOut && inHand === 0,
    tryAgain() {
      if (!isOut || inHand > 0) return;
      isOut = false;
      wanted = FIRST_AT_ONCE;
    },
    refill: () => refill,
    async close() {
      await refill;
      const count = inHand;
      inHand = 0;
      if (count > 0) await giveBack(count);
    },
  };
}
