import { parse } from 'node-cron';
import { requeueLostJobs } from './backups/index.ts';
import {
  invitationNotice,
  factorsChangedNotice,
  passwordChangedNotice,
  passwordLinkNotice,
  purgeAccounts,
  signInNotice,
} from './accounts/index.ts';
import { alertNotice, purgeAlerts } from './alerts/index.ts';
import { purgeAudienceCounts } from './audiences/index.ts';
import { tryOpenCircuits } from './transports/index.ts';
import { purgeMailbox, sweepOutbox } from './mailers/index.ts';
import {
  enqueueDuePolls,
  lookAtPages,
  pageQueue,
  pollFeedJob,
  pollQueue,
  promoteDueArticles,
  purgeArticlePages,
  purgeArticleTexts,
  purgePolls,
  recheckGonePages,
  tellOfSilentFeeds,
} from './articles/index.ts';
import { purgeEvents } from './feedback/index.ts';
import { actOnHookEvents, purgeHookEvents } from './hooks/index.ts';
import { KINDS } from './kinds.ts';
import { purgePictures } from './media/index.ts';
import { asActor, type App, type OpenedApp } from './platform/app.ts';
import { purgeAudit } from './platform/audit.ts';
import { jobsOf, type JobHandler, type Queue } from './platform/jobs/queue.ts';
import { createOutageReport } from './platform/outage.ts';
import { purgeRateLimits } from './platform/rate-limit.ts';
import { createNoticeSender, noticeQueue, purgeNotices, type NoticeKinds } from './notices/index.ts';
import { everySecond, isDue } from './platform/jobs/ticks.ts';
import { heedDueMails, purgeInboundMails } from './inbound/index.ts';
import {
  purgeIncidents,
  tellOfIncidents,
  watchCertificates,
  watchFigures,
  watchMachine,
  watchSenders,
} from './watch/index.ts';
import { purgeWebhookEvents, sendDueDeliveries } from './webhooks/index.ts';
import { refreshSchedules } from './letters/index.ts';
import {
  recountAudiences,
  giveSignOfLife,
  planArticleSends,
  planDigests,
  tellOfLateDigests,
} from './planning/index.ts';
import { purgeCappedKinds, purgeFollowed } from './rhythms/index.ts';
import { heedSilence, openDueReviews, purgeReviewLinks, reviewNotice } from './reviews/index.ts';
import {
  deliverDueBatches,
  deliverDueRetries,
  heedReturns,
  prepareDueSends,
  sampleProgress,
  settleCancelledDigests,
  tallyEndedSends,
  tellOfOutages,
} from './sends/index.ts';
import {
  purgeImports,
  letHeldMailsGo,
  tellOfCrowds,
  purgeLeavingReasons,
  purgeSignUpCounts,
  purgeUnconfirmed,
  runImport,
  alreadySubscribedNotice,
  confirmationNotice,
  movedAddressNotice,
  newAddressNotice,
  reminderNotice,
  remindUnconfirmed,
  importQueue,
  bulkQueue,
  purgeBulk,
  runBulk,
  ownDataNotice,
  welcomeNotice,
} from './subscribers/index.ts';
import { purgeIdempotencyKeys } from './web/api/idempotency.ts';
import { eraseDeparted, eraseReader } from './web/erase-reader.ts';

interface TimedJob {
  name: string;
  /** Cron expression in UTC; six fields when the first counts seconds. */
  when: string;
  /** `signal` is aborted when the process is to stop: take nothing new, finish what was begun. */
  run(app: App, signal: AbortSignal): Promise<unknown>;
}

