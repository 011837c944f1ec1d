import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { quantile, type Figure } from './table.ts';

const RUNS = 9;
const entry = path.resolve('bin/paperround.js');
/** Writes the processor time of the process, in microseconds, to its file descriptor 3 when it ends. */
const TELL_CPU = `data:text/javascript,import{writeSync}from'node:fs';process.on('exit',()=>{const{user,system}=process.cpuUsage();writeSync(3,String(user+system))})`;

/** Processor time of one call of the command line, in turns with a Node that does nothing, beside a running server. */
export async function measureCommandLine(dataDir: string): Promise<Figure[]> {
  const calls = {
    'node -e 0': ['-e', '0'],
    '--help': [entry, '--help'],
    '--version': [entry, '--version'],
    'send list': [entry, 'send', 'list'],
    'subscribers list': [entry, 'subscribers', 'list', '--publication', 'gazette'],
    status: [entry, 'status'],
  };
  const taken = Object.fromEntries(Object.keys(calls).map((name) => [name, [] as number[]]));
  for (let run = 0; run <= RUNS; run += 1)
    for (const [name, words] of Object.entries(calls)) {
      const seconds = cpuOf(words, dataDir);
      // The first fills caches.
      if (run > 0) taken[name]?.push(seconds);
    }
  const median = (name: string) => quantile(taken[name] ?? [], 0.5);
  const idle = median('node -e 0');
  return Object.keys(calls).map((name) => {
    const seconds = median(name);
    const measured = `${Math.round(seconds * 1000)} ms, ${(seconds / idle).toFixed(1)} x node -e 0`;
    return name === 'node -e 0'
      ? { what: name, measured: `${Math.round(seconds * 1000)} ms` }
      : { what: `paperround ${name}`, measured, must: '< 500 ms', isMet: seconds < 0.5 };
  });
}

/** Seconds of processor time. */
function cpuOf(words: string[], dataDir: string): number {
  const { PATH, HOME } = process.env;
  const ran = spawnSync(process.execPath, ['--import', TELL_CPU, ...words], {
    env: { PATH, HOME, LOG_LEVEL: 'warn', DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
    encoding: 'utf8',
  });
  return Number(ran.output[3]) / 1_000_000;
}
