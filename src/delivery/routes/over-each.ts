import { setTimeout as pause } from 'node:timers/promises';
import type { App } from '../../platform/app.ts';
import { listBusyTransports, type DueWork } from './route-queries.ts';

/** While one transport is busy for hours, another gets something to do. */
const LOOK_AGAIN_MS = 1000;

/** Runs `work` side by side for every transport that has something to do, until none of them has. */
export async function overEachTransport(
  app: App,
  due: DueWork,
  work: (transport: string) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const running = new Map<string, Promise<void>>();
  const failures: unknown[] = [];
  const start = (name: string) => {
    const done = work(name)
      .catch((error: unknown) => {
        failures.push(error);
        // The others may be busy for hours.
        app.log.warn({ event: 'transport.work-failed', transport: name, err: error });
      })
      .finally(() => running.delete(name));
    running.set(name, done);
  };
  const isStopping = () => signal?.aborted === true;
  do {
    for (const name of isStopping() ? [] : await listBusyTransports(app.db, due))
      if (!running.has(name)) start(name);
    await allDoneOr(LOOK_AGAIN_MS, [...running.values()]);
  } while (running.size > 0);
  if (failures.length > 0) throw failures[0];
}

async function allDoneOr(ms: number, work: Promise<void>[]): Promise<void> {
  const done = new AbortController();
  const all = Promise.all(work).finally(() => done.abort());
  await Promise.race([all, pause(ms, undefined, { signal: done.signal }).catch(() => {})]);
}
