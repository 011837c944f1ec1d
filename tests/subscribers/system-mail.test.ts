import { describe, expect, test } from 'vitest';
import { createMailer } from '../../src/transports/index.ts';
import { rows } from '../../src/platform/database.ts';
import { createJobs } from '../../src/platform/jobs/jobs.ts';
import { queueHandlers } from '../../src/schedule.ts';
import { confirm, signUp, unsubscribe } from '../../src/subscribers/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import {
  age,
  decodeQuotedPrintable,
  evidence,
  signUpOf,
  statusOf,
  tokenIn,
} from '../support/readers/readers.ts';
import { startScriptedSmtp } from '../support/mail/scripted-smtp.ts';
import { startSmtpSink } from '../support/mail/smtp-sink.ts';
import { sendNoticeTo } from '../support/mail/notices.ts';
import { queues } from '../../src/queues.ts';

const sink = await startSmtpSink();
const scripted = await startScriptedSmtp();
const app = await createTestApp({ SMTP_URL: sink.url });
const mailer = createMailer({ ...app.config, smtpUrl: scripted.url }, app.db, app.keys);
const troubled = { ...app, mailer };
const gazette = await makePublication(app, { replyTo: 'desk@gazette.example' });

async function pending(email: string, name = ''): Promise<number> {
  const { subscriber } = await signUp(app, gazette, signUpOf(email, { name }));
  return subscriber?.id ?? 0;
}
const stateOf = async (id: number) =>
  (
    await rows<{ sent: boolean; refused: boolean }>(
      app.db,
      `select state = 'sent' as sent, state = 'refused' as refused from notices where subscriber_id = ? order by id desc`,
      [id],
    )
  )[0];
const triesFor = (email: string) => scripted.messages.filter(({ to }) => to.includes(email));

test('The mail leaves through the queue, once, without what a stranger typed (BOMB-06)', async () => {
  const id = await pending('Queue@example.org', 'Win big at evil.example');
  // A worker of this test's own: in the others it would take the mail from their hands.
  const worker = createJobs(app.db, app.log, queues);
  try {
    await worker.work(queueHandlers(app));
    await expect.poll(() => sink.recipients(), { timeout: 100_000 }).toEqual(['Queue@example.org']);
    await expect.poll(() => stateOf(id)).toEqual({ sent: true, refused: false });
  } finally {
    await worker.stop(5);
  }
  await sendNoticeTo(app, 'confirmation', id);
  expect(sink.messages).toHaveLength(1);
  const source = sink.messages[0]?.source.toString() ?? '';
  expect(source).not.toContain('evil.example');
  expect(source).not.toMatch(/<img/i);
  expect(source).toMatch(/^To: Queue@example\.org/m);
  expect(source).toMatch(/^Reply-To: desk@gazette\.example/m);
  expect(sink.messages[0]?.from).toBe('news@gazette.example');
});

test('Who holds the mail has it alone; a second worker tries later instead of sending it too', async () => {
  const id = await pending('leased@example.org');
  await app.db.raw("update notices set lease_until = now() + interval '1 minute' where subscriber_id = ?", [
    id,
  ]);
  await expect(sendNoticeTo(app, 'confirmation', id)).rejects.toThrow('Another worker is sending');
  await app.db.raw("update notices set lease_until = now() - interval '1 second' where subscriber_id = ?", [
    id,
  ]);
  await sendNoticeTo(app, 'confirmation', id);
  expect(await stateOf(id)).toMatchObject({ sent: true });
});

test('A mail server that refuses everybody costs no mail: the same message goes out when it is well again', async () => {
  const id = await pending('patient@example.org');
  scripted.script = (step) => (step === 'connect' ? '421 4.3.2 Closing for a while' : undefined);
  await expect(sendNoticeTo(troubled, 'confirmation', id)).rejects.toThrow('did not accept');
  expect(await stateOf(id)).toEqual({ sent: false, refused: false });
  scripted.script = () => undefined;
  await sendNoticeTo(troubled, 'confirmation', id);
  expect(await stateOf(id)).toEqual({ sent: true, refused: false });
});

test('No reply after the message: it is tried once more under the same Message-ID, and no third time (SMTP-07)', async () => {
  const id = await pending('doubt@example.org');
  scripted.script = (step) => (step === 'dot' ? 'close' : undefined);
  await expect(sendNoticeTo(troubled, 'confirmation', id)).rejects.toThrow();
  await sendNoticeTo(troubled, 'confirmation', id);
  await sendNoticeTo(troubled, 'confirmation', id);
  const ids = triesFor('doubt@example.org').map(({ source }) => /^Message-ID: (.*)$/im.exec(source)?.[1]);
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
});

