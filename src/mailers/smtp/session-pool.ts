import type { OpenedSession } from './smtp-session.ts';
import type { SmtpSession } from '../outgoing.ts';

export type Lease =
  | { kind: 'open'; session: SmtpSession; isReused: boolean }
  | { kind: 'failed'; reply: string };

/** A mail to one person, which somebody waits for, or one of a crowd. */
export type Rank = 'single' | 'crowd';

export interface SessionPool {
  /** An idle session, a new one, or the next that becomes free. `failed` when none can be had. */
  acquire(senderDomain: string, rank: Rank): Promise<Lease>;
  /** Whether somebody waits for a session: for a single mail, or anybody at all. */
  isWanted(by: 'single' | 'anybody'): boolean;
  release(session: SmtpSession): void;
  close(): void;
}

/** How long the pool stays at the size at which the server refused one more connection. */
const NARROW_MS = 60_000;
/** A session that idled this long is likely to have been closed by the server, which we would notice too late. */
const MAX_IDLE_MS = 20_000;
/** A server that allows so few connections has none to spare for single mails. */
const TOO_FEW_TO_SPARE = 2;

/**
 * Sessions shared by everyone who sends: `maximum` for crowds and one more, so that a server that takes minutes for
 * newsletters never delays a confirmation. Single mails go first, then who waits longest.
 */
export function createSessionPool(
  maximum: number,
  open: (senderDomain: string) => Promise<OpenedSession>,
): SessionPool {
  const idle = new Map<SmtpSession, NodeJS.Timeout>();
  /** Each is called with a session, with a failure, or with nothing: a place is free. */
  const waiting: Record<Rank, ((lease: Lease | undefined) => void)[]> = { single: [], crowd: [] };
  /** Sessions in the hands of a crowd. */
  const crowded = new Set<SmtpSession>();
  /** Those, and the ones that are being opened for it. */
  let crowdCount = 0;
  /** Sessions that are open or being opened. */
  let count = 0;
  let limit = maximum + 1;
  let limitedUntil = 0;
  let isClosed = false;

  const most = () => (performance.now() < limitedUntil ? limit : maximum + 1);
  const mostForCrowd = () => Math.min(maximum, most() > TOO_FEW_TO_SPARE ? most() - 1 : most());
  const mayHave = (rank: Rank) => rank === 'single' || crowdCount < mostForCrowd();

  const drop = (session: SmtpSession) => {
    clearTimeout(idle.get(session));
    idle.delete(session);
    count -= 1;
    session.close();
  };
  const takeIdle = (): SmtpSession | undefined => {
    for (const [session, timer] of idle) {
      clearTimeout(timer);
      idle.delete(session);
      if (session.isOpen()) return session;
      drop(session);
    }
    return undefined;
  };
  const lend = (session: SmtpSession, rank: Rank, isReused: boolean): Lease => {
    if (rank === 'crowd') crowded.add(session);
    return { kind: 'open', session, isReused };
  };
  /** Whose turn it is; a place of the crowd's is taken for them. */
  const next = () => {
    const single = waiting.single.shift();
    if (single || !mayHave('crowd')) return single && { rank: 'single' as const, give: single };
    const give = waiting.crowd.shift();
    if (give) crowdCount += 1;
    return give && { rank: 'crowd' as const, give };
  };
  const acquire = async (senderDomain: string, rank: Rank): Promise<Lease> => {
    if (!mayHave(rank)) return wait(senderDomain, rank);
    if (rank === 'crowd') crowdCount += 1;
    return acquireInPlace(senderDomain, rank);
  };
  const wait = async (senderDomain: string, rank: Rank): Promise<Lease> => {
    const lease = await new Promise<Lease | undefined>((resolve) => waiting[rank].push(resolve));
    return lease ?? acquireInPlace(senderDomain, rank);
  };
  /** @param rank `crowd` has its place already, and gives it back when nothing comes of it. */
  const acquireInPlace = async (senderDomain: string, rank: Rank): Promise<Lease> => {
    const giveUpPlace = () => {
      if (rank === 'crowd') crowdCount -= 1;
    };
    const session = takeIdle();
    if (session) return lend(session, rank, true);
    if (count >= most()) {
      giveUpPlace();
      return wait(senderDomain, rank);
    }
    count += 1;
    const opened = await open(senderDomain);
    if (opened.kind === 'open') return lend(opened.session, rank, false);
    count -= 1;
    giveUpPlace();
    if (count === 0) {
      for (const fail of [...waiting.single.splice(0), ...waiting.crowd.splice(0)]) fail(opened);
      return opened;
    }
    // The server allows fewer connections than we would like, unless the others fail too.
    limit = count;
    limitedUntil = performance.now() + NARROW_MS;
    return acquire(senderDomain, rank);
  };

  return {
    acquire,
    isWanted: (by) => waiting.single.length > 0 || (by === 'anybody' && waiting.crowd.length > 0),
    release(session) {
      if (crowded.delete(session)) crowdCount -= 1;
      const isUsable = session.isOpen() && !isClosed;
      if (!isUsable) drop(session);
      const turn = next();
      if (turn) turn.give(isUsable ? lend(session, turn.rank, true) : undefined);
      else if (isUsable) idle.set(session, setTimeout(() => drop(session), MAX_IDLE_MS).unref());
    },
    close() {
      isClosed = true;
      for (const session of idle.keys()) drop(session);
    },
  };
}
