import { randomUUID } from 'node:crypto';
import type { Db } from '../../platform/database.ts';
import { listWarmingUp, returnAllowance, takeAllowance } from '../transport-queries.ts';
import { listRates } from './limit-queries.ts';
import { readClock, reserveSlots } from './slot-queries.ts';
import { createRateBucket, type RateBucket } from './rate-bucket.ts';
import type { DeferralSpread } from './spread-deferrals.ts';
import { createTakenRates, type TakenRates } from './taken-rates.ts';
import { createThrottleBlame, type ThrottleBlame } from './throttle-blame.ts';
import { createWarmUpAllowance, type WarmUpAllowance } from './warm-up-allowance.ts';

/** Limits that were changed count within this time. */
const FRESH_MS = 1000;

/** What a server was heard to say: whom it means, and how much it takes. */
export interface Heard {
  blame: ThrottleBlame;
  taken: TakenRates;
}

/** The limits as they were a moment ago, with the slots and messages that this process holds. */
export interface ProcessLimits {
  readonly db: Db;
  /** By scope: a transport or a domain. */
  readonly buckets: Map<string, RateBucket>;
  /** By transport. */
  readonly allowances: Map<string, WarmUpAllowance>;
  /** Readers who were deferred, by scope. */
  readonly deferrals: Map<string, DeferralSpread>;
  /** By transport. */
  readonly heard: Map<string, Heard>;
  readAt: number;
  reading: Promise<void>;
  /** Names this process among those that share a limit. */
  readonly self: string;
}

/**
 * All senders in a process share one, because together they must not crowd a second. A process has one pool of connections to
 * its database, and tests have one for each App, so the pool says which.
 */
const limitsByPool = new WeakMap<Db, ProcessLimits>();

export function limitsOf(db: Db): ProcessLimits {
  const known = limitsByPool.get(db) ?? {
    db,
    buckets: new Map(),
    allowances: new Map(),
    deferrals: new Map(),
    heard: new Map(),
    readAt: -Infinity,
    reading: Promise.resolve(),
    self: randomUUID(),
  };
  limitsByPool.set(db, known);
  return known;
}

export function heardFrom({ heard }: ProcessLimits, transport: string): Heard {
  const known = heard.get(transport) ?? { blame: createThrottleBlame(), taken: createTakenRates() };
  heard.set(transport, known);
  return known;
}

/** Reads the limits if that was a while ago. */
export async function refresh(limits: ProcessLimits, freshMs = FRESH_MS): Promise<void> {
  if (performance.now() - limits.readAt > freshMs) await readLimits(limits);
}

/** The same for the next time; they stay as they were known while the database is away. */
export function refreshSoon(limits: ProcessLimits): void {
  if (performance.now() - limits.readAt > FRESH_MS) void readLimits(limits).catch(() => {});
}

/** One after the other: an answer that is older than another one must not undo it. */
export function readLimits(limits: ProcessLimits): Promise<void> {
  limits.readAt = performance.now();
  const done = limits.reading.then(() => readNow(limits));
  limits.reading = done.catch(() => {});
  return done;
}

async function readNow(limits: ProcessLimits): Promise<void> {
  const { db, buckets, allowances, deferrals } = limits;
  const [rates, warmingUp] = await Promise.all([listRates(db), listWarmingUp(db)]);
  keepOnly(buckets, [...rates.keys()]);
  keepOnly(deferrals, [...rates.keys()]);
  keepOnly(allowances, warmingUp);
  for (const [scope, every] of rates) {
    const bucket = buckets.get(scope);
    if (bucket) bucket.change(every);
    else buckets.set(scope, bucketOf(limits, scope, every));
  }
  for (const name of warmingUp) if (!allowances.has(name)) allowances.set(name, allowanceOf(db, name));
  for (const name of warmingUp) allowances.get(name)?.tryAgain();
}

const bucketOf = ({ db, self }: ProcessLimits, scope: string, every: number) =>
  createRateBucket(every, { reserve: () => reserveSlots(db, scope, self), time: () => readClock(db) });

const allowanceOf = (db: Db, name: string) =>
  createWarmUpAllowance(
    (wanted) => takeAllowance(db, name, wanted),
    (count) => returnAllowance(db, name, count),
  );

function keepOnly(map: Map<string, unknown>, names: string[]): void {
  const kept = new Set(names);
  for (const name of map.keys()) if (!kept.has(name)) map.delete(name);
}
