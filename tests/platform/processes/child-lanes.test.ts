import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { createLanes } from '../../../src/platform/processes/child-lanes.ts';
import type { OddJob } from '../../support/program/odd-job-worker.ts';

interface Answer {
  pid: number;
  say?: Date;
}

const file = path.resolve('tests/support/program/odd-job-worker.ts');
const lanesOf = (changes: { lanes?: number; deadlineMs?: number } = {}) =>
  createLanes<OddJob, Answer>({ file, deadlineMs: 5_000, memoryMb: 64, lanes: 2, ...changes });
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('Short jobs share one child, and dates come back as dates', async () => {
  const run = lanesOf();
  const say = new Date();
  const answers = await Promise.all(Array.from({ length: 20 }, () => run({ say })));
  expect(new Set(answers.map(({ pid }) => pid)).size).toBe(1);
  expect(answers[0]?.say).toEqual(say);
});

test.each<[string, OddJob]>([
  ['takes too long', { blockMs: 10_000 }],
  ['takes too much memory', { takeMb: 500 }],
  ['ends its child', { exit: true }],
])('A job that %s fails alone: what stands behind it and beside it is done', async (_what, job) => {
  const run = lanesOf();
  const { pid } = await run({});
  const failed = expect(run(job, { deadlineMs: 1_500 })).rejects.toMatchObject({ code: 'too-hard' });
  const others = await Promise.all([run({}), run({})]);
  await failed;
  for (const other of others) expect(other.pid).not.toBe(pid);
  await expect.poll(() => isAlive(pid)).toBe(false);
});

test.runIf(process.platform === 'linux')(
  'A job whose child stands still because the machine is busy is not taken for a hard one',
  async () => {
    const run = lanesOf();
    const { pid } = await run({});
    process.kill(pid, 'SIGSTOP');
    const answer = run({}, { deadlineMs: 200 });
    setTimeout(() => process.kill(pid, 'SIGCONT'), 500);
    expect((await answer).pid).toBe(pid);
  },
);

test('A fault of a job is told with its code, and its child goes on', async () => {
  const run = lanesOf();
  const { pid } = await run({});
  await expect(run({ fault: 'odd-fault' })).rejects.toMatchObject({ code: 'odd-fault' });
  expect((await run({})).pid).toBe(pid);
});

test('When all lanes are taken, what is our own goes before the rest and gets a lane more', async () => {
  const run = lanesOf({ lanes: 1, deadlineMs: 2_500 });
  const order: string[] = [];
  const note = (name: string) => () => order.push(name);
  const blocked = run({ blockMs: 10_000 }).catch(note('blocked'));
  const foreign = run({}).then(note('foreign'));
  const ours = run({}, { isOurs: true }).then(note('ours'));
  await Promise.all([blocked, foreign, ours]);
  expect(order[0]).toBe('ours');
});

test('A child that cannot start fails one job at a time, under another name than a hard one', async () => {
  const run = createLanes({
    file: path.resolve('no-such-file.ts'),
    deadlineMs: 5_000,
    memoryMb: 64,
    lanes: 2,
  });
  const results = await Promise.allSettled([run({}), run({})]);
  for (const result of results) expect(result).toMatchObject({ reason: { code: 'child-unavailable' } });
});

test('Signals to the whole group cut off no job, and an idle child ends after a while', async () => {
  const run = lanesOf();
  const { pid } = await run({});
  process.kill(pid, 'SIGTERM');
  process.kill(pid, 'SIGINT');
  vi.useFakeTimers();
  expect((await run({})).pid).toBe(pid);
  await vi.advanceTimersByTimeAsync(20_000);
  vi.useRealTimers();
  await expect.poll(() => isAlive(pid)).toBe(false);
});

test('A child whose parent is killed in the middle of a job ends without a word', async () => {
  const parent = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { createLanes } from ${JSON.stringify(path.resolve('src/platform/processes/child-lanes.ts'))};
       const run = createLanes({ file: ${JSON.stringify(file)}, deadlineMs: 5000, memoryMb: 64, lanes: 1 });
       console.log((await run({})).pid);
       void run({ blockMs: 500 });
       setImmediate(() => process.kill(process.pid, 'SIGKILL'));`,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const [said, complaints] = await Promise.all([
    text(parent.stdout),
    // The child has it, too: it is at its end when both are gone.
    text(parent.stderr),
    once(parent, 'exit'),
  ]);
  expect(Number(said)).toBeGreaterThan(0);
  expect(complaints).toBe('');
  await expect.poll(() => isAlive(Number(said))).toBe(false);
});
