import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createProof } from '../../../src/delivery/journal/proof.ts';
import {
  enter,
  isCommitDue,
  mayGoOn,
  openJournal,
  record,
  stop,
  type RunJournal,
} from '../../../src/delivery/journal/run-journal.ts';
import { untried } from '../../../src/delivery/messages/judge-outcome.ts';
import type { MailOutcome } from '../../../src/platform/mail/mailer.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

const LEASE_SECONDS = 8;
const newJournal = (signal?: AbortSignal) =>
  openJournal({ leaseSeconds: LEASE_SECONDS }, createProof(), signal);
const seconds = (count: number) => vi.advanceTimersByTime(1000 * count);

const accepted: MailOutcome = { kind: 'accepted', reply: '250 Ok' };
const unknown: MailOutcome = { kind: 'unknown', reply: '' };
const refused: MailOutcome = { kind: 'content', isPermanent: true, reply: '550 5.7.1 Spam' };

function answer(journal: RunJournal, outcome: MailOutcome, isBlamed = false): void {
  const place = journal.proof.handOut();
  enter(journal, { history: untried({ id: place, address: 'ann@a.example' }), outcome, isBlamed, place });
}
const answers = (journal: RunJournal, outcome: MailOutcome, count: number) => {
  for (let one = 0; one < count; one += 1) answer(journal, outcome);
};

describe('A worker on a lease', () => {
  test('sends nothing more well before the lease ends, unless it was renewed', () => {
    const journal = newJournal();
    seconds(LEASE_SECONDS * 0.69);
    expect(mayGoOn(journal)).toBe(true);
    seconds(LEASE_SECONDS * 0.02);
    expect(mayGoOn(journal)).toBe(false);
    journal.lease.renewed(performance.now());
    expect(mayGoOn(journal)).toBe(true);
  });

  test('counts a lease from before the statement that renewed it', () => {
    const journal = newJournal();
    const before = performance.now();
    seconds(6);
    journal.lease.renewed(before);
    expect(mayGoOn(journal)).toBe(false);
  });

  test('makes a statement once a second at least, and for every outcome', () => {
    const journal = newJournal();
    seconds(1);
    expect(isCommitDue(journal)).toBe(false);
    seconds(0.01);
    expect(isCommitDue(journal)).toBe(true);
    journal.lease.renewed(performance.now());
    answer(journal, accepted);
    expect(isCommitDue(journal)).toBe(true);
  });

  test('sends nothing more once it was stopped, whatever is renewed after that', () => {
    const stopped = newJournal();
    stop(stopped);
    stopped.lease.renewed(performance.now());
    expect(mayGoOn(stopped)).toBe(false);
    expect(mayGoOn(newJournal(AbortSignal.abort()))).toBe(false);
  });
});

describe('Outcomes that could not be written down', () => {
  test('come first in the next statement, and stop the run meanwhile', async () => {
    const journal = newJournal();
    answers(journal, accepted, 2);
    await expect(record(journal, () => Promise.reject(new Error('no database')))).rejects.toThrow(
      'no database',
    );
    expect([mayGoOn(journal), journal.outcomes.isStuck()]).toEqual([false, true]);
    answer(journal, accepted);
    const written = await record(journal, async ({ outcomes }) =>
      outcomes.map(({ subscriberId }) => subscriberId),
    );
    expect(written).toEqual([1, 2, 3]);
    expect(journal.outcomes.isStuck()).toBe(false);
  });

  test('come back behind nothing that was added during the statement', async () => {
    const journal = newJournal();
    answer(journal, accepted);
    const failing = record(journal, async () => {
      answer(journal, accepted);
      throw new Error('no database');
    });
    await expect(failing).rejects.toThrow('no database');
    expect(
      await record(journal, async ({ outcomes }) => outcomes.map(({ subscriberId }) => subscriberId)),
    ).toEqual([1, 2]);
  });

  test('take the refusals that they prove with them', async () => {
    const journal = newJournal();
    answer(journal, { kind: 'recipient', isPermanent: true, isHard: true, reply: '550 5.1.1 No such user' });
    answer(journal, accepted);
    await expect(record(journal, () => Promise.reject(new Error('no database')))).rejects.toThrow(
      'no database',
    );
    const proved = await record(journal, async (entries) =>
      entries.proved.map(({ subscriberId }) => subscriberId),
    );
    expect(proved).toEqual([1]);
  });
});

describe('A run stops', () => {
  test('when ten are refused and nobody was accepted (SMTP-18)', () => {
    const journal = newJournal();
    answers(journal, refused, 9);
    expect(mayGoOn(journal)).toBe(true);
    answer(journal, refused);
    expect(mayGoOn(journal)).toBe(false);
    expect(journal.result.trouble).toEqual({ kind: 'refused-all', reply: refused.reply });
  });

  test('when fifty in a row are refused after somebody was accepted', () => {
    const journal = newJournal();
    answers(journal, refused, 9);
    answer(journal, accepted);
    answers(journal, refused, 49);
    expect(mayGoOn(journal)).toBe(true);
    answer(journal, refused);
    expect(journal.result.trouble?.kind).toBe('refused-since');
  });

  test('when nobody knows of fifty messages whether they were accepted', () => {
    const journal = newJournal();
    answers(journal, unknown, 49);
    expect(mayGoOn(journal)).toBe(true);
    answer(journal, unknown);
    expect(journal.result.trouble?.kind).toBe('doubt');
  });

  test('at a fault of the server, and charges nobody', async () => {
    const journal = newJournal();
    answer(journal, { kind: 'server', scope: 'transport', reply: '421 Closing' });
    expect([mayGoOn(journal), journal.unsent, journal.outcomes.isEmpty()]).toEqual([false, [1], true]);
  });

  test('not at a fault that one message alone meets again and again: that message is charged', async () => {
    const journal = newJournal();
    answer(journal, { kind: 'server', scope: 'message', reply: '500 What?' }, true);
    expect([mayGoOn(journal), journal.unsent]).toEqual([true, []]);
    const states = await record(journal, async ({ outcomes }) => outcomes.map(({ state }) => state));
    expect(states).toEqual(['deferred']);
  });
});
