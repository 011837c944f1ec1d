import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Db } from '../../platform/database.ts';
import { redactedReply } from '../../platform/mail/redacted-reply.ts';
import type { MailOutcome } from '../../platform/mail/mailer.ts';
import { DEFAULT_TRANSPORT } from '../transport.ts';
import { listWarmingUp, returnAllowance, takeAllowance } from '../transport-queries.ts';
import { createGoodwill, type Goodwill } from './throttle-blame.ts';
import { createLane, type Lane } from './rate-bucket.ts';
import { lineUp, type Queue } from './spread-deferrals.ts';
import { listPaces, readClock, reservePermits, slowDown, slowServer } from './limit-queries.ts';
import { demandOf, domainOf, domainScope, transportScope } from './limit.ts';
import { createQuota, type Quota } from './warm-up-allowance.ts';

/** Lets readers through as fast as the limits of a transport and of their domains allow. */
export interface Throttle {
  /** Takes the first of them who may be mailed now out of the list. Undefined: nobody for the moment. */
  pick<Reader extends { address: string }>(waiting: Reader[]): Reader | undefined;
  /** Whether the transport's warm-up allows nothing more today. */
  isFull(): boolean;
  /** Whether their own domains, and not the transport, keep all of them waiting, as far as is known for more than `ms`. */
  isThrottledByDomains(waiting: { address: string }[], ms: number): boolean;
  /** What the transport's limit allows; infinite without one. */
  mostPerSecond(): number;
  /** Whether the domain has a limit. */
  isLimited(address: string): boolean;
  /** Seconds after which a reader who is put aside should come back: minutes at most, unless there are a great many. */
  deferralSeconds(address: string): number;
  /**
   * Learns from the answer to a message that was let through: a domain that asks for less gets less (SMTP-04).
   * A server that puts off everybody alike gets less, too. Whom they put off for that waits uncharged.
   * @param isFirst the reader was not refused before.
   * @returns the answer as it is to be taken: a server that says 421 whoever it is for means itself.
   */
  heed(reader: { address: string }, outcome: MailOutcome, isFirst?: boolean): MailOutcome;
  /** Resolves when asking again may help, within half a second. */
  change(): Promise<void>;
  /** To be called when nobody is left to be let through for now. */
  close(): Promise<void>;
}

/** Limits that were changed count within this time. */
const FRESH_MS = 1000;
const LONGEST_WAIT_MS = 500;

interface ThrottleOptions {
  transport?: string;
  /** Single mails, which people wait for: no warm-up holds or counts them. */
  isSingle?: boolean;
  freshMs?: number;
}

/** One for all who send in this process: together they must not crowd a second. */
const limitsOf = new WeakMap<Db, Limits>();

/** Costs two small queries a second while nothing is limited. */
export async function openThrottle(db: Db, options: ThrottleOptions = {}): Promise<Throttle> {
  const { transport = DEFAULT_TRANSPORT, isSingle = false, freshMs } = options;
  const limits = limitsOf.get(db) ?? createLimits(db);
  limitsOf.set(db, limits);
  await limits.refresh(freshMs);
  limits.tryAgain(transport);
  return createThrottle(db, limits, transport, isSingle);
}

type Limits = ReturnType<typeof createLimits>;

/** Limits as they were a moment ago, with the permits that this process holds. */
function createLimits(db: Db) {
  /** This process, among those who share a limit. */
  const self = randomUUID();
  const lanes = new Map<string, Lane>();
  const quotas = new Map<string, Quota>();
  const goodwill = new Map<string, Goodwill>();
  const aside = new Map<string, Queue>();
  let readAt = -Infinity;
  let reading: Promise<void> = Promise.resolve();

  /** One after the other: an answer that is older than another one must not undo it. */
  const read = () => {
    readAt = performance.now();
    const done = reading.then(readNow);
    reading = done.catch(() => {});
    return done;
  };
  const readNow = async () => {
    const [paces, warmingUp] = await Promise.all([listPaces(db), listWarmingUp(db)]);
    keepOnly(lanes, [...paces.keys()]);
    keepOnly(aside, [...paces.keys()]);
    keepOnly(quotas, warmingUp);
    for (const [scope, every] of paces) {
      const lane = lanes.get(scope);
      if (lane) lane.change(every);
      else lanes.set(scope, laneOf(scope, every));
    }
    for (const name of warmingUp) if (!quotas.has(name)) quotas.set(name, quotaOf(name));
    for (const name of warmingUp) tryAgain(name);
  };
  const tryAgain = (name: string) => quotas.get(name)?.tryAgain();
  const laneOf = (scope: string, every: number) =>
    createLane(every, { reserve: () => reservePermits(db, scope, self), time: () => readClock(db) });
  const quotaOf = (name: string) =>
    createQuota(
      (wanted) => takeAllowance(db, name, wanted),
      (count) => returnAllowance(db, name, count),
    );
  return {
    lanes,
    quotas,
    read,
    tryAgain,
    goodwillOf(transport: string): Goodwill {
      const known = goodwill.get(transport) ?? createGoodwill();
      goodwill.set(transport, known);
      return known;
    },
    /** Readers who were put aside, by their domain's scope. */
    aside,
    /** Those on their way, by reader: when they left, and what they were taken out of. */
    left: new WeakMap<object, { at: number; quota: Quota | undefined }>(),
    /** Reads the limits if that was a while ago. */
    async refresh(freshMs = FRESH_MS) {
      if (performance.now() - readAt > freshMs) await read();
    },
    /** The same for the next time; they stay as they were known while the database is away. */
    refreshSoon() {
      if (performance.now() - readAt > FRESH_MS) void read().catch(() => {});
    },
  };
}

