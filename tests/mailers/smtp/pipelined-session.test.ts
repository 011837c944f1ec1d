import { randomInt } from 'node:crypto';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { openSmtpSession } from '../../../src/mailers/smtp/smtp-session.ts';
import type { Outgoing, SessionOutcome } from '../../../src/mailers/outgoing.ts';
import { startScriptedSmtp, type ScriptedSmtp, type SmtpStep } from '../../support/mail/scripted-smtp.ts';
import { detachSocket } from '../../../src/mailers/smtp/detach-socket.ts';

const lockstep = await startScriptedSmtp();
const pipelining = await startScriptedSmtp({ extensions: ['PIPELINING', 'SIZE 100000'] });
const lenient = await startScriptedSmtp({ extensions: ['PIPELINING'], isLenient: true });

/** A machine that pauses must not look like a server that is silent. */
const PATIENT_MS = 20_000;
const optionsFor = (server: ScriptedSmtp, socketTimeout: number) => ({
  host: '127.0.0.1',
  port: server.port,
  ignoreTLS: true,
  name: 'news.gazette.example',
  greetingTimeout: PATIENT_MS,
  socketTimeout,
});

async function open(server: ScriptedSmtp, isPlain = false, patienceMs = PATIENT_MS) {
  const opened = await openSmtpSession(optionsFor(server, patienceMs), undefined, { isPlain });
  if (opened.kind === 'failed') throw new Error(opened.reply);
  onTestFinished(() => opened.session.close());
  return opened.session;
}

const sourceOf = (id: number) => `Subject: ${id}\r\n\r\n${`line of message ${id}\r\n`.repeat(id % 7)}end\r\n`;

/** A crowd of messages, and what became of each. */
function crowd(size: number, isLate: () => boolean = () => false) {
  const outcomes: SessionOutcome[][] = Array.from({ length: size }, () => []);
  let given = 0;
  const message = (id: number): Outgoing => ({
    envelope: { from: 'news@gazette.example', to: `reader${id}@example.org` },
    size: 500,
    isReady: true,
    render(target) {
      const source = sourceOf(id);
      if (target.length < source.length) return Buffer.from(source);
      return target.subarray(0, target.write(source));
    },
    settle: (outcome) => void outcomes[id]?.push(outcome),
  });
  return {
    outcomes,
    given: () => given,
    next() {
      if (given >= size) return undefined;
      const one = message(given);
      given += 1;
      return isLate() ? new Promise<Outgoing>((resolve) => setImmediate(() => resolve(one))) : one;
    },
  };
}

const reset = (server: ScriptedSmtp, script: ScriptedSmtp['script'] = () => undefined) => {
  server.script = script;
  server.accepted.length = 0;
  server.messages.length = 0;
  server.commands.length = 0;
};
const FAULTS: [SmtpStep, string][] = [
  ['mail', 'close'],
  ['mail', 'silent'],
  ['mail', '421 4.3.2 Closing'],
  ['mail', '451 4.3.0 Later'],
  ['mail', '354 Go ahead'],
  ['rcpt', 'close'],
  ['rcpt', 'silent'],
  ['rcpt', '550-5.1.1 No\n550 5.1.1 such user'],
  ['rcpt', '450 4.7.1 Greylisted'],
  ['rcpt', '354 Go ahead'],
  ['rcpt', '421 4.3.2 Closing'],
  ['data', 'close'],
  ['data', '451 4.3.0 Later'],
  ['data', '554 5.7.1 No'],
  ['body', 'close'],
  ['dot', 'close'],
  ['dot', 'silent'],
  ['dot', '451 4.7.1 Later'],
  ['dot', '554 5.7.1 Spam'],
  ['dot', '354 Go ahead'],
  ['dot', 'Hello?'],
  ['dot', '421 4.7.0 Closing'],
];

