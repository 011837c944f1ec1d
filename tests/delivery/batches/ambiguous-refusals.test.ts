import { expect, test } from 'vitest';
import { untried } from '../../../src/delivery/messages/judge-outcome.ts';
import { DELIVERY_SETTINGS } from '../../../src/delivery/ledger.ts';
import { createAmbiguousRefusals } from '../../../src/delivery/batches/ambiguous-refusals.ts';
import { createProof } from '../../../src/delivery/journal/proof.ts';
import { enter, mayGoOn, openJournal, record } from '../../../src/delivery/journal/run-journal.ts';
import type { MailOutcome } from '../../../src/platform/mail/mailer.ts';

const reply = '454 4.7.1 Relay access denied';
const refused: MailOutcome = { kind: 'server', scope: 'transport', reply, mayBeOwn: true };

const reader = (id: number) => untried({ id, address: 'ann@a.example' });

/** A run in which readers leave in the order of their ids. */
function newRun() {
  const proof = createProof();
  const journal = openJournal(DELIVERY_SETTINGS, proof);
  const ambiguous = createAmbiguousRefusals(journal);
  return {
    leave: () => proof.handOut(),
    refuse: (id: number) => ambiguous.add(reader(id), refused, id),
    accept(place: number) {
      const outcome: MailOutcome = { kind: 'accepted', reply: '250 Ok' };
      enter(journal, { history: reader(place), outcome, isBlamed: false, place });
      ambiguous.accepted(place);
    },
    mayGoOn: () => mayGoOn(journal),
    async close(isBlamed = false) {
      ambiguous.close(isBlamed);
      const charged = await record(journal, async ({ outcomes }) =>
        outcomes.flatMap(({ state, subscriberId }) => (state === 'deferred' ? [subscriberId] : [])),
      );
      return { charged, unsent: journal.unsent, fault: journal.result.fault?.scope };
    },
  };
}
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

test('A reader whom the server balks at is charged when it takes one who left after that', async () => {
  const run = newRun();
  run.leave();
  run.refuse(1);
  run.accept(run.leave());
  expect(run.mayGoOn()).toBe(true);
  expect(await run.close()).toEqual({ charged: [1], unsent: [], fault: undefined });
});

test('Who was in hand when a server began to refuse everybody proves nothing', async () => {
  const run = newRun();
  for (const _ of upTo(12)) run.leave();
  run.refuse(1);
  run.accept(12);
  for (const id of upTo(10).slice(1)) run.refuse(id);
  expect(run.mayGoOn()).toBe(false);
  expect(await run.close()).toEqual({ charged: [], unsent: upTo(10), fault: 'transport' });
});

test('A few whom nobody follows are charged when others were taken before, and not when nobody was', async () => {
  for (const isWorking of [true, false]) {
    const run = newRun();
    if (isWorking) run.accept(run.leave());
    else run.leave();
    for (const id of [2, 3]) {
      run.leave();
      run.refuse(id);
    }
    expect(await run.close()).toEqual(
      isWorking
        ? { charged: [2, 3], unsent: [], fault: undefined }
        : { charged: [], unsent: [2, 3], fault: 'transport' },
    );
  }
});

test('Those who stop a batch again and again are charged: a few all, of many the first', async () => {
  const few = newRun();
  few.leave();
  few.refuse(1);
  expect(await few.close(true)).toEqual({ charged: [1], unsent: [], fault: undefined });
  const many = newRun();
  for (const _ of upTo(10)) many.leave();
  for (const id of upTo(10).toReversed()) many.refuse(id);
  expect(await many.close(true)).toEqual({ charged: [1], unsent: upTo(10).slice(1), fault: 'transport' });
});
