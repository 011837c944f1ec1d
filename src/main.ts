import path from 'node:path';
import { listenForMail, watchMailbox } from './inbound/index.ts';
import { listTransports } from './transports/index.ts';
import { openApp, type OpenApp } from './open-app.ts';
import { asActor } from './platform/app.ts';
import { withPort, type Config } from './platform/config.ts';
import { createLog } from './platform/log.ts';
import { bornOf } from './platform/sign-file.ts';
import { noteStop } from './platform/sign-of-life.ts';
import { stopSignal } from './platform/processes/stop-signal.ts';
import { whenDatabaseAnswers } from './platform/wait-for-database.ts';
import { wakeUp } from './planning/index.ts';
import { queueHandlers, startSchedule, type Schedule } from './schedule.ts';
import { listen, type Listener } from './web/listen.ts';
import { createServer } from './web/server.ts';
import { says } from './words/index.ts';

/** How long a stop waits for requests, jobs and mail that were begun. */
const DRAIN_MS = 20_000;

/**
 * Runs the roles of `config` until SIGINT or SIGTERM, then lets running work finish (SMTP-17).
 * @param onReady called once everything runs.
 * @param isLaunched whether a launcher of ours waits for this process.
 */
export async function serve(
  wanted: Config,
  onReady: (opened: OpenApp) => Promise<void>,
  isLaunched: boolean,
): Promise<void> {
  const log = createLog(wanted.logLevel);
  const signal = stopSignal((name) => log.info({ event: 'stopping', signal: name }), isLaunched);
  const patience = { forMs: Infinity, signal };
  const unlessStopped = (error: unknown): undefined => {
    if (!signal.aborted) throw error;
  };
  const listener = wanted.roles.web ? await listen(wanted) : undefined;
  const config = listener ? withPort(wanted, listener.port) : wanted;
  const opened = await openApp(config, log, patience).catch(unlessStopped);
  if (opened) {
    const { app, database } = opened;
    const whenAnswers = <Result>(work: () => Promise<Result>) =>
      whenDatabaseAnswers(app.db, database.url, log, patience, work).catch(unlessStopped);
    const schedule = await whenAnswers(() => startRoles(opened, listener, signal));
    const mail = signal.aborted ? undefined : await takeMail(opened);
    await whenAnswers(() => onReady(opened));
    log.info({ event: 'started', port: listener?.port, mailPort: mail?.port });
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve));
    await drain(opened, { listener, schedule, mail });
  } else await listener?.close(0);
  log.info({ event: 'stopped' });
}

async function startRoles(
  { app: opened, database }: OpenApp,
  listener: Listener | undefined,
  stopping: AbortSignal,
): Promise<Schedule | undefined> {
  const app = asActor(opened, 'job:start');
  for (const { name, warnings } of await listTransports(app))
    for (const warning of warnings)
      app.log.warn({ event: 'mail.insecure', transport: name, code: warning.code, warning: says(warning) });
  listener?.use(createServer(opened, stopping));
  if (!app.config.roles.worker) return undefined;
  const files = database.embedded && { born: bornOf(path.join(database.embedded.data(), 'PG_VERSION')) };
  await wakeUp(app, files ?? null);
  await app.jobs.work(queueHandlers(opened));
  app.log.info({ event: 'worker.started' });
  return startSchedule(opened);
}

/** The role `inbound`, where mail is to be taken in. */
async function takeMail({ app: opened }: OpenApp): Promise<MailTaking | undefined> {
  const { roles, inboundSmtp, inboundImap } = opened.config;
  if (!roles.inbound) return undefined;
  const app = asActor(opened, 'job:inbound');
  const listener = inboundSmtp && (await listenForMail(app, inboundSmtp));
  const watch = inboundImap === undefined ? undefined : watchMailbox(app, inboundImap);
  return {
    port: listener?.port,
    close: async (limitMs) => {
      await Promise.all([listener?.close(limitMs), watch?.stop()]);
    },
  };
}

interface MailTaking {
  /** Of the listener. */
  port: number | undefined;
  close(limitMs: number): Promise<void>;
}

interface Running {
  listener: Listener | undefined;
  schedule: Schedule | undefined;
  mail: MailTaking | undefined;
}

async function drain({ app, close }: OpenApp, { listener, schedule, mail }: Running): Promise<void> {
  const work = [
    listener?.close(DRAIN_MS),
    mail?.close(DRAIN_MS),
    schedule?.stop(),
    app.jobs.stop(DRAIN_MS / 1000),
  ];
  const isDrained = await within(DRAIN_MS + 2000, Promise.all(work.map(async (part) => part)));
  if (schedule && isDrained)
    await within(
      1000,
      noteStop(app.db).catch(() => {}),
    );
  const isClosed = await within(5000, close());
  if (!isDrained || !isClosed) app.log.warn({ event: 'stop.forced' });
}

/** Whether `work` was done in time. */
async function within(limitMs: number, work: Promise<unknown>): Promise<boolean> {
  const limit = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => limit.resolve(false), limitMs);
  try {
    return await Promise.race([work.then(() => true), limit.promise]);
  } finally {
    clearTimeout(timer);
  }
}
