import { fork, type ChildProcess } from 'node:child_process';
import { AppError } from '../platform/errors.ts';
import { workerFile } from '../platform/paths.ts';
import type { MjmlAnswer, MjmlRequest } from './mjml-worker.ts';

const IDLE_MS = 15_000;
const DEADLINE_MS = 30_000;

interface Waiting {
  resolve(html: string): void;
  reject(error: Error): void;
  deadline: NodeJS.Timeout;
}

let worker: ChildProcess | undefined;
let idle: NodeJS.Timeout | undefined;
let lastId = 0;
const waiting = new Map<number, Waiting>();

/**
 * MJML to HTML in a process of its own: one run blocks for 20 to 300 ms, and the 110 MB that MJML takes come back
 * when it ends after a while without work (a thread's memory stays with the process).
 * @throws AppError `template-fault` with line and reason, `template-timeout`, `template-worker-lost`.
 */
export function compileMjml(source: string): Promise<string> {
  clearTimeout(idle);
  worker ??= startWorker();
  const running = worker;
  hold(running);
  lastId += 1;
  const request: MjmlRequest = { id: lastId, source };
  return new Promise((resolve, reject) => {
    const deadline = setTimeout(
      () => abandon(running, new AppError('template-timeout', 'The template took too long to compile.')),
      DEADLINE_MS,
    );
    waiting.set(request.id, { resolve, reject, deadline });
    running.send(request, (error) => error && lose(running, error));
  });
}

function startWorker(): ChildProcess {
  const started = fork(workerFile('emails/mjml-worker.ts'), {
    // It needs nothing of ours, least of all the secrets in the environment.
    env: {},
    execArgv: ['--max-old-space-size=256'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  started.on('message', (answer) => settle(answer as MjmlAnswer));
  return started.on('error', (error) => lose(started, error)).on('exit', () => lose(started));
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

/** Keeps this process alive for the answer. */
function hold(running: ChildProcess): void {
  running.ref();
  running.channel?.ref();
}

/** Lets this process end, and ends the worker when nothing comes for a while. */
function rest(): void {
  const resting = worker;
  resting?.unref();
  resting?.channel?.unref();
  idle = setTimeout(() => {
    worker = undefined;
    resting?.disconnect();
  }, IDLE_MS).unref();
}

function lose(lost: ChildProcess, cause?: Error): void {
  abandon(lost, new AppError('template-worker-lost', 'The template compiler stopped.', { cause }));
}

function abandon(lost: ChildProcess, error: AppError): void {
  if (worker !== lost) return;
  worker = undefined;
  lost.kill('SIGKILL');
  for (const { reject, deadline } of waiting.values()) {
    clearTimeout(deadline);
    reject(error);
  }
  waiting.clear();
}
