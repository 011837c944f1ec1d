import { Worker } from 'node:worker_threads';
import { workerFile } from '../platform/paths.ts';
import type { FeedDocument } from './parsing/parse-feed.ts';
import type { ParseResult } from './parsing/parsed-feed.ts';

const DEADLINE_MS = 20_000;
/** After this long without work the thread ends, so that an idle process stays small. */
const IDLE_MS = 5_000;
/** A document that blows up ends its thread, not the process (FED-12). */
const LIMITS = { maxOldGenerationSizeMb: 384, stackSizeMb: 4 };

let worker: Worker | undefined;
let idle: NodeJS.Timeout | undefined;
let queue: Promise<unknown> = Promise.resolve();

/** Parses in a thread of its own, one document after the other, each with a deadline (FED-05). */
export function parseInWorker(document: FeedDocument, deadlineMs = DEADLINE_MS): Promise<ParseResult> {
  const result = queue.then(() => parseNext(document, deadlineMs));
  queue = result;
  return result;
}

function parseNext(document: FeedDocument, deadlineMs: number): Promise<ParseResult> {
  clearTimeout(idle);
  worker ??= startWorker();
  const thread = worker;
  return new Promise((resolve) => {
    const finish = (result: ParseResult) => {
      clearTimeout(deadline);
      thread.off('message', finish).off('error', fail).off('exit', fail);
      idle = setTimeout(stopWorker, IDLE_MS).unref();
      resolve(result);
    };
    const fail = () => {
      stopWorker();
      finish({
        kind: 'not-a-feed',
        message: 'The feed could not be read: it takes too much time or memory.',
        alternates: [],
      });
    };
    const deadline = setTimeout(fail, deadlineMs);
    thread.on('message', finish).on('error', fail).on('exit', fail);
    thread.postMessage(document);
  });
}

function startWorker(): Worker {
  const started = new Worker(workerFile('articles/parse-worker.ts'), { resourceLimits: LIMITS });
  const forget = () => {
    if (worker === started) worker = undefined;
  };
  started.on('error', forget).on('exit', forget);
  // Nobody waits for an idle thread: the process may end.
  started.unref();
  return started;
}

function stopWorker(): void {
  const ended = worker;
  worker = undefined;
  void ended?.terminate();
}
