import os from 'node:os';
import path from 'node:path';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import LongFirst from './tests/support/long-first.ts';

// Code that Node has compiled once is there for the next process: workers of tests, and the programs they start.
process.env['NODE_COMPILE_CACHE'] ??= path.resolve('node_modules/.cache/compiled-tests');

/** Promises of seconds, and mail servers that are given up after some: on a slow machine they are kept where few run at once. */
const TIMED = [
  'tests/sends/{changes-in-mid-send,crashes,database-cut,full-disk,odd-workers,unreachable}.test.ts',
  'tests/transports/throttle/*.test.ts',
  'tests/runtime/backup.test.ts',
];
/**
 * Each in a process of its own, and begun first: they take long, or they change or measure what a process has only one of
 * (clock, name server, certificates, memory, children). All others share processes, so that libraries are loaded once.
 */
const ALONE = [
  'tests/runtime/!(builds).test.ts',
  'tests/transports/!(file|upgrade).test.ts',
  'tests/mailers/{ses,smtp}/!(certificate-words).test.ts',
  'tests/platform/{supervisor,processes/child-lanes,fetch/guarded-fetch}.test.ts',
  'tests/sends/hard-emails.test.ts',
  'tests/articles/{broken-xml,model,parsing}.test.ts',
  'tests/planning/rhythm-drill.test.ts',
  'tests/sender-domains/dkim/signed-mail.test.ts',
  'tests/web/{api/events,live/event-stream}.test.ts',
];
/** They share processes, and those of one process a browser. */
const BROWSERS = ['tests/e2e/*.test.ts', 'tests/emails/rendered.test.ts'];
const ALL = ['tests/**/*.test.ts'];

const project = (name: string, options: object): TestProjectInlineConfiguration => ({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    name,
    pool: 'forks',
    // A busy machine is slow, and no fault of the program.
    testTimeout: 400_000,
    hookTimeout: 400_000,
    expect: { poll: { timeout: 100_000 } },
    ...options,
  },
});

/** The database takes the connections of eight. */
const workers = (least: number) => Math.min(Math.max(os.availableParallelism(), least), 8);

export default defineConfig({
  test: {
    globalSetup: ['tests/support/database/global-setup.ts'],
    sequence: { sequencer: LongFirst },
    retry: 0,
    projects: [
      project('timed', { include: TIMED, maxWorkers: workers(3), sequence: { groupOrder: 0 } }),
      // More than two cores: these wait, for mail servers, browsers and programs.
      project('alone', {
        include: ALONE,
        exclude: TIMED,
        maxWorkers: workers(5),
        sequence: { groupOrder: 1 },
      }),
      project('browsers', {
        include: BROWSERS,
        isolate: false,
        maxWorkers: workers(5),
        sequence: { groupOrder: 1 },
      }),
      // These have most of it to do themselves.
      project('shared', {
        include: ALL,
        exclude: [...ALONE, ...BROWSERS, ...TIMED],
        isolate: false,
        maxWorkers: workers(5),
        sequence: { groupOrder: 2 },
      }),
    ],
  },
});
