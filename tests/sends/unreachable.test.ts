import dns from 'node:dns';
import { SMTPServer } from 'smtp-server';
import { beforeEach, afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { createSmtpMailer } from '../../src/mailers/smtp/smtp-mailer.ts';
import { createTestApp } from '../support/app/app.ts';
import { startScriptedSmtp } from '../support/mail/scripted-smtp.ts';
import { deliver } from '../support/sends/sends.ts';
import { sendScene, startAnew } from '../support/sends/send-scene.ts';

const smtp = await startScriptedSmtp({ extensions: ['PIPELINING'] });
const base = await createTestApp();

/** The names that exist; all are this machine. nodemailer remembers a name, so each test has its own. */
const names = new Set<string>();
type Answer = (error: Error | null, found: string[]) => void;
const resolve = (host: string, answer: Answer) =>
  names.has(host)
    ? answer(null, ['127.0.0.1'])
    : answer(Object.assign(new Error(`queryA ENOTFOUND ${host}`), { code: 'ENOTFOUND' }), []);
class NameServer {
  resolve4 = resolve;
  resolve6 = (_host: string, answer: Answer) => answer(null, []);
  cancel() {}
}
const original = { Resolver: dns.Resolver, lookup: dns.lookup };
const lookup = (host: string, ...rest: unknown[]) =>
  host.endsWith('.gazette.test')
    ? resolve(host, rest.at(-1) as Answer)
    : (original.lookup as (host: string, ...rest: unknown[]) => void)(host, ...rest);
beforeAll(() => void Object.assign(dns, { Resolver: NameServer, lookup }));
afterAll(() => void Object.assign(dns, original));

beforeEach(() => startAnew(base, smtp));

/** A send whose mail goes to this address. */
async function sceneVia(smtpUrl: string) {
  const mailer = createSmtpMailer({ smtpUrl, publicUrl: 'https://news.gazette.example' });
  onTestFinished(() => mailer.close());
  const { show } = await sendScene(base, 100);
  return { app: { ...base, mailer }, show };
}

test('A mail server whose name does not resolve for a while: the send waits with the reason and goes on by itself', async () => {
  const { app, show } = await sceneVia(`smtp://away.gazette.test:${smtp.port}?tls=off`);
  for (let times = 0; times < 3; times += 1) {
    await deliver(app);
    const { status, reason, counts } = await show();
    expect({ status, queued: counts.queued }).toEqual({ status: 'sending', queued: 100 });
    expect(reason?.params).toMatchObject({ reply: expect.stringContaining('ENOTFOUND away.gazette.test') });
  }
  expect(smtp.commands).toEqual([]);
  names.add('away.gazette.test');
  await vi.waitFor(
    async () => {
      await deliver(app);
      expect(await show()).toMatchObject({ status: 'sent', reason: null, counts: { accepted: 100 } });
    },
    { timeout: 100_000 },
  );
  expect(new Set(smtp.accepted).size).toBe(100);
  expect(smtp.accepted).toHaveLength(100);
});

test('A mail server without STARTTLS gets neither mail nor password; the send waits and says so (SMTP-13)', async () => {
  names.add('clear.gazette.test');
  const { app, show } = await sceneVia(`smtp://news:secret@clear.gazette.test:${smtp.port}`);
  await deliver(app);
  const { status, reason, counts } = await show();
  expect({ status, queued: counts.queued }).toEqual({ status: 'sending', queued: 100 });
  expect(reason?.params).toMatchObject({ reply: expect.stringMatching(/STARTTLS|TLS/) });
  expect(smtp.commands.filter((line) => /^(AUTH|MAIL|RCPT)/.test(line))).toEqual([]);
});

test('A mail server with a certificate that proves nothing gets nothing; the send waits and says so (SMTP-13)', async () => {
  names.add('forged.gazette.test');
  const said: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    closeTimeout: 100,
    onMailFrom: ({ address }, _session, callback) => {
      said.push(address);
      callback();
    },
  });
  server.on('error', () => {});
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  onTestFinished(() => new Promise<void>((closed) => server.close(() => closed())));
  const { port } = server.server.address() as { port: number };
  const { app, show } = await sceneVia(`smtp://forged.gazette.test:${port}`);
  await deliver(app);
  const { status, reason, counts } = await show();
  expect({ status, queued: counts.queued }).toEqual({ status: 'sending', queued: 100 });
  expect(reason?.params).toMatchObject({ reply: expect.stringContaining('certificate') });
  expect(said).toEqual([]);
});
