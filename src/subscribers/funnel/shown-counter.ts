import type { App } from '../../platform/app.ts';
import { addCounts } from './count-queries.ts';
import { OTHERS, sourceOf } from './source.ts';

const QUARTER_MS = 15 * 60_000;
/** So long counts gather: a crowd costs one statement, and a process that is killed loses no more. */
const GATHER_MS = 2000;
/** Sources that are kept apart until then. */
const MAX_SOURCES = 5000;

/** Counts how often a box was shown, and nothing about who saw it. */
export interface ShownCounter {
  /** @param source where the box stood, as it was told. */
  count(publicationId: number, source: string): void;
}

interface Gathered {
  publicationId: number;
  at: Date;
  source: string;
  shown: number;
}

/** @param stopping aborted when the process is to stop: what was counted is written at once. */
export function createShownCounter(
  { db, log, now }: Pick<App, 'db' | 'log' | 'now'>,
  stopping: AbortSignal,
): ShownCounter {
  let gathered = new Map<string, Gathered>();
  let timer: NodeJS.Timeout | undefined;

  const add = ({ shown, ...place }: Gathered) => {
    const key = JSON.stringify([place.publicationId, place.at.getTime(), place.source]);
    const known = gathered.get(key);
    if (known) known.shown += shown;
    else if (gathered.size < MAX_SOURCES || place.source === OTHERS) gathered.set(key, { ...place, shown });
    else add({ ...place, source: OTHERS, shown });
  };
  const write = async () => {
    timer = undefined;
    const counts = [...gathered.values()];
    gathered = new Map();
    try {
      await addCounts(db, counts);
    } catch (error) {
      log.warn({ event: 'shown.unwritten', err: error });
      if (stopping.aborted) return;
      for (const count of counts) add(count);
      schedule();
    }
  };
  const schedule = () => {
    timer ??= setTimeout(() => void write(), stopping.aborted ? 0 : GATHER_MS).unref();
  };
  stopping.addEventListener('abort', () => {
    clearTimeout(timer);
    void write();
  });
  return {
    count(publicationId, source) {
      const at = new Date(Math.floor(now().getTime() / QUARTER_MS) * QUARTER_MS);
      add({ publicationId, at, source: sourceOf(source), shown: 1 });
      schedule();
    },
  };
}
