import { createHash } from 'node:crypto';
import type { Clock, PgBoss } from 'pg-boss';
import bossManifest from 'pg-boss/package.json' with { type: 'json' };
import type { Knex } from 'knex';
import { firstRow, statementName, type Db } from '../database.ts';
import type { Log } from '../log.ts';
import { withMigrationLock } from '../migrate.ts';
import { createOutageReport } from '../outage.ts';
import type { JobHandler, Queue } from './queue.ts';
import { takeJobs, type Taker } from './take-jobs.ts';

export interface Jobs {
  /**
   * Puts a job into its queue inside the caller's transaction: it exists exactly if the transaction commits.
   * @param priority jobs with a higher one go first.
   */
  add<Data extends object>(db: Db, queue: Queue<Data>, data: Data, priority?: number): Promise<void>;
  /** The same for many jobs of one queue, with one statement. */
  addAll<Data extends object>(db: Db, queue: Queue<Data>, data: Data[], priority?: number): Promise<void>;
  /** Starts taking jobs of these queues. */
  work(handlers: JobHandler[]): Promise<void>;
  /** Creates the tables and queues of the job system; cheap when they are up to date. */
  migrate(): Promise<void>;
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

/** What the job tables were made by: they are looked at again only when this changes. */
function fingerprintOf(queues: Queue[]): string {
  const hash = createHash('sha256').update(JSON.stringify(queues)).digest('hex');
  return `pg-boss ${bossManifest.version} ${hash.slice(0, 12)}`;
}

/**
 * Creates the tables and queues of the job system; cheap when they are up to date. A queue that nobody declares any more goes
 * with its jobs: what waits has a row of its own, and the migration that ended the queue has seen to it.
 */
export async function migrateJobs(db: Db, queues: Queue[]): Promise<void> {
  const fingerprint = fingerprintOf(queues);
  if ((await storedFingerprint(db)) === fingerprint) return;
  await withMigrationLock(db, async () => {
    if ((await storedFingerprint(db)) === fingerprint) return;
    const boss = await openBoss(db, { migrate: true });
    await boss.start();
    for (const { name, settings } of queues) {
      const { atOnce: _, ...retries } = settings;
      const options = { ...retries, heartbeatSeconds: HEARTBEAT_SECONDS, deleteAfterSeconds: 3 * 24 * 3600 };
      await boss.createQueue(name, options);
      await boss.updateQueue(name, options);
    }
    const names = new Set(queues.map(({ name }) => name));
    for (const { name } of await boss.getQueues()) if (!names.has(name)) await boss.deleteQueue(name);
    await boss.stop({ graceful: false });
    // A schema's comment cannot be bound as a parameter; the text is made of our own constants.
    await db.raw(`comment on schema ${SCHEMA} is '${fingerprint}'`);
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

/** The job system's own statement, planned once by each connection: it has one text for each queue. */
async function preparing(db: Db) {
  const { fromKnex } = await import('pg-boss');
  return fromKnex({
    raw: (sql, bindings) => db.raw(sql, bindings as Knex.RawBinding[]).options({ name: statementName(sql) }),
  });
}

/**
 * @param db the pool; jobs are added through whatever transaction the caller passes.
 * @param queues all of the program.
 * Adding works at once; taking starts with `work`.
 */
export function createJobs(db: Db, log: Log, queues: Queue[]): Jobs {
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

  const takerOf = (boss: PgBoss, { queue: { name, settings }, handle }: JobHandler) =>
    takeJobs({
      boss,
      queue: name,
      atOnce: settings.atOnce,
      heartbeatSeconds: HEARTBEAT_SECONDS,
      handle,
      failed(jobId, error) {
        if (!reportOutage(error)) log.warn({ event: 'job.failed', queue: name, jobId, err: error });
      },
      report,
    });

  return {
    async add(transactionOrPool, { name }, data, priority = 0) {
      const boss = taking ?? (await opened());
      const { fromKnex } = await import('pg-boss');
      await boss.send(name, data, { db: fromKnex(transactionOrPool), priority });
    },
    async addAll(transactionOrPool, { name }, all, priority = 0) {
      if (all.length === 0) return;
      const boss = taking ?? (await opened());
      await boss.insert(
        name,
        all.map((data) => ({ data, priority })),
        { db: await preparing(transactionOrPool) },
      );
    },
    async work(handlers) {
      taking = await open(true);
      for (const handler of handlers) takers.push(takerOf(taking, handler));
    },
    migrate: () => migrateJobs(db, queues),
    async stop(seconds = 20) {
      await Promise.all(takers.splice(0).map(async (taker) => taker.stop(seconds * 1000)));
      await taking?.stop({ graceful: false });
      await (await adding)?.stop({ graceful: false });
    },
  };
}
