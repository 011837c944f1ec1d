import { setTimeout as pause } from 'node:timers/promises';
import { firstRow, isDatabaseGone, sqlState, type Db } from './database.ts';
import { AppError } from './errors.ts';
import type { Log } from './log.ts';

const OLDEST_VERSION = 14;
/** A name that nobody knows is a slip of the pen, or a container that starts in a moment. */
const UNKNOWN_HOST_FOR_MS = 20_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5000;

export interface Patience {
  /** How long to wait for a server that does not answer; Infinity for a server of ours. */
  forMs: number;
  signal?: AbortSignal | undefined;
}

/**
 * Does `work` as soon as the database answers, and again from the start when it goes away meanwhile; a log line per try.
 * @param url only for the sentences; the password in it is never told.
 * @throws AppError when waiting cannot help: a wrong password, a database that does not exist, a server too old.
 */
export async function whenDatabaseAnswers<Result>(
  db: Db,
  url: () => string,
  log: Log,
  patience: Patience,
  work: () => Promise<Result>,
): Promise<Result> {
  const began = performance.now();
  for (let delay = FIRST_PAUSE_MS; ; delay = Math.min(delay * 2, LONGEST_PAUSE_MS)) {
    patience.signal?.throwIfAborted();
    try {
      await refuseOldServer(db);
      return await work();
    } catch (error) {
      if (error instanceof AppError) throw error;
      const hopeless = explainRefusal(error, url()) ?? explainSilence(error, url(), began, patience.forMs);
      if (hopeless) throw new AppError('database-refused', hopeless, { cause: error });
      if (!mayPass(error)) throw error;
      const { host } = partsOf(url());
      log.warn({ event: 'database.waiting', host, reason: reasonOf(error), nextTryInMs: delay });
      await pause(delay, undefined, patience.signal ? { signal: patience.signal } : {});
    }
  }
}

async function refuseOldServer(db: Db): Promise<void> {
  const row = await firstRow<{ major: number }>(
    db,
    "select current_setting('server_version_num')::int / 10000 as major",
  );
  const major = row?.major ?? 0;
  if (major < OLDEST_VERSION) {
    throw new AppError(
      'database-too-old',
      `The database server is PostgreSQL ${major}; Paperround needs ${OLDEST_VERSION} or newer.`,
    );
  }
}

/** What the server said, in words that name what to mend; undefined when waiting may help. */
function explainRefusal(error: unknown, url: string): string | undefined {
  const { host, user, database } = partsOf(url);
  const state = sqlState(error) ?? '';
  if (state.startsWith('28'))
    return `The database server at ${host} refuses the user "${user}": check the name and the password in DATABASE_URL.`;
  if (state === '3D000')
    return `There is no database "${database}" at ${host}. Create it, or correct DATABASE_URL.`;
  if (state === '42501')
    return `The user "${user}" has no right to create tables in the database "${database}" at ${host}. Make this user the owner, or grant CREATE.`;
  if (error instanceof Error && /does not support SSL/.test(error.message))
    return `The database server at ${host} does not speak TLS: remove sslmode from DATABASE_URL.`;
  return undefined;
}

function explainSilence(error: unknown, url: string, began: number, limit: number): string | undefined {
  const { host } = partsOf(url);
  const waited = performance.now() - began;
  if (sqlState(error) === 'ENOTFOUND' && waited > Math.min(limit, UNKNOWN_HOST_FOR_MS))
    return `The host ${host} in DATABASE_URL is unknown. Check its name.`;
  if (mayPass(error) && waited > limit) return `The database at ${host} does not answer: ${reasonOf(error)}.`;
  return undefined;
}

/** Whether it may be over in a while: no connection, too many of them, or a full disk. */
function mayPass(error: unknown): boolean {
  return (
    isDatabaseGone(error) ||
    sqlState(error)?.startsWith('53') === true ||
    /^E[A-Z]+$/.test(sqlState(error) ?? '')
  );
}

const REASONS: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'the host is not known',
  EAI_AGAIN: 'the host name cannot be looked up at the moment',
  ETIMEDOUT: 'no reply in time',
  '57P03': 'it is starting up or shutting down',
  '53300': 'it has too many connections',
};

function reasonOf(error: unknown): string {
  const state = sqlState(error) ?? '';
  return REASONS[state] ?? (/^(08|57P0)/.test(state) ? 'it ended the connection' : 'no connection');
}

function partsOf(url: string): { host: string; user: string; database: string } {
  const parsed = URL.parse(url);
  return {
    host: parsed?.host || 'localhost',
    user: decodeURIComponent(parsed?.username ?? ''),
    database: decodeURIComponent(parsed?.pathname.slice(1) ?? ''),
  };
}