/** Every timed job: when → which function. The ticks only ask the database what is due, so any number of processes is safe. */
const timedJobs: TimedJob[] = [
  { name: 'enqueue-due-polls', when: '* * * * *', run: (app) => enqueueDuePolls(app) },
  { name: 'promote-due-articles', when: '*/10 * * * * *', run: (app) => promoteDueArticles(app) },
  { name: 'recheck-gone-pages', when: '* * * * *', run: (app) => recheckGonePages(app) },
  { name: 'tell-of-silent-feeds', when: '11,31,51 * * * *', run: (app) => tellOfSilentFeeds(app) },
  { name: 'plan-article-sends', when: '* * * * * *', run: (app) => planArticleSends(app) },
  { name: 'plan-digests', when: '*/5 * * * * *', run: (app) => planDigests(app) },
  { name: 'tell-of-late-digests', when: '*/10 * * * *', run: (app) => tellOfLateDigests(app) },
  { name: 'watch-figures', when: '20 */5 * * * *', run: (app) => watchFigures(app) },
  { name: 'watch-machine', when: '40 */5 * * * *', run: (app) => watchMachine(app) },
  { name: 'watch-senders', when: '30 * * * * *', run: (app, signal) => watchSenders(app, signal) },
  { name: 'watch-certificates', when: '35 * * * * *', run: (app, signal) => watchCertificates(app, signal) },
  { name: 'tell-of-incidents', when: '50 * * * * *', run: (app) => tellOfIncidents(app) },
  { name: 'recount-audiences', when: '*/15 * * * * *', run: (app) => recountAudiences(app) },
  // Twice: an email that is hard to set out keeps one of them busy for seconds.
  {
    name: 'prepare-due-sends',
    when: '* * * * * *',
    run: (app, signal) => prepareDueSends(app, KINDS, { signal }),
  },
  {
    name: 'prepare-due-sends-beside',
    when: '* * * * * *',
    run: (app, signal) => prepareDueSends(app, KINDS, { signal }),
  },
  {
    name: 'deliver-due-batches',
    when: '* * * * * *',
    run: (app, signal) => deliverDueBatches(app, { signal }),
  },
  {
    name: 'deliver-due-retries',
    when: '* * * * * *',
    run: (app, signal) => deliverDueRetries(app, { signal }),
  },
  { name: 'act-on-hook-events', when: '* * * * * *', run: (app, signal) => actOnHookEvents(app, signal) },
  // On its own: a receiver that answers slowly holds up nobody's mail.
  { name: 'call-webhooks', when: '* * * * * *', run: (app, signal) => sendDueDeliveries(app, signal) },
  { name: 'open-due-reviews', when: '* * * * * *', run: (app) => openDueReviews(app) },
  { name: 'heed-silence', when: '* * * * * *', run: (app) => heedSilence(app) },
  { name: 'give-sign-of-life', when: '*/10 * * * * *', run: (app) => giveSignOfLife(app) },
  { name: 'requeue-lost-jobs', when: '*/10 * * * * *', run: (app) => requeueLostJobs(app) },
  // On its own: a server that answers slowly must not hold up the mail that leaves over the others.
  { name: 'try-open-circuits', when: '* * * * * *', run: (app) => tryOpenCircuits(app) },
  { name: 'tell-of-outages', when: '*/30 * * * * *', run: (app) => tellOfOutages(app) },
  { name: 'heed-returns', when: '* * * * * *', run: (app, signal) => heedReturns(app, signal) },
  { name: 'sample-progress', when: '* * * * * *', run: (app) => sampleProgress(app.db) },
  { name: 'tally-ended-sends', when: '*/2 * * * * *', run: (app, signal) => tallyEndedSends(app, signal) },
  {
    name: 'settle-cancelled-digests',
    when: '*/2 * * * * *',
    run: (app, signal) => settleCancelledDigests(app, signal),
  },
  { name: 'heed-inbound-mails', when: '* * * * * *', run: (app, signal) => heedDueMails(app, signal) },
  { name: 'refresh-schedules', when: '7 * * * *', run: (app) => refreshSchedules(app) },
  { name: 'let-held-mails-go', when: '*/5 * * * * *', run: (app, signal) => letHeldMailsGo(app, signal) },
  { name: 'tell-of-crowds', when: '*/20 * * * * *', run: (app) => tellOfCrowds(app) },
  { name: 'remind-unconfirmed', when: '*/5 * * * *', run: (app) => remindUnconfirmed(app) },
  { name: 'erase-departed', when: '* * * * *', run: (app) => eraseDeparted(app) },
  { name: 'sweep-outbox', when: '23 * * * *', run: (app) => sweepOutbox(app) },
  { name: 'purge-mailbox', when: '27 3 * * *', run: (app) => purgeMailbox(app.db) },
  { name: 'purge-inbound-mails', when: '33 * * * *', run: (app) => purgeInboundMails(app) },
  { name: 'purge-idempotency-keys', when: '17 3 * * *', run: (app) => purgeIdempotencyKeys(app.db) },
  { name: 'purge-article-texts', when: '18 4 * * *', run: (app) => purgeArticleTexts(app.db) },
  { name: 'purge-article-pages', when: '26 4 * * *', run: (app) => purgeArticlePages(app.db) },
  { name: 'purge-feed-polls', when: '19 4 * * *', run: (app) => purgePolls(app.db) },
  { name: 'purge-alerts', when: '12 4 * * *', run: (app) => purgeAlerts(app.db) },
  { name: 'purge-incidents', when: '15 4 * * *', run: (app) => purgeIncidents(app) },
  { name: 'purge-notices', when: '13 4 * * *', run: (app) => purgeNotices(app.db) },
  { name: 'purge-events', when: '32 4 * * *', run: (app) => purgeEvents(app.db) },
  { name: 'purge-review-links', when: '16 4 * * *', run: (app) => purgeReviewLinks(app.db) },
  { name: 'purge-audit', when: '14 4 * * *', run: (app) => purgeAudit(app.db) },
  { name: 'purge-accounts', when: '47 3 * * *', run: (app) => purgeAccounts(app) },
  { name: 'purge-audience-counts', when: '*/10 * * * *', run: (app) => purgeAudienceCounts(app.db) },
  { name: 'purge-rate-limits', when: '57 * * * *', run: (app) => purgeRateLimits(app.db) },
  { name: 'purge-unconfirmed', when: '37 3 * * *', run: (app) => purgeUnconfirmed(app) },
  { name: 'purge-sign-up-counts', when: '28 4 * * *', run: (app) => purgeSignUpCounts(app.db) },
  { name: 'purge-leaving-reasons', when: '29 4 * * *', run: (app) => purgeLeavingReasons(app.db) },
  { name: 'purge-pictures', when: '22 4 * * *', run: (app) => purgePictures(app) },
  { name: 'purge-capped-kinds', when: '24 4 * * *', run: (app) => purgeCappedKinds(app.db) },
  { name: 'purge-followed', when: '31 4 * * *', run: (app) => purgeFollowed(app.db) },
  { name: 'purge-hook-events', when: '32 4 * * *', run: (app) => purgeHookEvents(app.db) },
  { name: 'purge-webhook-events', when: '34 4 * * *', run: (app) => purgeWebhookEvents(app.db) },
  { name: 'purge-imports', when: '7 4 * * *', run: (app) => purgeImports(app) },
  { name: 'purge-bulk-changes', when: '35 * * * *', run: (app) => purgeBulk(app.db) },
];

