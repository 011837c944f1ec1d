import type { OpenedSession } from './smtp-session.ts';
import type { SmtpSession } from './wire/outgoing.ts';

export type Lease =
  | { kind: 'open'; session: SmtpSession; isReused: boolean }
  | { kind: 'failed'; reply: string };

export interface SessionPool {
  /** An idle session, a new one, or the next that becomes free. `failed` when none can be had. */
  acquire(senderDomain: string, options?: { isUrgent?: boolean }): Promise<Lease>;
  /** Whether somebody waits for a session: somebody urgent, or anybody at all. */
  isWanted(by: 'urgent' | 'anybody'): boolean;
  release(session: SmtpSession): void;
  close(): void;
}

/** How long the pool stays at the size at which the server refused one more connection. */
const NARROW_MS = 60_000;
/** A session that idled this long is likely to have been closed by the server, which we would notice too late. */
const MAX_IDLE_MS = 20_000;

/** Up to `maximum` sessions, shared by everyone who sends; the urgent first, then who waits longest. */
export function createSessionPool(
  maximum: number,
  open: (senderDomain: string) => Promise<OpenedSession>,
): SessionPool {
  const idle = new Map<SmtpSession, NodeJS.Timeout>();
  /** Called with a session, with a failure, or with nothing: a place is free. */
  const waiting: ((lease: Lease | undefined) => void)[] = [];
  /** How many of them are urgent; they stand in front. */
  let urgent = 0;
  /** Sessions that are open or being opened. */
  let count = 0;
  let limit = maximum;
  let limitedUntil = 0;
  let isClosed = false;

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
  const wait = async (isUrgent: boolean): Promise<Lease | undefined> => {
    if (!isUrgent) return new Promise((resolve) => waiting.push(resolve));
    urgent += 1;
    const lease = await new Promise<Lease | undefined>((resolve) => waiting.unshift(resolve));
    urgent -= 1;
    return lease;
  };
  const acquire = async (senderDomain: string, options: { isUrgent?: boolean } = {}): Promise<Lease> => {
    const session = takeIdle();
    if (session) return { kind: 'open', session, isReused: true };
    if (count >= (Date.now() < limitedUntil ? limit : maximum)) {
      const lease = await wait(options.isUrgent === true);
      return lease ?? acquire(senderDomain, options);
    }
    count += 1;
    const opened = await open(senderDomain);
    if (opened.kind === 'open') return { ...opened, isReused: false };
    count -= 1;
    if (count === 0) {
      for (const fail of waiting.splice(0)) fail(opened);
      return opened;
    }
    // The server allows fewer connections than we would like, unless the others fail too.
    limit = count;
    limitedUntil = Date.now() + NARROW_MS;
    return acquire(senderDomain, options);
  };

  return {
    acquire,
    isWanted: (by) => (by === 'urgent' ? urgent > 0 : waiting.length > 0),
    release(session) {
      if (!session.isOpen() || isClosed) {
        drop(session);
        waiting.shift()?.(undefined);
        return;
      }
      const next = waiting.shift();
      if (next) next({ kind: 'open', session, isReused: true });
      else idle.set(session, setTimeout(() => drop(session), MAX_IDLE_MS).unref());
    },
    close() {
      isClosed = true;
      for (const session of idle.keys()) drop(session);
    },
  };
}
