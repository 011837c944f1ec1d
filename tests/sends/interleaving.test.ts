import { beforeEach, describe, expect, test } from 'vitest';
import { createSmtpMailer } from '../../src/mailers/smtp/smtp-mailer.ts';
import type { App } from '../../src/platform/app.ts';
import { rows } from '../../src/platform/database.ts';
import { deliverDueBatches, deliverDueRetries, getSend } from '../../src/sends/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { startScriptedSmtp, type ScriptedSmtp } from '../support/mail/scripted-smtp.ts';
import { makeArticle, makeReaders, mendTransports, prepareSendOf, QUICK } from '../support/sends/sends.ts';
import { yieldingDb } from '../support/database/yielding-db.ts';

const smtp = await startScriptedSmtp({ extensions: ['PIPELINING'] });
const small = await startScriptedSmtp({ extensions: ['PIPELINING', 'SIZE 3000'] });
const base = await createTestApp();
const mailerTo = ({ url }: ScriptedSmtp) =>
  createSmtpMailer({ smtpUrl: url, publicUrl: 'https://news.gazette.example', connections: 4 });

const everyNth = (nth: number, at: string, reply: string) => {
  smtp.script = (step, _line, to) => (step === at && Number(/\d+/.exec(to)) % nth === 0 ? reply : undefined);
};

interface Scenario {
  readers: number;
  server: ScriptedSmtp;
  script(): void;
  /** Whatever the others do meanwhile. */
  outcome: { status: string; alerts: string[]; bounced: number | 'some'; warnings: number };
}

const scenarios: Record<string, Scenario> = {
  'that many addresses do not exist': {
    readers: 240,
    server: smtp,
    script: () => everyNth(8, 'rcpt', '550 5.1.1 No such user'),
    outcome: { status: 'paused', alerts: ['send-paused'], bounced: 'some', warnings: 0 },
  },
  'that some addresses do not exist': {
    readers: 240,
    server: smtp,
    script: () => everyNth(30, 'rcpt', '550 5.1.1 No such user'),
    outcome: {
      status: 'sent',
      alerts: ['send-bounces'],
      bounced: 8,
      warnings: 1,
    },
  },
  'that many refuse it': {
    readers: 240,
    server: smtp,
    script: () => everyNth(8, 'dot', '554 5.7.1 Spam'),
    outcome: { status: 'paused', alerts: ['send-paused'], bounced: 0, warnings: 0 },
  },
  'that all refuse it': {
    readers: 12,
    server: smtp,
    script: () => everyNth(1, 'rcpt', '550 relay not permitted'),
    outcome: { status: 'paused', alerts: ['send-paused'], bounced: 0, warnings: 0 },
  },
  'that all of a small audience refuse it': {
    readers: 3,
    server: smtp,
    script: () => everyNth(1, 'rcpt', '550 relay not permitted'),
    outcome: { status: 'paused', alerts: ['send-paused'], bounced: 0, warnings: 0 },
  },
  'that nobody knows who got it': {
    readers: 60,
    server: smtp,
    script: () => everyNth(1, 'dot', 'close'),
    outcome: { status: 'paused', alerts: ['send-paused'], bounced: 0, warnings: 0 },
  },
  'that it is too large': {
    readers: 10,
    server: small,
    script: () => {},
    outcome: { status: 'paused', alerts: ['send-paused'], bounced: 0, warnings: 0 },
  },
  'that a mailbox does not exist': {
    readers: 5,
    server: smtp,
    script: () => everyNth(5, 'rcpt', '550 No such user'),
    outcome: { status: 'sent', alerts: [], bounced: 1, warnings: 0 },
  },
};

beforeEach(async () => {
  await base.db.raw(`update sends set status = 'cancelled' where status in ('sending', 'paused')`);
  await base.db.raw('delete from suppressions');
  await mendTransports(base);
});

/** @param others what another worker does at each statement of the first one. */
async function run(scenario: Scenario, others: (app: App, statement: number) => Promise<unknown>) {
  smtp.script = () => undefined;
  const publication = await makePublication(base);
  await makeReaders(base, publication, scenario.readers);
  const sendId = await prepareSendOf(base, await makeArticle(base, publication));
  scenario.script();
  const second: App = { ...base, mailer: mailerTo(scenario.server) };
  const { db, end } = yieldingDb(base.db, (statement) => others(second, statement));
  const first: App = { ...base, db, mailer: mailerTo(scenario.server) };
  await deliverDueBatches(first, { settings: QUICK });
  await end();
  // Whatever the first one left, as its next tick would.
  await deliverDueBatches(second, { settings: QUICK });
  await first.mailer.close();
  await second.mailer.close();
  const { status, warnings } = await getSend(base.db, publication.id, sendId);
  const alerts = await rows<{ code: string }>(
    base.db,
    'select code from alerts where publication_id = ? order by id',
    [publication.id],
  );
  const [bounced] = await rows<{ count: number }>(
    base.db,
    `select count(*)::int as count from subscribers where publication_id = ? and status = 'bounced'`,
    [publication.id],
  );
  const found = bounced?.count ?? 0;
  return {
    status,
    alerts: alerts.map(({ code }) => code),
    bounced: scenario.outcome.bounced === 'some' ? (found > 0 ? 'some' : 0) : found,
    warnings: warnings.length,
  };
}

describe.each(Object.entries(scenarios))('The conclusion %s', (_name, scenario) => {
  test('comes out the same when another worker looks for finished sends at each statement', async () => {
    const finish = (app: App) => deliverDueRetries(app, { settings: QUICK });
    expect(await run(scenario, finish)).toEqual(scenario.outcome);
  });

  test.each([1, 2, 3])('and when another one delivers at some of them (seed %i)', async (seed) => {
    const random = createRandom(seed);
    const from = 6 + Math.floor(random() * 20);
    const deliver = async (app: App, statement: number) => {
      if (statement < from) return;
      if (random() < 0.15) await deliverDueBatches(app, { settings: QUICK });
      else if (random() < 0.3) await deliverDueRetries(app, { settings: QUICK });
    };
    expect(await run(scenario, deliver)).toEqual(scenario.outcome);
  });
});

/** A linear congruential generator (Numerical Recipes). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