describe('A mail whose worker vanished', () => {
  /** As if a worker had been killed with it in hand. */
  const vanish = async (id: number) => {
    await app.db.raw(
      "update notices set doubts = doubts + 1, state = 'unknown', lease_until = now() - interval '1 second' where subscriber_id = ?",
      [id],
    );
  };
  const flagOf = async (id: number) =>
    (
      await rows<{ twice: boolean; details: { isPossiblyTwice?: boolean } }>(
        app.db,
        `select m.unknown_at is not null as twice, c.details
           from notices m left join consent_records c using (subscriber_id)
          where subscriber_id = ? and c.kind = 'mail-accepted'`,
        [id],
      )
    )[0];

  test('goes out once more, under the same Message-ID, and is flagged as possibly twice', async () => {
    const id = await pending('vanished@example.org');
    await vanish(id);
    await sendNoticeTo(app, 'confirmation', id);
    expect(await stateOf(id)).toEqual({ sent: true, refused: false });
    expect(await flagOf(id)).toEqual({
      twice: true,
      details: expect.objectContaining({ isPossiblyTwice: true }),
    });
  });

  test('twice is left alone, so that nobody has a third copy', async () => {
    const id = await pending('thrice@example.org');
    await vanish(id);
    await vanish(id);
    await sendNoticeTo(app, 'confirmation', id);
    expect(await stateOf(id)).toEqual({ sent: true, refused: false });
    expect(sink.recipients()).not.toContain('thrice@example.org');
  });

  test('before it was handed over, or when the server answered, flags nothing', async () => {
    const id = await pending('early@example.org');
    await app.db.raw("update notices set lease_until = now() - interval '1 second' where subscriber_id = ?", [
      id,
    ]);
    scripted.script = (step) => (step === 'rcpt' ? '450 4.2.0 Greylisted' : undefined);
    await expect(sendNoticeTo(troubled, 'confirmation', id)).rejects.toThrow('did not accept');
    scripted.script = () => undefined;
    await sendNoticeTo(troubled, 'confirmation', id);
    expect(await flagOf(id)).toEqual({
      twice: false,
      details: expect.not.objectContaining({ isPossiblyTwice: true }),
    });
  });
});

test('A mail that the server took while the database went away is written down when it is back, and goes out once', async () => {
  const id = await pending('away@example.org');
  scripted.script = () => undefined;
  let failures = 0;
  const raw = app.db.raw.bind(app.db);
  const db = new Proxy(app.db, {
    get(target, name, receiver) {
      if (name !== 'raw') return Reflect.get(target, name, receiver) as unknown;
      return (sql: string, ...rest: []) => {
        if (sql.includes('settled_at = now(), reply') && (failures += 1) <= 2)
          throw Object.assign(new Error('Connection terminated'), { code: '57P01' });
        return raw(sql, ...rest);
      };
    },
  });
  await sendNoticeTo({ ...troubled, db }, 'confirmation', id);
  expect(failures).toBe(3);
  expect(await stateOf(id)).toEqual({ sent: true, refused: false });
  expect(triesFor('away@example.org')).toHaveLength(1);
});

test('An address that the server does not know is not tried again (THR-01)', async () => {
  const id = await pending('nobody@example.org');
  scripted.script = (step) => (step === 'rcpt' ? '550 5.1.1 <nobody@example.org> No such user' : undefined);
  await sendNoticeTo(troubled, 'confirmation', id);
  expect(await stateOf(id)).toEqual({ sent: false, refused: true });
  scripted.script = () => undefined;
  await sendNoticeTo(troubled, 'confirmation', id);
  expect(triesFor('nobody@example.org')).toEqual([]);
  const [{ reply } = { reply: '' }] = await rows<{ reply: string }>(
    app.db,
    'select reply from notices where subscriber_id = ?',
    [id],
  );
  expect(reply).toContain('5.1.1');
  expect(reply).not.toContain('nobody@');
});

