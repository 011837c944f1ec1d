import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { workerFile } from '../../platform/paths.ts';
import type { FeedDocument } from './parse-feed.ts';
import type { ParseResult } from './parsed-feed.ts';

const DEADLINE_MS = 20_000;
/** After this long without work the thread ends, so that an idle process stays small. */
const IDLE_MS = 5_000;
/** A document that blows up ends its thread, not the process (FED-12). */
const LIMITS = { maxOldGenerationSizeMb: 384, stackSizeMb: 4 };

let worker: Worker | undefined;
let idle: NodeJS.Timeout | undefined;
let queue: Promise<unknown> = Promise.resolve();

const TOO_HARD: ParseResult = {
  kind: 'not-a-feed',
  reason: { code: 'feed-too-hard', params: {} },
  alternates: [],
};

/** Parses in a thread of its own, one document after the other, each with a deadline (FED-05). */
export function parseInWorker(document: FeedDocument, deadlineMs = DEADLINE_MS): Promise<ParseResult> {
  const result = queue.then(() => parseNext(document, deadlineMs));
  queue = result.catch(() => {});
  return result;
}

/** A thread that ends for another reason than the document is a surprise: the feed is not to blame. */
async function parseNext(document: FeedDocument, deadlineMs: number): Promise<ParseResult> {
  clearTimeout(idle);
  worker ??= startWorker();
  const thread = worker;
  thread.ref();
  const ended = new AbortController();
  const deadline = setTimeout(() => ended.abort('deadline'), deadlineMs);
  try {
    // Errors of the thread reject here, too.
    const answer = once(thread, 'message', { signal: ended.signal });
    thread.once('exit', () => ended.abort('exit'));
    thread.postMessage(document);
    const [result] = (await answer) as [ParseResult];
    return result;
  } catch (error) {
    stopWorker();
    const { code, cause } = error as { code?: string; cause?: unknown };
    if (code === 'ERR_WORKER_OUT_OF_MEMORY' || cause === 'deadline') return TOO_HARD;
    throw error;
  } finally {
    clearTimeout(deadline);
    thread.removeAllListeners('exit');
    // Nobody waits for an idle thread: the process may end.
    thread.unref();
    idle = setTimeout(stopWorker, IDLE_MS).unref();
  }
}

function startWorker(): Worker {
  const started = new Worker(workerFile('articles/parsing/parse-worker.ts'), { resourceLimits: LIMITS });
  // Without a listener an error of an idle thread would end the process.
  started.on('error', () => {
    if (worker === started) worker = undefined;
  });
  return started;
}

function stopWorker(): void {
  const ended = worker;
  worker = undefined;
  void ended?.terminate();
}
