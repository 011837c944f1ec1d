import { setTimeout as pause } from 'node:timers/promises';
import type { Db } from '../../platform/database.ts';
import type { MailOutcome } from '../../platform/mailer.ts';
import { createLane, type Lane } from './lane.ts';
import { listPaces, reservePermits, slowDown } from './limit-queries.ts';
import { asksForLess, domainOf, domainScope, TRANSPORT_SCOPE } from './limit.ts';

/** Lets readers through as fast as the limits of the transport and of their domains allow. */
export interface Gate {
  /** Reads the limits if that was a while ago; `pick` does so by itself, for the next time. */
  refresh(freshMs?: number): Promise<void>;
  /** Takes the first of them who may be mailed now out of the list. Undefined: nobody for the moment. */
  pick<Reader extends { address: string }>(waiting: Reader[]): Reader | undefined;
  /** Whether their own domains, and not the transport, keep all of them waiting. */
  isHeldByDomains(waiting: { address: string }[]): boolean;
  /** Whether the domain has a limit. */
  isLimited(address: string): boolean;
  /** Seconds after which a reader who is put aside should come back. */
  putAside(address: string): number;
  /**
   * Learns from the answer to a message that was let through: a domain that asks for less gets less (SMTP-04).
   * @returns the answer as it is to be taken: what several domains in a row seem to ask for, the server itself wants.
   */
  heed(reader: { address: string }, outcome: MailOutcome): MailOutcome;
  /** Resolves when asking again may help, within half a second. */
  change(): Promise<void>;
}

/** Limits that were changed count within this time. */
const FRESH_MS = 1000;
const LONGEST_WAIT_MS = 500;
const SHORTEST_ASIDE_SECONDS = 5;
/** One domain may want us to slow down; so many without an acceptance between them are the mail server we hand mail to. */
const DOMAINS_OF_A_SERVER = 3;

/** One for all who send in this process: together they must not crowd a second. */
const gates = new WeakMap<Db, Gate>();

/** Costs one small query a second while nothing is limited. */
export async function openGate(db: Db, { freshMs }: { freshMs?: number } = {}): Promise<Gate> {
  const gate = gates.get(db) ?? createGate(db);
  gates.set(db, gate);
  await gate.refresh(freshMs);
  return gate;
}

function createGate(db: Db): Gate {
  const lanes = new Map<string, Lane>();
  /** When the last reader who was put aside comes back, by domain. */
  const aside = new Map<string, number>();
  /** Domains that got a 421 since the last acceptance. */
  const turnedAway = new Set<string>();
  let readAt = -Infinity;
  let change: Promise<void> | undefined;
  /** When those on their way left, by reader. */
  const left = new WeakMap<object, number>();

  const read = async () => {
    readAt = performance.now();
    const paces = await listPaces(db);
    for (const scope of lanes.keys()) if (!paces.has(scope)) lanes.delete(scope);
    for (const [scope, every] of paces) {
      if (!lanes.has(scope))
        lanes.set(
          scope,
          createLane(every, () => reservePermits(db, scope)),
        );
    }
  };
  const readAgain = () => {
    // The limits stay as they were known while the database is away.
    if (performance.now() - readAt > FRESH_MS) void read().catch(() => {});
  };
  const laneTo = (address: string) => lanes.get(domainScope(domainOf(address)));
  const isOpenTo = (address: string) => laneTo(address)?.isReady() ?? true;

  return {
    async refresh(freshMs = FRESH_MS) {
      if (performance.now() - readAt > freshMs) await read();
    },
    pick(waiting) {
      readAgain();
      if (lanes.size === 0) return waiting.shift();
      if (waiting.length === 0) return undefined;
      const transport = lanes.get(TRANSPORT_SCOPE);
      if (transport?.isReady() === false) return undefined;
      const at = waiting.findIndex(({ address }) => isOpenTo(address));
      const [reader] = at < 0 ? [] : waiting.splice(at, 1);
      if (!reader) return undefined;
      transport?.take();
      laneTo(reader.address)?.take();
      left.set(reader, performance.now());
      return reader;
    },
    isHeldByDomains: (waiting) => lanes.size > 0 && waiting.every(({ address }) => !isOpenTo(address)),
    isLimited: (address) => laneTo(address) !== undefined,
    putAside(address) {
      const now = performance.now() / 1000;
      const domain = domainOf(address);
      const at =
        Math.max(aside.get(domain) ?? 0, now + SHORTEST_ASIDE_SECONDS) + (laneTo(address)?.every ?? 0);
      aside.set(domain, at);
      return at - now;
    },
    heed(reader, outcome) {
      const leftAt = left.get(reader);
      const domain = domainOf(reader.address);
      if (leftAt !== undefined) {
        const ms = performance.now() - leftAt;
        lanes.get(TRANSPORT_SCOPE)?.answered(ms);
        laneTo(reader.address)?.answered(ms);
      }
      if (outcome.kind === 'accepted') turnedAway.clear();
      if (!asksForLess(outcome)) return outcome;
      if (outcome.kind === 'provider' && turnedAway.add(domain).size >= DOMAINS_OF_A_SERVER)
        return { ...outcome, scope: 'transport' };
      void slowDown(db, domainScope(domain))
        .then(read)
        .catch(() => {});
      return outcome;
    },
    change() {
      change ??= nextChange([...lanes.values()]).finally(() => {
        change = undefined;
      });
      return change;
    },
  };
}

function nextChange(lanes: Lane[]): Promise<void> {
  const waits = lanes.flatMap((lane) => lane.waitMs() ?? []);
  const refills = lanes.flatMap((lane) => lane.refill() ?? []);
  return Promise.race([pause(Math.min(LONGEST_WAIT_MS, ...waits)), ...refills]);
}
