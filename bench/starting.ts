import { rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startProgram, type RunningProgram } from './program.ts';
import type { Figure } from './table.ts';

/** The program's first start, a later one, and the memory it takes when nothing happens. */
export async function measureStart(dataDir: string): Promise<Figure[]> {
  // As after "npm ci": nothing is built and there is no database.
  rmSync(path.resolve('dist', 'current'), { force: true });
  const first = await startProgram({ DATA_DIR: dataDir });
  await first.stop();
  const later = await startProgram({ DATA_DIR: dataDir });
  await pause(8000);
  const memory = later.rss();
  await later.stop();
  const seconds = ({ readyAfterMs }: RunningProgram) => `${(readyAfterMs / 1000).toFixed(2)} s`;
  return [
    {
      what: 'first start to /readyz',
      measured: seconds(first),
      must: '< 10 s',
      aim: '3 s',
      isMet: first.readyAfterMs < 10_000,
    },
    {
      what: 'later start to /readyz',
      measured: seconds(later),
      must: '< 3 s',
      aim: '1 s',
      isMet: later.readyAfterMs < 3000,
    },
    {
      what: 'memory of the idle process',
      measured: `${Math.round(memory)} MB`,
      must: '< 200 MB',
      aim: '120 MB',
      isMet: memory < 200,
    },
  ];
}
