import { describe, expect, test } from 'vitest';
import { checkDomains } from '../../src/cli/doctor/examine-domains.ts';
import { describeFinding } from '../../src/cli/doctor/finding.ts';
import { settle } from '../../src/watch/settle.ts';
import { createTestApp } from '../support/app/app.ts';
import { startDns } from '../support/domains/dns-server.ts';
import { startScriptedSmtp } from '../support/mail/scripted-smtp.ts';
import { makePublication } from '../support/app/publications.ts';
import { runCommand } from '../support/program/command.ts';
import { healthyZone } from '../support/domains/sender-domain.ts';

const dns = await startDns();
const TRANSPORTS = [
  { name: 'default', kind: 'environment' },
  { name: 'amazon', kind: 'ses' },
  { name: 'files', kind: 'file' },
] as const;

const sender = (fromAddress: string, ...transports: string[]) => ({
  fromAddress,
  inboundDomain: null as string | null,
  transports: transports.length > 0 ? transports : ['default'],
});

const look = async (
  publications: ReturnType<typeof sender>[],
  { hasMailServer = true, signers = [] as string[], takesMail = false, port = 1 } = {},
) => {
  const keys = signers.map((domain) => ({ domain }));
  const { resolver } = dns;
  const config = {
    publicUrl: 'https://news.gazette.example',
    smtpUrl: hasMailServer ? 'smtp://127.0.0.1' : undefined,
    inboundSmtp: takesMail ? ({ protocol: 'smtp', host: '127.0.0.1', port: 25 } as const) : undefined,
    inboundImap: undefined,
  };
  return checkDomains(publications, [...TRANSPORTS], keys, config, { resolver, port });
};

describe('The doctor looks at each sender domain (AUTH-08)', () => {
  test('once, however many newsletters send from there and however they write it', async () => {
    dns.zone = { ...healthyZone('gazette.example'), ...healthyZone('courier.example') };
    const found = await look([
      sender('news@gazette.example'),
      sender('sport@Gazette.Example'),
      sender('news@courier.example'),
    ]);
    expect(found.map(({ name, state }) => `${name} ${state}`)).toEqual(
      ['spf', 'dmarc', 'alignment', 'mx', 'spf', 'dmarc', 'alignment', 'mx'].map((name) => `${name} good`),
    );
  });

  test('with the nearest domain that has a key as signer', async () => {
    dns.zone = healthyZone('news.gazette.example');
    const found = await look([sender('a@news.gazette.example')], {
      signers: ['gazette.example', 'other.example'],
    });
    expect(found.find(({ name }) => name === 'alignment')?.says).toContain('d=gazette.example');
  });

  test('and calls nothing a fault while all its mail stays on this machine', async () => {
    dns.zone = {};
    const states = async (hasMailServer: boolean, ...transports: string[]) =>
      (await look([sender('news@gazette.example', ...transports)], { hasMailServer })).map(
        ({ name, state }) => `${name} ${state}`,
      );
    expect(await states(false)).toEqual(['dns warning']);
    expect(await states(true, 'files')).toEqual(['dns warning']);
    expect(await states(true, 'files', 'default')).toEqual(['dns bad']);
    expect(await states(false, 'amazon')).toEqual(['dns bad']);
  });

  test('and leaves return path and signature to Amazon SES, where all mail goes over it', async () => {
    dns.zone = healthyZone('gazette.example', {
      'gazette.example': { MX: ['10 mail.gazette.example'] },
    });
    const spf = async (...transports: string[]) =>
      (await look([sender('news@gazette.example', ...transports)], { signers: ['gazette.example'] })).find(
        ({ name }) => name === 'spf',
      )?.state;
    expect(await spf('amazon')).toBe('good');
    expect(await spf('amazon', 'files')).toBe('good');
    expect(await spf('amazon', 'default')).toBe('bad');
  });
});

