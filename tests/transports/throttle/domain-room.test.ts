import { expect, onTestFinished, test, vi } from 'vitest';
import { createDomainRoom } from '../../../src/transports/throttle/domain-room.ts';
import { createMailer } from '../../../src/transports/index.ts';
import { createTestApp } from '../../support/app/app.ts';
import { startScriptedSmtp } from '../../support/mail/scripted-smtp.ts';
import { singleMail } from '../../support/sends/transports.ts';

test('A domain that says nothing holds some connections and no queue: everybody else gets a confirmation at once', async () => {
  const smtp = await startScriptedSmtp({ extensions: ['PIPELINING'] });
  const app = await createTestApp({ SMTP_URL: smtp.url });
  const mailer = createMailer(app.config, app.db, app.keys);
  const sendTo = (address: string) => mailer.send({ ...singleMail, to: { name: '', address } });
  smtp.script = (step, _line, to) =>
    step === 'rcpt' && to.endsWith('@silent.example') ? 'silent' : undefined;
  const silent = Array.from({ length: 24 }, (_, n) => sendTo(`reader${n}@silent.example`));
  const others = Array.from({ length: 20 }, (_, n) => sendTo(`reader${n}@other${n % 2}.example`));
  expect((await Promise.all(others)).every(({ kind }) => kind === 'accepted')).toBe(true);
  // Who stands behind those that get no answer comes back later.
  expect(await Promise.race(silent)).toMatchObject({ kind: 'server', scope: 'destination' });
  expect(smtp.connections).toBeLessThanOrEqual(11);
  smtp.script = () => undefined;
  smtp.hangUp();
  await Promise.all(silent);
});

test('A busy domain that answers turns nobody away, however long it is busy', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const room = createDomainRoom(200);
  const guests = await Promise.all([1, 2, 3, 4, 5].map(() => room.enter('busy.example')));
  for (let turn = 0; turn < 100; turn += 1) {
    const waiting = room.enter('busy.example');
    await vi.advanceTimersByTimeAsync(10);
    guests.shift()?.();
    const next = await waiting;
    expect(next).toBeDefined();
    guests.push(next);
  }
});
