import type { SmtpSession } from '../outgoing.ts';
import { areTaken, mayAsk, narrow, newPlaces, type Places, type Rank } from './pool-places.ts';
import type { OpenedSession } from './smtp-session.ts';

export interface OpenLoan {
  kind: 'open';
  session: SmtpSession;
  isReused: boolean;
}
/** A session for one who sends, until it is released. */
export type Loan = OpenLoan | { kind: 'failed'; reply: string };

export interface SessionPool {
  /** An idle session, a new one, or the next that becomes free. `failed` when none can be had. */
  acquire(senderDomain: string, rank: Rank): Promise<Loan>;
  /** Whether somebody waits for a session: for a single mail, or anybody at all. */
  isWanted(by: 'single' | 'anybody'): boolean;
  release(session: SmtpSession): void;
  close(): void;
}

/** A session that idled this long is likely to have been closed by the server, which we would notice too late. */
const MAX_IDLE_MS = 20_000;

/** Is called with a session, with a failure, or with nothing: a place is free. */
type Waiter = (loan: Loan | undefined) => void;

/** A session is idle, or lent to a single mail or to a crowd; one that ended is dropped when its turn comes. */
interface Pool {
  open(senderDomain: string): Promise<OpenedSession>;
  places: Places;
  idle: Map<SmtpSession, NodeJS.Timeout>;
  lentToCrowd: Set<SmtpSession>;
  waiting: Record<Rank, Waiter[]>;
  isClosed: boolean;
}

/**
 * Sessions shared by everyone who sends: `maximum` for crowds and one more, so that a server that takes minutes for
 * newsletters never delays a confirmation. Single mails go first, then those who have waited longest.
 */
export function createSessionPool(maximum: number, open: Pool['open']): SessionPool {
  const pool: Pool = {
    open,
    places: newPlaces(maximum),
    idle: new Map(),
    lentToCrowd: new Set(),
    waiting: { single: [], crowd: [] },
    isClosed: false,
  };
  const { single, crowd } = pool.waiting;
  return {
    acquire: (senderDomain, rank) => acquire(pool, senderDomain, rank),
    isWanted: (by) => single.length > 0 || (by === 'anybody' && crowd.length > 0),
    release: (session) => release(pool, session),
    close() {
      pool.isClosed = true;
      for (const session of pool.idle.keys()) drop(pool, session);
    },
  };
}

async function acquire(pool: Pool, senderDomain: string, rank: Rank): Promise<Loan> {
  if (!mayAsk(pool.places, rank)) return waitFor(pool, senderDomain, rank);
  if (rank === 'crowd') pool.places.takenByCrowd += 1;
  return acquireInPlace(pool, senderDomain, rank);
}

async function waitFor(pool: Pool, senderDomain: string, rank: Rank): Promise<Loan> {
  const loan = await new Promise<Loan | undefined>((resolve) => pool.waiting[rank].push(resolve));
  return loan ?? acquireInPlace(pool, senderDomain, rank);
}

/** @param rank `crowd` has its place already, and gives it back when nothing comes of it. */
async function acquireInPlace(pool: Pool, senderDomain: string, rank: Rank): Promise<Loan> {
  const { places } = pool;
  const session = takeIdle(pool);
  if (session) return lend(pool, session, rank, true);
  if (areTaken(places)) {
    giveUpPlace(places, rank);
    return waitFor(pool, senderDomain, rank);
  }
  places.taken += 1;
  const opened = await pool.open(senderDomain);
  if (opened.kind === 'open') return lend(pool, opened.session, rank, false);
  places.taken -= 1;
  giveUpPlace(places, rank);
  if (places.taken === 0) return failAll(pool, opened);
  // The server allows fewer connections than we would like, unless the others fail too.
  narrow(places);
  return acquire(pool, senderDomain, rank);
}

function giveUpPlace(places: Places, rank: Rank): void {
  if (rank === 'crowd') places.takenByCrowd -= 1;
}

/** Without any session nobody's turn would come. */
function failAll({ waiting }: Pool, failure: Loan): Loan {
  for (const fail of [...waiting.single.splice(0), ...waiting.crowd.splice(0)]) fail(failure);
  return failure;
}

function takeIdle(pool: Pool): SmtpSession | undefined {
  for (const [session, timer] of pool.idle) {
    clearTimeout(timer);
    pool.idle.delete(session);
    if (session.isOpen()) return session;
    drop(pool, session);
  }
  return undefined;
}

function lend({ lentToCrowd }: Pool, session: SmtpSession, rank: Rank, isReused: boolean): OpenLoan {
  if (rank === 'crowd') lentToCrowd.add(session);
  return { kind: 'open', session, isReused };
}

function drop({ idle, places }: Pool, session: SmtpSession): void {
  clearTimeout(idle.get(session));
  idle.delete(session);
  places.taken -= 1;
  session.close();
}

function release(pool: Pool, session: SmtpSession): void {
  if (pool.lentToCrowd.delete(session)) pool.places.takenByCrowd -= 1;
  const isUsable = session.isOpen() && !pool.isClosed;
  if (!isUsable) drop(pool, session);
  const turn = nextInLine(pool);
  if (turn) turn.give(isUsable ? lend(pool, session, turn.rank, true) : undefined);
  else if (isUsable) pool.idle.set(session, setTimeout(() => drop(pool, session), MAX_IDLE_MS).unref());
}

/** Removes the next waiter from its queue; one of a send takes a place of the sends. */
function nextInLine({ waiting, places }: Pool): { rank: Rank; give: Waiter } | undefined {
  const single = waiting.single.shift();
  if (single) return { rank: 'single', give: single };
  const crowd = mayAsk(places, 'crowd') ? waiting.crowd.shift() : undefined;
  if (!crowd) return undefined;
  places.takenByCrowd += 1;
  return { rank: 'crowd', give: crowd };
}
