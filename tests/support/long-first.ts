import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files of eight seconds and more, the longest first, as measured on two quiet cores. A name too few or too many costs a little time and nothing else. */
const LONG = [
  'runtime/backup',
  'transports/throttle/rates',
  'sends/changes-in-mid-send',
  'sends/database-cut',
  'sends/odd-workers',
  'e2e/reader-pages',
  'mailers/smtp/pipelined-session',
  'sends/thresholds',
  'sends/hard-emails',
  'e2e/admin',
  'sends/crashes',
  'cli/setup',
  'runtime/serve',
  'platform/supervisor',
  'sends/replies',
  'mailers/mailbox/mailbox-sends',
  'sends/side-by-side',
  'e2e/journey',
  'subscribers/list-bombing',
  'e2e/scanners',
  'web/public/confirm-code',
  'runtime/cli',
  'runtime/two-programs',
  'sends/blame',
  'subscribers/turns',
  'sends/full-disk',
  'runtime/clock',
  'web/public/subscribe',
  'sends/faults',
  'articles/model',
  'runtime/demo',
  'accounts/sign-in',
  'cli/subscribers',
  'platform/processes/child-lanes',
  'emails/rendered',
  'transports/habits',
  'alerts/alerts',
  'sends/interleaving',
  'transports/ses',
  'web/api/fuzz',
  'web/public/hostile-input',
  'cli/send',
  'web/api/events',
  'cli/dkim',
  'transports/throttle/late-check',
  'web/public/personal-links',
  'backups/backups',
  'subscribers/imports/import',
  'explain/explain',
  'mailers/smtp/smtp-mailer',
  'subscribers/links-through-restores',
  'articles/verdicts',
  'cli/explain',
  'runtime/letters',
  'web/api/transports',
];
const order = new Map(LONG.map((name, index) => [name, index]));
const placeOf = ({ moduleId }: TestSpecification): number =>
  order.get(/\/tests\/(.+)\.test\.ts$/.exec(moduleId)?.[1] ?? '') ?? LONG.length;

/** Long files begin first, so that none runs at the end alone: a fresh checkout does not know yet how long its files take. */
export default class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    // Those that share processes stay together behind the others, or each would start one anew.
    return sorted.toSorted((a, b) => a.project.name.localeCompare(b.project.name) || placeOf(a) - placeOf(b));
  }
}
