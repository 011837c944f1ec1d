import { startLane, type Lane } from './child-lane.ts';
import { AppError } from '../errors.ts';

/** A job took more than its time or memory, or ended its child: to do it again at once would help nobody. */
export class TooHard extends AppError {}

interface LaneSettings {
  /** Absolute path of a file that calls `serveParent`. */
  file: string;
  /** Wall clock, from the moment a child has the job. */
  deadlineMs: number;
  memoryMb: number;
  /** Children at once. */
  lanes: number;
}

export interface JobOptions {
  deadlineMs?: number | undefined;
  /** Nothing foreign is in it: it goes before what waits, and gets a lane more when all are taken. */
  isOurs?: boolean;
}

type Lanes<Job, Answer> = (job: Job, options?: JobOptions) => Promise<Answer>;

interface Waiting<Job, Answer> {
  job: Job;
  deadlineMs: number;
  isOurs: boolean;
  patience: NodeJS.Timeout;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/** Jobs of milliseconds share a child; who stands behind a long one for this long gets another. */
const PATIENCE_MS = 500;

/**
 * Work on what comes from outside, in child processes: it may block, blow up or never end, and does so to nobody else,
 * since a child has one job at a time and is killed at the deadline. (A thread's memory stays with the process: measured.)
 * @returns a function that rejects with TooHard, with the AppError that the job threw, or with `child-unavailable`.
 */
export function createLanes<Job, Answer>(settings: LaneSettings): Lanes<Job, Answer> {
  const idle: Lane<Job, Answer>[] = [];
  const waiting: Waiting<Job, Answer>[] = [];
  let count = 0;
  let isStarting = false;

  function run(job: Job, options: JobOptions = {}): Promise<Answer> {
    const { deadlineMs = settings.deadlineMs, isOurs = false } = options;
    return new Promise((resolve, reject) => {
      const patience = setInterval(open, PATIENCE_MS);
      const entry = { job, deadlineMs, isOurs, patience, resolve, reject };
      if (isOurs) waiting.unshift(entry);
      else waiting.push(entry);
      handOut();
    });
  }

  function handOut(): void {
    if (waiting.length > 0 && count === 0) open();
    while (waiting.length > 0) {
      const lane = idle.pop();
      if (!lane) return;
      void work(lane, takeNext());
    }
  }

  function takeNext(): Waiting<Job, Answer> | undefined {
    const next = waiting.shift();
    clearInterval(next?.patience);
    return next;
  }

  function open(): void {
    const [first] = waiting;
    if (!first || isStarting || count >= settings.lanes + (first.isOurs ? 1 : 0)) return;
    count += 1;
    isStarting = true;
    const lane: Lane<Job, Answer> = startLane(settings, () => {
      count -= 1;
      if (idle.includes(lane)) idle.splice(idle.indexOf(lane), 1);
    });
    const started = lane.ready.then(
      () => park(lane),
      (cause: unknown) =>
        takeNext()?.reject(new AppError('child-unavailable', 'A child process could not start.', { cause })),
    );
    void started.finally(() => {
      isStarting = false;
      handOut();
    });
  }

  function park(lane: Lane<Job, Answer>): void {
    lane.rest();
    idle.push(lane);
  }

  async function work(lane: Lane<Job, Answer>, next: Waiting<Job, Answer> | undefined): Promise<void> {
    if (!next) return park(lane);
    try {
      const given = await lane.run(next.job, next.deadlineMs);
      park(lane);
      if ('answer' in given) next.resolve(given.answer);
      else next.reject(new AppError(given.fault.code, given.fault.message));
    } catch (cause) {
      next.reject(new TooHard('too-hard', 'It takes too much time or memory.', { cause }));
    }
    handOut();
  }

  return run;
}
