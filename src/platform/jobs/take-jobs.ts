import type { Job as AnyJob, PgBoss } from 'pg-boss';

type Job = AnyJob<unknown>;

interface Taking {
  boss: PgBoss;
  queue: string;
  /** How many jobs may be under way at the same time. */
  atOnce: number;
  /** Of the queue: a job that is not touched for so long counts as that of a dead process. */
  heartbeatSeconds: number;
  handle(data: unknown): Promise<unknown>;
  /** A job failed; the queue tries it again. */
  failed(jobId: string, error: unknown): void;
  /** The queue itself could not be used. */
  report(error: unknown): void;
}

export interface Taker {
  /** Takes nothing more and waits for what runs, for up to `ms`; what does not end by then goes back. */
  stop(ms: number): Promise<void>;
}

const LOOK_AGAIN_MS = 500;
/** Where jobs end one by one, new ones are taken for several places at once: a statement for each would cost more than the jobs. */
const GATHER_MS = 50;

/**
 * Takes jobs of one queue and does each on its own, so that one that waits for minutes holds up no other (pg-boss's own
 * workers wait for the last of a batch).
 */
export function takeJobs({ boss, queue, atOnce, heartbeatSeconds, ...told }: Taking): Taker {
  const running = new Map<Job, Promise<void>>();
  const ended = { complete: [] as Job[], fail: [] as Job[] };
  const isFull = () => running.size >= atOnce;
  const stopping = new AbortController();
  let isWaitingForRoom = false;
  let wake: (() => void) | undefined;
  let soon: NodeJS.Timeout | undefined;
  let noting: Promise<void> | undefined;

  const start = (job: Job) => {
    const done = told
      .handle(job.data)
      .then(
        () => ended.complete.push(job),
        (error: unknown) => {
          told.failed(job.id, error);
          ended.fail.push(job);
        },
      )
      .then(() => (noting ??= note()));
    running.set(job, done);
  };
  /** One statement for all that ended while the one before ran. A job that cannot be noted down is taken again, as after a kill. */
  const note = async () => {
    // Those that end in the same moment go along.
    await Promise.resolve();
    while (ended.complete.length + ended.fail.length > 0) {
      const [complete, fail] = [ended.complete.splice(0), ended.fail.splice(0)];
      try {
        if (complete.length > 0) await boss.complete(queue, complete);
        if (fail.length > 0) await boss.fail(queue, fail);
      } catch (error) {
        told.report(error);
      }
      for (const job of [...complete, ...fail]) running.delete(job);
    }
    noting = undefined;
    if (!isWaitingForRoom) return;
    if (running.size <= atOnce / 2) wake?.();
    else soon ??= setTimeout(() => wake?.(), GATHER_MS);
  };
  const loop = async () => {
    while (!stopping.signal.aborted) {
      try {
        const jobs = await boss.fetch<unknown>(queue, { batchSize: atOnce - running.size });
        for (const job of jobs) start(job);
      } catch (error) {
        told.report(error);
      }
      await rest();
    }
  };
  /** Until there is room, or a job may have come. */
  const rest = async () => {
    isWaitingForRoom = isFull();
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = isWaitingForRoom ? undefined : setTimeout(resolve, LOOK_AGAIN_MS);
    wake = resolve;
    if (!stopping.signal.aborted) await promise;
    clearTimeout(timer);
    clearTimeout(soon);
    soon = undefined;
    isWaitingForRoom = false;
  };
  const heartbeat = setInterval(
    () => {
      if (running.size > 0) boss.touch(queue, [...running.keys()]).catch(told.report);
    },
    (heartbeatSeconds * 1000) / 3,
  );
  const looping = loop();
  return {
    async stop(ms) {
      stopping.abort();
      wake?.();
      await looping;
      const limit = Promise.withResolvers<void>();
      const timer = setTimeout(limit.resolve, ms);
      await Promise.race([Promise.all(running.values()), limit.promise]);
      clearTimeout(timer);
      clearInterval(heartbeat);
      const left = [...running.keys()];
      if (left.length > 0) await boss.fail(queue, left).catch(told.report);
    },
  };
}
