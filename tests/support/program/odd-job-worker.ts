import { AppError } from '../../../src/platform/errors.ts';
import { serveParent } from '../../../src/platform/processes/serve-parent.ts';

/** A child that does to itself what a job asks; nothing of it lasts longer than ten seconds. */
export interface OddJob {
  blockMs?: number;
  takeMb?: number;
  exit?: boolean;
  fault?: string;
  say?: Date;
}

serveParent(({ blockMs = 0, takeMb = 0, exit, fault, say }: OddJob) => {
  const until = performance.now() + Math.min(blockMs, 10_000);
  while (performance.now() < until);
  const taken: number[][] = [];
  for (let count = 0; count < Math.min(takeMb, 500); count += 1)
    taken.push(Array.from({ length: 131_072 }, Math.random));
  if (exit === true) process.exit(0);
  if (fault !== undefined) throw new AppError(fault, 'The job has a fault.');
  return { pid: process.pid, say, taken: taken.length };
});
