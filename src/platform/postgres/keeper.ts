import type { Log } from '../log.ts';
import { holderOf, readPidFile } from './pid-file.ts';
import { ensurePostgres, type PostgresOptions } from './supervisor.ts';

const SAY_EVERY_MS = 10_000;
const LOOK_EVERY_MS = 500;
/** Longer than our own stop takes: where the whole machine stops, both of us are asked at once, and what is in hand is still written. */
const PATIENCE_MS = 90_000;

/** What `pg_ctl stop -m fast` sends: sessions end, what was committed is written. */
const FAST_SHUTDOWN = 'SIGINT';

/** The embedded server, brought back whenever it dies. */
export interface KeptPostgres {
  /** Where it is now. */
  url(): string;
  port(): number;
  pid(): number;
  /** Folder of the database's files. */
  data(): string;
  /** Stops watching, and the server too unless another process uses it. */
  close(): Promise<void>;
}

/**
 * Starts or adopts the server and looks after it: one that was killed or stopped is started again at once, on the same
 * port when that is still free. So is one that was asked to stop by somebody else: it takes no new connections, and waits for
 * ours to end, which they never do.
 * @param stopAdopted whether `close` may also stop a server that was running before.
 * @param patienceMs how long a server may be about to stop before it is helped to, and started again.
 */
export async function keepPostgres(
  options: PostgresOptions,
  log: Log,
  stopAdopted: boolean,
  patienceMs = PATIENCE_MS,
): Promise<KeptPostgres> {
  let server = await ensurePostgres(options);
  log.info({ event: server.isAdopted ? 'database.adopted' : 'database.started', port: server.port });
  let isClosed = false;
  let recovery: Promise<void> | undefined;

  let stoppingSince: number | undefined;
  const helpToStop = (isStopping: boolean) => {
    stoppingSince = isStopping ? (stoppingSince ?? performance.now()) : undefined;
    if (stoppingSince === undefined || performance.now() - stoppingSince < patienceMs || isClosed) return;
    log.error({ event: 'database.stopping', pid: server.pid });
    process.kill(server.pid, FAST_SHUTDOWN);
    stoppingSince = undefined;
  };
  const isAlive = () => {
    const now = readPidFile(server.data);
    const isThere = now?.pid === server.pid && holderOf(server.pid, server.data) === 'postgres';
    if (isThere) helpToStop(now.isStopping);
    return isThere;
  };
  let saidAt = -Infinity;
  const mayBeAlive = () => {
    try {
      return isAlive();
    } catch (error) {
      if (performance.now() - saidAt > SAY_EVERY_MS)
        log.error({
          event: 'files.exhausted',
          hint: 'This process cannot open any more files or connections. Raise its limit (ulimit -n, LimitNOFILE).',
          err: error,
        });
      saidAt = performance.now();
      return true;
    }
  };
  const recover = async () => {
    log.error({ event: 'database.died', pid: server.pid });
    try {
      server = await ensurePostgres(options);
      log.info({ event: 'database.restarted', port: server.port });
    } catch (error) {
      log.error({ event: 'database.restart-failed', err: error });
    }
  };
  const timer = setInterval(() => {
    if (isClosed || recovery || mayBeAlive()) return;
    recovery = recover().finally(() => (recovery = undefined));
  }, LOOK_EVERY_MS);
  timer.unref();

  return {
    url: () => server.url,
    port: () => server.port,
    pid: () => server.pid,
    data: () => server.data,
    async close() {
      isClosed = true;
      clearInterval(timer);
      await recovery;
      if (mayBeAlive() && (stopAdopted || !server.isAdopted)) await server.stopIfUnused();
    },
  };
}
