import cron, { type ScheduledTask } from 'node-cron';
import type { App } from './platform/app.ts';
import type { JobHandlers } from './platform/jobs.ts';
import {
  purgeUnconfirmed,
  sendAlreadySubscribedMail,
  sendConfirmationMail,
  sendWelcomeMail,
} from './subscribers/index.ts';
import { purgeIdempotencyKeys } from './web/api/idempotency.ts';

interface TimedJob {
  name: string;
  /** Cron expression in UTC; six fields when the first counts seconds. */
  when: string;
  run(app: App): Promise<unknown>;
}

/** Every timed job: when → which function. The ticks only ask the database what is due, so any number of processes is safe. */
const timedJobs: TimedJob[] = [
  { name: 'purge-idempotency-keys', when: '17 3 * * *', run: (app) => purgeIdempotencyKeys(app.db) },
  { name: 'purge-unconfirmed', when: '37 3 * * *', run: (app) => purgeUnconfirmed(app) },
];

/** Starts the ticks. A job that is still running is not started again; one that fails is logged and runs at its next time. */
export function startSchedule(app: App): { stop(): Promise<void> } {
  const running = new Set<Promise<unknown>>();
  const tasks: ScheduledTask[] = timedJobs.map(({ name, when, run }) =>
    cron.schedule(
      when,
      async () => {
        const job = run(app).catch((error: unknown) =>
          app.log.error({ event: 'timed-job.failed', job: name, err: error }),
        );
        running.add(job);
        await job;
        running.delete(job);
      },
      { name, timezone: 'UTC', noOverlap: true },
    ),
  );
  return {
    async stop() {
      await Promise.all(tasks.map(async (task) => task.stop()));
      await Promise.all(running);
    },
  };
}

/** Every queue: the job's name → which function does it. Each must bear running twice. */
export const queueHandlers = (app: App): JobHandlers => ({
  'mail.confirmation': (data) => sendConfirmationMail(app, data),
  'mail.welcome': (data) => sendWelcomeMail(app, data),
  'mail.already-subscribed': (data) => sendAlreadySubscribedMail(app, data),
});
