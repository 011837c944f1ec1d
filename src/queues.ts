import { pageQueue, pollQueue } from './articles/index.ts';
import { noticeQueue } from './notices/index.ts';
import type { Queue } from './platform/jobs/queue.ts';
import { bulkQueue, importQueue } from './subscribers/index.ts';

/** Every queue of the program, for the tables behind them. `schedule.ts` says which function does their jobs. */
export const queues: Queue[] = [pollQueue, pageQueue, importQueue, bulkQueue, noticeQueue];