describe('When the mailbox behind a sign-up does not exist (THR-01)', () => {
  const NO_SUCH_USER = '550 5.1.1 No such user';
  const refuseAll = (reply: string | undefined) => {
    scripted.script = (step) => (step === 'rcpt' ? reply : undefined);
  };
  const suppressionsOf = async (email: string) =>
    (
      await rows<{ reason: string }>(app.db, 'select reason from suppressions where address_hash = any(?)', [
        app.keys.addressHashes(email),
      ])
    ).map(({ reason }) => reason);
  const tokenFor = (email: string) =>
    tokenIn(decodeQuotedPrintable(triesFor(email).at(-1)?.source ?? ''), 'confirm');
  /** A sign-up, and what its job does; returns how often the server was asked to take mail. */
  async function askAgain(email: string): Promise<number> {
    const before = scripted.commands.length;
    const id = await pending(email);
    await sendNoticeTo(troubled, 'confirmation', id);
    return scripted.commands.slice(before).filter((line) => line.startsWith('RCPT')).length;
  }

  test('the person counts as bounced, and the address gets no mail of any newsletter', async () => {
    const id = await pending('mistyped@example.org');
    refuseAll(NO_SUCH_USER);
    await sendNoticeTo(troubled, 'confirmation', id);
    expect(await statusOf(app, id)).toBe('bounced');
    expect(await suppressionsOf('mistyped@example.org')).toEqual(['bounced']);
  });

  test('signing up again and again asks the server no more often than the limits of a sign-up allow (BOMB-01)', async () => {
    refuseAll(NO_SUCH_USER);
    const tries: number[] = [];
    for (let hour = 0; hour < 5; hour += 1) {
      tries.push(await askAgain('dead@example.org'), await askAgain('dead@example.org'));
      await age(app, '1 hour');
    }
    expect(tries).toEqual([1, 0, 1, 0, 1, 0, 0, 0, 0, 0]);
  });

  test('it may come to life: who signs up anew then gets a mail, confirms and is a reader (SUP-04)', async () => {
    const email = 'alive@example.org';
    const id = await pending(email);
    refuseAll(NO_SUCH_USER);
    await sendNoticeTo(troubled, 'confirmation', id);
    await age(app, '20 minutes');
    refuseAll(undefined);
    expect(await askAgain(email)).toBe(1);
    expect(await confirm(app, tokenFor(email), evidence)).toBe('confirmed');
    expect(await statusOf(app, id)).toBe('active');
    expect(await suppressionsOf(email)).toEqual([]);
  });

  test('an earlier mail that did arrive still confirms', async () => {
    const email = 'flaky@example.org';
    const id = await pending(email);
    refuseAll(undefined);
    await sendNoticeTo(troubled, 'confirmation', id);
    await age(app, '20 minutes');
    refuseAll(NO_SUCH_USER);
    await askAgain(email);
    expect(await statusOf(app, id)).toBe('bounced');
    expect(await confirm(app, tokenFor(email), evidence)).toBe('confirmed');
    expect(await suppressionsOf(email)).toEqual([]);
  });

  test('who had left stays unsubscribed, and the address is suppressed all the same', async () => {
    const email = 'left@example.org';
    const id = await pending(email);
    await unsubscribe(app, { subscriberId: id, sendId: 0 }, evidence);
    await age(app, '20 minutes');
    refuseAll(NO_SUCH_USER);
    expect(await askAgain(email)).toBe(1);
    expect(await statusOf(app, id)).toBe('unsubscribed');
    expect(await suppressionsOf(email)).toEqual(['bounced']);
  });

  test('a full mailbox, a policy or greylisting suppresses nobody (THR-03)', async () => {
    for (const reply of ['552 5.2.2 Mailbox full', '550 5.7.1 Policy', '450 4.2.0 Greylisted']) {
      const email = `${reply.slice(4, 9)}@example.org`;
      const id = await pending(email);
      refuseAll(reply);
      await sendNoticeTo(troubled, 'confirmation', id).catch(() => {});
      expect(await statusOf(app, id)).toBe('pending');
      expect(await suppressionsOf(email)).toEqual([]);
    }
  });
});

test('A greylisting server is tried again', async () => {
  const id = await pending('grey@example.org');
  scripted.script = (step) => (step === 'rcpt' ? '450 4.2.0 Greylisted' : undefined);
  await expect(sendNoticeTo(troubled, 'confirmation', id)).rejects.toThrow('did not accept');
  scripted.script = () => undefined;
  await sendNoticeTo(troubled, 'confirmation', id);
  expect(triesFor('grey@example.org')).toHaveLength(1);
});

test('No log line holds an address or a token (SEC-17)', () => {
  expect(app.logged.length).toBeGreaterThan(5);
  expect(app.logged.join('')).not.toMatch(/@example|confirm\/[\w-]{10}/);
});
