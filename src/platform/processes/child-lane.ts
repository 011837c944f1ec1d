import { fork, type ChildProcess } from 'node:child_process';
import module from 'node:module';
import path from 'node:path';
import { processorMs } from './processor-time.ts';
import type { FromChild } from './serve-parent.ts';

/** One child process, which has one job at a time. */
export interface Lane<Job, Answer> {
  /** Resolves when the child is loaded. Rejects, as `run` does, when the child ends before it answers. */
  ready: Promise<unknown>;
  run(job: Job, deadlineMs: number): Promise<FromChild<Answer>>;
  /** Lets this process end meanwhile, and ends the child when nothing comes for a while. */
  rest(): void;
}

const START_MS = 30_000;
/** How often a deadline is put off for a child that a busy machine gave less than half of its time. */
const EXTENSIONS = 3;
/** After so long without work a child ends, and its memory comes back. */
const IDLE_MS = 15_000;

/**
 * Starts a child that calls `serveParent`. It is killed when it does not answer in time.
 * @param onEnd called once, however it ends.
 */
export function startLane<Job, Answer>(
  { file, memoryMb }: { file: string; memoryMb: number },
  onEnd: () => void,
): Lane<Job, Answer> {
  const child = startChild(file, memoryMb);
  let timer: NodeJS.Timeout | undefined;
  let asked: { resolve(answer: FromChild<Answer>): void; reject(error: Error): void } | undefined;
  let hasEnded = false;

  const answerWithin = (deadlineMs: number) => {
    clearTimeout(timer);
    hold(child);
    return new Promise<FromChild<Answer>>((resolve, reject) => {
      asked = { resolve, reject };
      watch(deadlineMs, EXTENSIONS);
    });
  };
  const watch = (deadlineMs: number, extensions: number) => {
    // Without any time it is too late already, however quick the child is.
    if (deadlineMs <= 0) return queueMicrotask(() => end(new Error('deadline')));
    const before = spentMs();
    timer = setTimeout(() => {
      const isStarved = spentMs() - before < deadlineMs / 2;
      if (isStarved && extensions > 0) watch(deadlineMs, extensions - 1);
      else end(new Error('deadline'));
    }, deadlineMs);
  };
  // Where the system does not say, every child counts as one that had its time.
  const spentMs = () => processorMs(child.pid ?? 0) ?? performance.now();
  const end = (cause: Error) => {
    if (hasEnded) return;
    hasEnded = true;
    clearTimeout(timer);
    child.kill('SIGKILL');
    asked?.reject(cause);
    onEnd();
  };
  child.on('message', (answer: FromChild<Answer>) => {
    clearTimeout(timer);
    asked?.resolve(answer);
    asked = undefined;
  });
  child.on('error', end).on('exit', (code, signal) => end(new Error(`ended: ${signal ?? code}`)));
  return {
    ready: answerWithin(START_MS),
    run(job, deadlineMs) {
      const answer = answerWithin(deadlineMs);
      child.send(job as object, (error) => error && end(error));
      return answer;
    },
    rest() {
      child.unref();
      child.channel?.unref();
      timer = setTimeout(() => end(new Error('idle')), IDLE_MS).unref();
    },
  };
}

function startChild(file: string, memoryMb: number): ChildProcess {
  const kept = module.getCompileCacheDir();
  return fork(file, {
    // It needs nothing of ours, least of all the secrets in the environment; compiled code that is kept saves a quarter of its start.
    env: kept === undefined ? {} : { NODE_COMPILE_CACHE: path.dirname(kept) },
    execArgv: [`--max-old-space-size=${memoryMb}`, '--max-semi-space-size=4'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // Dates stay dates.
    serialization: 'advanced',
  });
}

/** Keeps this process alive for the answer. */
function hold(child: ChildProcess): void {
  child.ref();
  child.channel?.ref();
}