test('Where bounces come in, the doctor looks at that domain, and asks its server whether it takes them (AUTH-07)', async () => {
  const server = await startScriptedSmtp();
  dns.zone = {
    ...healthyZone('gazette.example'),
    ...healthyZone('in.gazette.example', {
      'in.gazette.example': { MX: ['10 mx.gazette.example'] },
      'mx.gazette.example': { A: ['127.0.0.1'] },
    }),
    ...healthyZone('elsewhere.example'),
  };
  const of = (inboundDomain: string | null) => ({ ...sender('news@gazette.example'), inboundDomain });
  const found = async (inboundDomain: string, options = {}) =>
    (
      await look([of(inboundDomain)], {
        takesMail: true,
        port: server.port,
        signers: ['gazette.example'],
        ...options,
      })
    )
      .filter(({ name }) => name !== 'dmarc')
      .map(({ name, state, says }) => `${name} ${state}: ${says}`);
  expect(await found('in.gazette.example')).toEqual([
    'spf bad: in.gazette.example has no SPF record. Add one; your mail provider tells you the name to put for RELAY:',
    'alignment good: The return path and the signature (d=gazette.example) align with gazette.example.',
    'mx good: Replies to gazette.example go to mail.gazette.example.',
    'mx good: Bounces to in.gazette.example go to mx.gazette.example.',
    'arrival good: mx.gazette.example takes bounces for in.gazette.example.',
  ]);
  expect(server.commands.slice(0, 3)).toEqual([
    'EHLO news.gazette.example',
    'MAIL FROM:<>',
    'RCPT TO:<bounce+doctor@in.gazette.example>',
  ]);
  server.script = (step) => (step === 'rcpt' ? '550 5.1.1 No such user here' : undefined);
  expect((await found('in.gazette.example')).at(-1)).toBe(
    'arrival bad: mx.gazette.example does not take bounces for in.gazette.example: 550 5.1.1 No such user here',
  );
  server.script = (step) => (step === 'mail' ? 'close' : undefined);
  expect((await found('in.gazette.example')).at(-1)).toMatch(
    /^arrival warning: .*could not be tried \(ECONNRESET\)/,
  );
  expect((await found('in.gazette.example', { port: 1 })).at(-1)).toMatch(
    /^arrival warning: .*could not be tried \(ECONNREFUSED\)/,
  );
  expect((await found('elsewhere.example', { port: 1 }))[1]).toBe(
    'alignment warning: The return path at elsewhere.example does not align with gazette.example, so SPF says nothing for it: all rests on the signature (d=gazette.example).',
  );
  expect((await found('elsewhere.example', { port: 1, signers: [] }))[1]).toMatch(
    /^alignment warning: The return path at elsewhere\.example does not align with gazette\.example, so SPF says nothing for it; the mail server must sign/,
  );
  // Nobody listens: all is as it was.
  expect(await found('in.gazette.example', { takesMail: false })).toEqual(
    await found('gazette.example', { takesMail: false }),
  );
  const both = await look([of(null), of('in.gazette.example')], { takesMail: true });
  expect(both.filter(({ name }) => name === 'dmarc')).toHaveLength(1);
});

test('The doctor of a real installation says the same for people and as JSON, and DNS never fails it (AUTH-08)', async () => {
  const app = await createTestApp();
  const { id: publicationId } = await makePublication(app, { fromAddress: 'news@gazette.example' });
  const key = { name: 'Shop', endsAt: '2027-03-05T05:10:00.000Z' };
  await settle(app, 'api-key-ends', [{ publicationId, subject: '1', severity: 'minor', params: key }]);
  const environment = { APP_SECRET: 'a secret that only tests know', DATABASE_URL: app.databaseUrl };
  const [plain, json] = [
    await runCommand(['doctor'], environment),
    await runCommand(['doctor', '--json'], environment),
  ];
  expect([plain.code, json.code]).toEqual([0, 0]);
  const findings = JSON.parse(json.stdout) as { name: string; says: string; record?: { value: string } }[];
  expect(findings.filter(({ says }) => says.includes('gazette.example'))).not.toEqual([]);
  for (const { says, record } of findings) {
    expect(plain.stdout).toContain(says);
    if (record) expect(plain.stdout).toContain(`\n${' '.repeat(20)}gazette.example  TXT  ${record.value}\n`);
  }
  const seen = 'An API key ends soon: Shop. It ends on 5 Mar 2027';
  expect(plain.stdout).toContain(`watchdog      ${seen}`);
  expect((await runCommand(['status'], environment)).stdout).toContain(`\n  ${seen}`);
});

test('What stands in DNS cannot drive the terminal', () => {
  const record = { name: 'gazette.example', type: 'TXT' as const, value: 'v=spf1\u001b[2J ~all' };
  expect(describeFinding({ name: 'spf', state: 'bad', says: 'It says: \u001b]0;x\u0007\nok', record })).toBe(
    'BAD   spf           It says: ?]0;x??ok\n                    gazette.example  TXT  v=spf1?[2J ~all',
  );
});
