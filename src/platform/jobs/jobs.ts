import { createHash } from 'node:crypto';
import type { Clock, PgBoss } from 'pg-boss';
import bossManifest from 'pg-boss/package.json' with { type: 'json' };
import { firstRow, type Db } from '../database.ts';
import type { Log } from '../log.ts';
import { withMigrationLock } from '../migrate.ts';
import { createOutageReport } from '../outage.ts';
import { takeJobs, type Taker } from './take-jobs.ts';

/** Queues and what their jobs carry: ids only, because job rows stay in the database for a while. */
export interface JobPayloads {
  'mail.confirmation': { subscriberId: number };
  'mail.welcome': { subscriberId: number };
  'mail.already-subscribed': { subscriberId: number };
  'mail.alert': { alertId: number; userId: number };
  'mail.sign-in': { userId: number; requestedAt: string };
  'feed.poll': { feedId: number };
  'import.run': { importId: number };
}
export type JobName = keyof JobPayloads;

/** A handler may run more than once for a job (kill -9), so it must be idempotent. */
export type JobHandlers = { [Name in JobName]?: (data: JobPayloads[Name]) => Promise<unknown> };

export interface Jobs {
  /** Puts a job into its queue inside the caller's transaction: it exists exactly if the transaction commits. */
  add<Name extends JobName>(db: Db, name: Name, data: JobPayloads[Name]): Promise<void>;
  /** Starts taking jobs of the queues that have a handler. */
  work(handlers: JobHandlers): Promise<void>;
  /** Lets running jobs finish, for up to `seconds`. */
  stop(seconds?: number): Promise<void>;
}

const SCHEMA = 'jobs';
/** A job of a process that vanished is taken again this long after its last sign of life. */
const HEARTBEAT_SECONDS = 10;
/** What the machine's clock is set to must hold up nobody. */
const MONOTONIC: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  setTimeout: (work, ms) => setTimeout(work, ms),
  clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
  setInterval: (work, ms) => setInterval(work, ms),
  clearInterval: (timer) => clearInterval(timer as NodeJS.Timeout),
};

interface Queue {
  retryLimit: number;
  retryDelay?: number;
  retryBackoff?: boolean;
  retryDelayMax?: number;
  /** How many jobs a process does at the same time. Mail waits for its server, up to a minute each, and more than its connections hold nobody up. */
  atOnce: number;
}

// A mail server that is down for two days loses no confirmation: tries follow at growing intervals, at most five minutes apart.
const PATIENTLY = { retryLimit: 600, retryDelay: 5, retryBackoff: true, retryDelayMax: 300 };

const QUEUES: Record<JobName, Queue> = {
  'mail.confirmation': { ...PATIENTLY, atOnce: 24 },
  'mail.welcome': { ...PATIENTLY, atOnce: 12 },
  'mail.already-subscribed': { ...PATIENTLY, atOnce: 12 },
  'mail.alert': { ...PATIENTLY, atOnce: 12 },
  'mail.sign-in': { retryLimit: 20, retryDelay: 5, retryBackoff: true, retryDelayMax: 60, atOnce: 4 },
  'feed.poll': { retryLimit: 0, atOnce: 8 },
  'import.run': { ...PATIENTLY, atOnce: 1 },
};

/** What the job tables were made by: they are looked at again only when this changes. */
const FINGERPRINT = `pg-boss ${bossManifest.version} ${createHash('sha256').update(JSON.stringify(QUEUES)).digest('hex').slice(0, 12)}`;

/** Creates the tables and queues of the job system; cheap when they are up to date. */
export async function migrateJobs(db: Db): Promise<void> {
  if ((await storedFingerprint(db)) === FINGERPRINT) return;
  await withMigrationLock(db, async () => {
    if ((await storedFingerprint(db)) === FINGERPRINT) return;
    const boss = await openBoss(db, { migrate: true });
    await boss.start();
    for (const name of Object.keys(QUEUES) as JobName[]) {
      const { atOnce: _, ...retries } = QUEUES[name];
      const settings = { ...retries, heartbeatSeconds: HEARTBEAT_SECONDS, deleteAfterSeconds: 3 * 24 * 3600 };
      await boss.createQueue(name, settings);
      await boss.updateQueue(name, settings);
    }
    await boss.stop({ graceful: false });
    // A schema's comment cannot be bound as a parameter; the text is made of our own constants.
    await db.raw(`comment on schema ${SCHEMA} is '${FINGERPRINT}'`);
  });
}

async function storedFingerprint(db: Db): Promise<string | null | undefined> {
  const row = await firstRow<{ comment: string | null }>(
    db,
    "select obj_description(to_regnamespace(?), 'pg_namespace') as comment",
    [SCHEMA],
  );
  return row?.comment;
}

/** Loaded when it is needed: most commands put no job anywhere. */
async function openBoss(db: Db, options: { migrate?: boolean; supervise?: boolean } = {}): Promise<PgBoss> {
  const { PgBoss, fromKnex } = await import('pg-boss');
  return new PgBoss({
    db: fromKnex(db),
    schema: SCHEMA,
    migrate: options.migrate ?? false,
    createSchema: options.migrate ?? false,
    supervise: options.supervise ?? false,
    superviseIntervalSeconds: 5,
    schedule: false,
    clock: MONOTONIC,
  });
}

/**
 * @param db the pool; jobs are added through whatever transaction the caller passes.
 * Adding works at once; taking starts with `work`.
 */
export function createJobs(db: Db, log: Log): Jobs {
  let adding: Promise<PgBoss> | undefined;
  let taking: PgBoss | undefined;
  const takers: Taker[] = [];
  const reportOutage = createOutageReport(log);
  const report = (error: unknown) => {
    if (!reportOutage(error)) log.warn({ event: 'jobs.error', err: error });
  };

  const open = async (supervise: boolean) => {
    const boss = await openBoss(db, { supervise });
    boss.on('error', report);
    await boss.start();
    return boss;
  };
  const opened = () => {
    adding ??= open(false).catch((error: unknown) => {
      adding = undefined;
      throw error;
    });
    return adding;
  };

  const takerOf = (boss: PgBoss, queue: JobName, handler: (data: unknown) => Promise<unknown>) =>
    takeJobs({
      boss,
      queue,
      atOnce: QUEUES[queue].atOnce,
      heartbeatSeconds: HEARTBEAT_SECONDS,
      handle: handler,
      failed(jobId, error) {
        if (!reportOutage(error)) log.warn({ event: 'job.failed', queue, jobId, err: error });
      },
      report,
    });

  return {
    async add(transactionOrPool, name, data) {
      const boss = taking ?? (await opened());
      const { fromKnex } = await import('pg-boss');
      await boss.send(name, data, { db: fromKnex(transactionOrPool) });
    },
    async work(handlers) {
      taking = await open(true);
      for (const name of Object.keys(handlers) as JobName[])
        takers.push(takerOf(taking, name, handlers[name] as (data: unknown) => Promise<unknown>));
    },
    async stop(seconds = 20) {
      await Promise.all(takers.splice(0).map(async (taker) => taker.stop(seconds * 1000)));
      await taking?.stop({ graceful: false });
      await (await adding)?.stop({ graceful: false });
    },
  };
}
