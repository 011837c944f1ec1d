/** How many readers stand before the watermark: as many as leave while a statement runs, so that no connection waits for the next. */
export interface PrefetchWindow {
  /** A reader was handed out. */
  taken(): void;
  /** A statement brought the next readers. @param ms how long it took. */
  brought(ms: number): void;
  /** Readers at hand that suffice. */
  enough(): number;
  /** Readers to be brought by one statement. */
  chunk(): number;
}

const WINDOW_MS = 50;
/** A statement may take longer than the last ones. Where too few stand ready, this is also what lets their number grow. */
const RESERVE = 3;

/**
 * Readers before the watermark are in doubt when a process is killed (SMTP-09), and get the mail even if they leave while they
 * wait there (OC-06). So there are few where mail leaves slowly, and many only where it leaves fast.
 * @param connections each may ask at the same moment.
 * @param longestChunk most readers of one statement.
 * @param mostPerSecond what a limit allows: no more need to stand ready.
 */
export function createPrefetchWindow(
  connections: number,
  longestChunk: number,
  mostPerSecond: () => number = () => Infinity,
): PrefetchWindow {
  const most = 2 * Math.max(longestChunk, connections);
  let windowAt = performance.now();
  let count = 0;
  let perMs = 0;
  let statementMs = 0;
  const enough = () => {
    const least = Math.min(connections, Math.ceil(mostPerSecond()));
    return Math.min(Math.max(Math.ceil(perMs * statementMs * RESERVE), least), most);
  };
  return {
    taken() {
      count += 1;
      const elapsed = performance.now() - windowAt;
      if (elapsed < WINDOW_MS) return;
      perMs = (perMs + count / elapsed) / 2;
      count = 0;
      windowAt += elapsed;
    },
    brought(ms) {
      statementMs = statementMs === 0 ? ms : (3 * statementMs + ms) / 4;
    },
    enough,
    chunk: () => Math.min(Math.ceil(enough() / 2), longestChunk),
  };
}
