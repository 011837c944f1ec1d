import type { OpenedSession, SmtpSession } from './smtp-session.ts';

export type Lease =
  | { kind: 'open'; session: SmtpSession; isReused: boolean }
  | { kind: 'failed'; reply: string };

export interface SessionPool {
  /** An idle session, a new one, or the next that becomes free. `failed` when none can be had. */
  acquire(senderDomain: string): Promise<Lease>;
  release(session: SmtpSession): void;
  close(): void;
}

/** How long the pool stays at the size at which the server refused one more connection. */
const NARROW_MS = 60_000;
/** A session that idled this long is likely to have been closed by the server, which we would notice too late. */
const MAX_IDLE_MS = 20_000;

/** Up to `maximum` sessions, shared by everyone who sends; who waits longest is served first. */
export function createSessionPool(
  maximum: number,
  open: (senderDomain: string) => Promise<OpenedSession>,
): SessionPool {
  const idle = new Map<SmtpSession, NodeJS.Timeout>();
  /** Called with a session, with a failure, or with nothing: a place is free. */
  const waiting: ((lease: Lease | undefined) => void)[] = [];
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
  const acquire = async (senderDomain: string): Promise<Lease> => {
    const session = takeIdle();
    if (session) return { kind: 'open', session, isReused: true };
    if (count >= (Date.now() < limitedUntil ? limit : maximum)) {
      const lease = await new Promise<Lease | undefined>((resolve) => waiting.push(resolve));
      return lease ?? acquire(senderDomain);
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
    return acquire(senderDomain);
  };

  return {
    acquire,
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