function keepOnly(map: Map<string, unknown>, names: string[]): void {
  const kept = new Set(names);
  for (const name of map.keys()) if (!kept.has(name)) map.delete(name);
}

function createThrottle(db: Db, limits: Limits, transport: string, isSingle: boolean): Throttle {
  const { lanes, aside, left } = limits;
  const laneOver = () => lanes.get(transportScope(transport));
  const laneTo = (address: string) => lanes.get(domainScope(domainOf(address)));
  const quota = () => (isSingle ? undefined : limits.quotas.get(transport));
  const isOpenTo = (address: string) => laneTo(address)?.isReady() ?? true;
  const isHeld = (address: string, ms: number) => {
    const lane = laneTo(address);
    return lane?.isReady() === false && (ms <= 0 || (!lane.refill() && (lane.waitMs() ?? 0) > ms));
  };
  const goodwill = limits.goodwillOf(transport);
  let change: Promise<void> | undefined;
  const learn = (change: Promise<unknown>) => void change.then(limits.read).catch(() => {});

  return {
    pick(waiting) {
      limits.refreshSoon();
      if (lanes.size === 0 && !quota()) return waiting.shift();
      if (waiting.length === 0) return undefined;
      if (laneOver()?.isReady() === false || quota()?.isReady() === false) return undefined;
      const at = waiting.findIndex(({ address }) => isOpenTo(address));
      const [reader] = at < 0 ? [] : waiting.splice(at, 1);
      if (!reader) return undefined;
      laneOver()?.take();
      quota()?.take();
      laneTo(reader.address)?.take();
      left.set(reader, { at: performance.now(), quota: quota() });
      return reader;
    },
    isFull: () => quota()?.isOut() ?? false,
    isThrottledByDomains: (waiting, ms) =>
      lanes.size > 0 && waiting.every(({ address }) => isHeld(address, ms)),
    mostPerSecond: () => 1 / (laneOver()?.every ?? 0),
    isLimited: (address) => laneTo(address) !== undefined,
    deferralSeconds(address) {
      const now = performance.now() / 1000;
      const everyTo = laneTo(address)?.every ?? 0;
      const everyOver = laneOver()?.every ?? 0;
      const scope = everyOver > everyTo ? transportScope(transport) : domainScope(domainOf(address));
      const queue = lineUp(aside.get(scope), Math.max(everyTo, everyOver), now);
      aside.set(scope, queue);
      return queue.end - now;
    },
    heed(reader, outcome, isFirst = true) {
      const leaving = left.get(reader);
      const domain = domainOf(reader.address);
      if (leaving) {
        const ms = performance.now() - leaving.at;
        laneOver()?.answered(ms);
        laneTo(reader.address)?.answered(ms);
        if (outcome.kind === 'server') leaving.quota?.putBack();
      }
      if (outcome.kind === 'accepted') goodwill.accepted(domain);
      const demand = demandOf(outcome, isFirst);
      if (demand === undefined || demand === 'patience') return outcome;
      const isOfDomain = demand === 'less' && goodwill.turnedAway(domain);
      if (outcome.kind === 'server' && !isOfDomain) return { ...outcome, scope: 'transport' };
      if (isOfDomain) {
        learn(slowDown(db, domainScope(domain)));
        return waiting(outcome.reply);
      }
      if (demand === 'unclear' && !goodwill.putOff()) return outcome;
      learn(slowServer(db, transportScope(transport), goodwill.taken(), redactedReply(outcome.reply)));
      return waiting(outcome.reply);
    },
    change() {
      change ??= nextChange([...lanes.values()], quota()).finally(() => {
        change = undefined;
      });
      return change;
    },
    close: async () => quota()?.close(),
  };
}

/** Whom a server or a domain has no room for waits for its turn. */
const waiting = (reply: string): MailOutcome => ({ kind: 'server', scope: 'destination', reply });

function nextChange(lanes: Lane[], quota: Quota | undefined): Promise<void> {
  const waits = lanes.flatMap((lane) => lane.waitMs() ?? []);
  const refills = [...lanes.map((lane) => lane.refill()), quota?.refill()].filter((one) => one !== undefined);
  return Promise.race([pause(Math.min(LONGEST_WAIT_MS, ...waits)), ...refills]);
}
