import { setTimeout as pause } from 'node:timers/promises';
import type { Db } from '../../platform/database.ts';
import type { MailOutcome } from '../../platform/mail/mailer.ts';
import { DEFAULT_TRANSPORT } from '../transport.ts';
import { hearAnswer } from './hear-answer.ts';
import { domainOf, domainScope, transportScope } from './limit.ts';
import { heardFrom, limitsOf, refresh, refreshSoon } from './process-limits.ts';
import { spreadDeferral } from './spread-deferrals.ts';
import { bucketOver, bucketTo, type Scope, type Slot } from './throttle-scope.ts';
import type { WarmUpAllowance } from './warm-up-allowance.ts';

/** Lets readers through as fast as the limits of a transport and of their domains allow. */
export interface Throttle {
  /** Removes from the list the first reader who may be mailed now. Undefined: nobody at the moment. */
  pick<Addressee extends { address: string }>(waiting: Addressee[]): Slot<Addressee> | undefined;
  /** Whether the transport's warm-up allows nothing more today. */
  isFull(): boolean;
  /** Whether their own domains, and not the transport, keep all of them waiting, as far as is known for more than `ms`. */
  isThrottledByDomains(waiting: { address: string }[], ms: number): boolean;
  /** What the transport's limit allows; infinite without one. */
  mostPerSecond(): number;
  /** Whether the domain has a limit. */
  isLimited(address: string): boolean;
  /** Seconds after which a deferred reader should come back: minutes at most, unless there are a great many. */
  deferralSeconds(address: string): number;
  /**
   * Learns from the answer to a message that had a slot: a domain that asks for less gets less (SMTP-04). A server that puts
   * off everybody alike gets less, too. Readers whom they put off for that wait, and no attempt is charged.
   * @param isFirst the reader was not refused before.
   * @returns the answer as it is to be taken: a server that says 421 to everybody means itself.
   */
  heed(slot: Slot<{ address: string }>, outcome: MailOutcome, isFirst?: boolean): MailOutcome;
  /** Resolves when asking again may help, within half a second. */
  change(): Promise<void>;
  /** To be called when nobody is left to be let through for now. */
  close(): Promise<void>;
}

/** Limits are read again every second, so that a change takes effect soon. */
const LONGEST_WAIT_MS = 500;

interface ThrottleOptions {
  transport?: string;
  /** Single mails, which people wait for: no warm-up holds or counts them. */
  isSingle?: boolean;
  freshMs?: number;
}

/** Costs two small queries a second while nothing is limited. */
export async function openThrottle(db: Db, options: ThrottleOptions = {}): Promise<Throttle> {
  const { transport = DEFAULT_TRANSPORT, isSingle = false, freshMs } = options;
  const limits = limitsOf(db);
  await refresh(limits, freshMs);
  limits.allowances.get(transport)?.tryAgain();
  return createThrottle({ limits, transport, isSingle, heard: heardFrom(limits, transport) });
}

function createThrottle(scope: Scope): Throttle {
  const { limits } = scope;
  let change: Promise<void> | undefined;
  return {
    pick: (waiting) => pick(scope, waiting),
    isFull: () => allowanceOf(scope)?.isOut() ?? false,
    isThrottledByDomains: (waiting, ms) =>
      limits.buckets.size > 0 && waiting.every(({ address }) => isHeldByDomain(scope, address, ms)),
    mostPerSecond: () => 1 / (bucketOver(scope)?.every ?? 0),
    isLimited: (address) => bucketTo(scope, address) !== undefined,
    deferralSeconds: (address) => deferralSeconds(scope, address),
    heed: (slot, outcome, isFirst = true) => hearAnswer(scope, slot, outcome, isFirst),
    change() {
      change ??= nextChange(scope).finally(() => {
        change = undefined;
      });
      return change;
    },
    close: async () => allowanceOf(scope)?.close(),
  };
}

const allowanceOf = ({ limits, transport, isSingle }: Scope) =>
  isSingle ? undefined : limits.allowances.get(transport);

function pick<Addressee extends { address: string }>(
  scope: Scope,
  waiting: Addressee[],
): Slot<Addressee> | undefined {
  const { limits } = scope;
  refreshSoon(limits);
  const allowance = allowanceOf(scope);
  const isFree = limits.buckets.size === 0 && !allowance;
  const reader = isFree ? waiting.shift() : takeReady(scope, waiting, allowance);
  if (!reader || isFree) return reader && { reader };
  const over = bucketOver(scope);
  over?.take();
  allowance?.take();
  bucketTo(scope, reader.address)?.take();
  return { reader, taken: { at: performance.now(), allowance, every: over?.every ?? 0 } };
}

function takeReady<Addressee extends { address: string }>(
  scope: Scope,
  waiting: Addressee[],
  allowance: WarmUpAllowance | undefined,
): Addressee | undefined {
  if (waiting.length === 0) return undefined;
  if (bucketOver(scope)?.isReady() === false || allowance?.isReady() === false) return undefined;
  const at = waiting.findIndex(({ address }) => bucketTo(scope, address)?.isReady() ?? true);
  return at < 0 ? undefined : waiting.splice(at, 1)[0];
}

function isHeldByDomain(scope: Scope, address: string, ms: number): boolean {
  const bucket = bucketTo(scope, address);
  return bucket?.isReady() === false && (ms <= 0 || (!bucket.refill() && (bucket.waitMs() ?? 0) > ms));
}

function deferralSeconds(scope: Scope, address: string): number {
  const { limits, transport } = scope;
  const now = performance.now() / 1000;
  const everyTo = bucketTo(scope, address)?.every ?? 0;
  const everyOver = bucketOver(scope)?.every ?? 0;
  const slower = everyOver > everyTo ? transportScope(transport) : domainScope(domainOf(address));
  const spread = spreadDeferral(limits.deferrals.get(slower), Math.max(everyTo, everyOver), now);
  limits.deferrals.set(slower, spread);
  return spread.end - now;
}

function nextChange(scope: Scope): Promise<void> {
  const buckets = [...scope.limits.buckets.values()];
  const waits = buckets.flatMap((bucket) => bucket.waitMs() ?? []);
  const refills = [...buckets.map((bucket) => bucket.refill()), allowanceOf(scope)?.refill()];
  return Promise.race([
    pause(Math.min(LONGEST_WAIT_MS, ...waits)),
    ...refills.filter((one) => one !== undefined),
  ]);
}