export interface Schedule {
  /** Starts nothing more and waits for what runs. */
  stop(): Promise<void>;
}

/**
 * Starts the ticks. A job that is still running is not started again; one that fails is logged and runs at its next time.
 * node-cron reads the expressions; its timers stand still when the clock is set back, and block when it is set forward.
 */
export function startSchedule(app: OpenedApp): Schedule {
  const stopping = new AbortController();
  const running = new Map<string, Promise<unknown>>();
  const reportOutage = createOutageReport(app.log);
  const jobs = timedJobs.map((job) => ({ ...job, times: parse(job.when) }));
  const start = ({ name, run }: TimedJob) => {
    const done = run(asActor(app, `job:${name}`), stopping.signal)
      .catch((error: unknown) => {
        if (!reportOutage(error)) app.log.error({ event: 'timed-job.failed', job: name, err: error });
      })
      .finally(() => running.delete(name));
    running.set(name, done);
  };
  const ticks = everySecond((before, now) => {
    if (Math.abs(now - before) > JUMP_SECONDS) app.log.warn({ event: 'clock.jumped', seconds: now - before });
    for (const job of jobs) if (!running.has(job.name) && isDue(job.times, before, now)) start(job);
  });
  return {
    async stop() {
      stopping.abort();
      ticks.stop();
      await Promise.all(running.values());
    },
  };
}

/** A busy process looks late; no process is that busy. */
const JUMP_SECONDS = 60;

/** Every kind of mail to one person on one occasion. */
export const noticeKinds: NoticeKinds = {
  confirmation: confirmationNotice,
  reminder: reminderNotice,
  welcome: welcomeNotice,
  'already-subscribed': alreadySubscribedNotice,
  'own-data': ownDataNotice,
  'new-address': newAddressNotice,
  'moved-address': movedAddressNotice,
  alert: alertNotice,
  'sign-in-link': signInNotice,
  invitation: invitationNotice,
  'password-link': passwordLinkNotice,
  'password-changed': passwordChangedNotice,
  'factors-changed': factorsChangedNotice,
  review: reviewNotice,
};

/** Every queue → which function does its jobs. Each must bear running twice. */
export function queueHandlers(app: OpenedApp): JobHandler[] {
  const does = <Data extends object>(
    queue: Queue<Data>,
    work: (app: App, data: Data) => Promise<unknown>,
  ): JobHandler => jobsOf(queue, (data) => work(asActor(app, `job:${queue.name}`), data));
  return [
    does(pollQueue, pollFeedJob),
    does(pageQueue, lookAtPages),
    does(importQueue, runImport),
    does(bulkQueue, (app, data) => runBulk(app, data, eraseReader)),
    jobsOf(noticeQueue, createNoticeSender(asActor(app, `job:${noticeQueue.name}`), noticeKinds)),
  ];
}