describe.each([
  ['without PIPELINING', lockstep, false],
  ['with PIPELINING', pipelining, false],
  ['with PIPELINING at a server that takes DATA for nobody', lenient, false],
  ["with PIPELINING, by nodemailer's client", pipelining, true],
])('%s', (_what, server, isPlain) => {
  test('a crowd arrives in order, byte for byte, over one connection', async () => {
    reset(server);
    const { outcomes, next } = crowd(200, () => randomInt(3) === 0);
    await (await open(server, isPlain)).sendAll(next);
    expect(outcomes.map((all) => all.map(({ kind }) => kind))).toEqual(outcomes.map(() => ['accepted']));
    expect(server.messages.map(({ to }) => to)).toEqual(
      outcomes.map((_all, id) => `reader${id}@example.org`),
    );
    expect(server.messages.map(({ source }) => source)).toEqual(outcomes.map((_all, id) => sourceOf(id)));
  });

  test('large messages arrive whole, although each is written over the one before', async () => {
    reset(server);
    const sources = Array.from({ length: 30 }, (_, id) =>
      `${`${id} `.repeat(300)}\r\n`.repeat(60 + (id % 5) * 10),
    );
    const { next } = crowd(30);
    await (
      await open(server, isPlain)
    ).sendAll(() => {
      const message = next();
      if (!message || message instanceof Promise) return message;
      const source = sources[Number(/\d+/.exec(message.envelope.to))] ?? '';
      return {
        ...message,
        size: 90_000,
        render: (target) =>
          target.length < source.length ? Buffer.from(source) : target.subarray(0, target.write(source)),
      };
    });
    expect(server.messages.map(({ source }) => source.length)).toEqual(sources.map(({ length }) => length));
    expect(server.messages.map(({ source }) => source)).toEqual(sources);
  });

  test.each(FAULTS)(
    'at %s, %s: all are settled once, one at most is in doubt, nobody else gets it (SMTP-07)',
    async (step, act) => {
      for (const faulty of [0, 1, 7]) {
        reset(server, (at, line, to) =>
          at === step && (to || line).startsWith(`reader${faulty}@`) ? act : undefined,
        );
        if (step === 'mail') {
          let mails = 0;
          server.script = (at) => (at === 'mail' && (mails += 1) === faulty + 1 ? act : undefined);
        }
        const { outcomes, next, given } = crowd(12, () => randomInt(4) === 0);
        const session = await open(server, isPlain, act === 'silent' ? 1000 : PATIENT_MS);
        await session.sendAll(next);
        const settled = outcomes.slice(0, given());
        expect(settled.map((all) => all.length)).toEqual(settled.map(() => 1));
        const kinds = settled.map(([outcome]) => outcome?.kind);
        const isLost = ['body', 'dot'].includes(step) && !/^[45]/.test(act);
        expect(kinds.filter((kind) => kind === 'unknown')).toHaveLength(isLost ? 1 : 0);
        if (isLost) expect(kinds[faulty]).toBe('unknown');
        expect(kinds[faulty]).not.toBe('accepted');
        const accepted = settled.flatMap(([outcome], id) =>
          outcome?.kind === 'accepted' ? [`reader${id}@example.org`] : [],
        );
        expect(server.accepted).toEqual(accepted);
        // A refusal costs the reader it is for; everyone else goes over the same connection.
        const isDistrusted = server === lenient && step === 'mail';
        if (/^[345](?!21)/.test(act) && !isLost && !isDistrusted) expect(accepted).toHaveLength(11);
        else {
          expect(session.isOpen()).toBe(false);
          expect(settled.filter(([outcome]) => outcome?.isUntouched === true).length).toBeLessThanOrEqual(2);
        }
      }
    },
  );

  test('a message that cannot be composed at the last moment costs nobody else anything', async () => {
    reset(server);
    const { outcomes, next } = crowd(5);
    const broken = () => {
      const message = next();
      if (!message || message instanceof Promise || !message.envelope.to.startsWith('reader2@'))
        return message;
      const render = () => {
        throw new Error('no value');
      };
      return { ...message, render };
    };
    await (await open(server, isPlain)).sendAll(broken);
    await (await open(server, isPlain)).sendAll(broken);
    expect(outcomes.map(([outcome]) => outcome?.kind)).toEqual([
      'accepted',
      'accepted',
      'server',
      'accepted',
      'accepted',
    ]);
    expect(server.accepted).toHaveLength(4);
  });

  test('a message larger than the server takes never reaches it (SMTP-15)', async () => {
    reset(server);
    if (server !== pipelining) return;
    const { outcomes, next } = crowd(1);
    const message = next();
    if (!message || message instanceof Promise) throw new Error('no message');
    const large = { ...message, size: 200_000, render: () => Buffer.alloc(200_000, 'x\r\n') };
    let isGiven = false;
    await (
      await open(server, isPlain)
    ).sendAll(() => {
      if (isGiven) return undefined;
      isGiven = true;
      return large;
    });
    expect(outcomes[0]?.[0]).toMatchObject({ kind: 'server', reply: expect.stringContaining('larger') });
    expect(server.commands.filter((line) => line.startsWith('RCPT'))).toEqual([]);
  });
});

test('With PIPELINING the end of a message and the next envelope leave in one go', async () => {
  reset(pipelining);
  const session = await open(pipelining);
  const order: string[] = [];
  pipelining.script = (at) => void order.push(at);
  await session.sendAll(crowd(3).next);
  expect(order.join(' ')).toBe('mail rcpt data body dot mail rcpt data body dot mail rcpt data body dot');
  expect(pipelining.commands.find((line) => line.startsWith('MAIL'))).toBe(
    'MAIL FROM:<news@gazette.example> SIZE=500',
  );
});

test('Words that are no SMTP end the session: what they answer is in doubt, the rest is not', async () => {
  reset(pipelining, (at, _line, to) => (at === 'dot' && to.startsWith('reader3@') ? 'Hello?' : undefined));
  const { outcomes, next } = crowd(9);
  await (await open(pipelining)).sendAll(next);
  const kinds = outcomes.slice(0, 5).map(([outcome]) => outcome?.kind);
  expect(kinds).toEqual(['accepted', 'accepted', 'accepted', 'unknown', 'server']);
  expect(outcomes[4]?.[0]).toMatchObject({ isUntouched: true });
});

test.each(['250 2.0.0 Ok', '334 Go on'])(
  'A server that answers DATA with %s is out of step: nothing more goes to it, and nobody counts as reached',
  async (reply) => {
    reset(pipelining, (at, _line, to) => (at === 'data' && to.startsWith('reader3@') ? reply : undefined));
    const { outcomes, next } = crowd(9);
    const session = await open(pipelining);
    await session.sendAll(next);
    expect(session.isOpen()).toBe(false);
    expect(outcomes[3]?.[0]).toMatchObject({ kind: 'server', isUntouched: true });
    expect(pipelining.messages).toHaveLength(3);
  },
);

test('A server that ends an idle session is noticed before the next message', async () => {
  reset(pipelining);
  const session = await open(pipelining);
  await session.sendAll(crowd(1).next);
  await pipelining.close();
  await vi.waitFor(() => expect(session.isOpen()).toBe(false), { timeout: 100_000 });
});

test('A nodemailer that cannot be taken over keeps its connection', () => {
  const connection = new SMTPConnection({ host: '127.0.0.1', port: 9 });
  expect(detachSocket(connection)).toBeUndefined();
});
