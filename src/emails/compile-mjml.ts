import { Worker } from 'node:worker_threads';
import { AppError } from '../platform/errors.ts';
import { workerFile } from '../platform/paths.ts';
import type { MjmlAnswer, MjmlRequest } from './mjml-worker.ts';

/** MJML keeps some 60 MB loaded; an idle process gives them back. */
const IDLE_MS = 15_000;
const DEADLINE_MS = 30_000;

interface Waiting {
  resolve(html: string): void;
  reject(error: Error): void;
  deadline: NodeJS.Timeout;
}

let worker: Worker | undefined;
let idle: NodeJS.Timeout | undefined;
let lastId = 0;
const waiting = new Map<number, Waiting>();

/**
 * MJML to HTML in a worker thread, because one run blocks for 20 to 300 ms.
 * @throws AppError `template-fault` with line and reason, `template-timeout`, `template-worker-lost`.
 */
export function compileMjml(source: string): Promise<string> {
  clearTimeout(idle);
  worker ??= startWorker();
  worker.ref();
  const running = worker;
  lastId += 1;
  const request: MjmlRequest = { id: lastId, source };
  return new Promise((resolve, reject) => {
    const deadline = setTimeout(
      () => abandon(running, new AppError('template-timeout', 'The template took too long to compile.')),
      DEADLINE_MS,
    );
    waiting.set(request.id, { resolve, reject, deadline });
    running.postMessage(request);
  });
}

function startWorker(): Worker {
  const started = new Worker(workerFile('emails/mjml-worker.ts'), {
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  });
  const lost = (cause?: unknown) =>
    abandon(started, new AppError('template-worker-lost', 'The template compiler stopped.', { cause }));
  started.on('message', settle).on('error', lost).on('exit', lost);
  return started;
}

function settle(answer: MjmlAnswer): void {
  const asked = waiting.get(answer.id);
  if (!asked) return;
  waiting.delete(answer.id);
  clearTimeout(asked.deadline);
  if ('html' in answer) asked.resolve(answer.html);
  else asked.reject(templateFault(answer.fault));
  if (waiting.size === 0) rest();
}

function templateFault({ line, reason }: { line: number | undefined; reason: string }): AppError {
  const place = line === undefined ? '' : ` in line ${line}`;
  return new AppError('template-fault', `The MJML has a fault${place}: ${reason}.`);
}

/** Lets the process end, and ends the thread when nothing comes for a while. */
function rest(): void {
  worker?.unref();
  idle = setTimeout(() => {
    const resting = worker;
    worker = undefined;
    void resting?.terminate();
  }, IDLE_MS);
  idle.unref();
}

function abandon(lost: Worker, error: AppError): void {
  if (worker !== lost) return;
  worker = undefined;
  void lost.terminate();
  for (const { reject, deadline } of waiting.values()) {
    clearTimeout(deadline);
    reject(error);
  }
  waiting.clear();
}
