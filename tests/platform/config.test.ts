import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ConfigError, environmentSchema, readConfig, withPort } from '../../src/platform/config.ts';

function faultsOf(environment: Record<string, string>): string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

test('.env.example explains exactly the variables that are read, one comment before each', () => {
  const lines = readFileSync('.env.example', 'utf8').trim().split('\n');
  const settings = lines.filter((line) => /^#?[A-Z_]+=/.test(line));
  const names = settings.map((line) => line.replace(/^#?([A-Z_]+)=.*/, '$1'));
  expect(names.sort()).toEqual(Object.keys(environmentSchema.shape).sort());
  for (const setting of settings) expect(lines[lines.indexOf(setting) - 1]).toMatch(/^# .{20}/);
});

test('The values shown in .env.example are the ones that count when nothing is set', () => {
  const shown = Object.fromEntries(
    [...readFileSync('.env.example', 'utf8').matchAll(/^#?([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [
      name,
      value,
    ]),
  );
  expect(readConfig(shown as Record<string, string>)).toEqual(readConfig({}));
});

test('An empty environment is a whole configuration', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    publicUrl: 'http://localhost:3000',
    databaseUrl: undefined,
    smtpUrl: undefined,
    sendConnections: 10,
    appSecrets: undefined,
    roles: { web: true, worker: true, inbound: true },
  });
});

describe('Single sign-on', () => {
  const whole = {
    OIDC_ISSUER: 'https://id.example.org',
    OIDC_CLIENT_ID: 'a',
    OIDC_CLIENT_SECRET: 'hunter22',
  };

  test('has rules that name a claim, a value, a role and perhaps a publication', () => {
    const OIDC_ROLES = 'groups:it=owner, https://id.example/roles:desk=editor-not-sending@gazette';
    expect(readConfig({ ...whole, OIDC_ROLES }).oidc).toMatchObject({
      name: 'id.example.org',
      roles: [
        { claim: 'groups', value: 'it', role: 'owner', maySend: true, publication: null },
        {
          claim: 'https://id.example/roles',
          value: 'desk',
          role: 'editor',
          maySend: false,
          publication: 'gazette',
        },
      ],
    });
  });

  test.each<[string, Record<string, string>]>([
    ['a provider without its secret', { ...whole, OIDC_CLIENT_SECRET: '' }],
    ['roles without a provider', { OIDC_ROLES: 'groups:it=owner' }],
    ['http to another machine', { ...whole, OIDC_ISSUER: 'http://id.example.org' }],
    ['an owner of one publication', { ...whole, OIDC_ROLES: 'groups:it=owner@gazette' }],
    ['a role of none', { ...whole, OIDC_ROLES: 'groups:it=boss' }],
    ['no value', { ...whole, OIDC_ROLES: 'groups=owner' }],
  ])('is refused with %s', (_what, environment) => {
    const faults = faultsOf(environment);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^OIDC_/);
    expect(faults[0]).not.toContain('hunter22');
  });
});

describe('Faults of the environment', () => {
  test('All are told at once, each beginning with its variable', () => {
    const faults = faultsOf({
      PORT: '70000',
      PUBLIC_URL: 'news.example.org',
      DATABASE_URL: 'mysql://db',
      SMTP_URL: 'mail.example.org:25',
      APP_SECRET: 'short',
      ROLES: 'web,cook',
      TRUST_PROXY: 'everyone',
      LOG_LEVEL: 'loud',
    });
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual([
      'PORT',
      'PUBLIC_URL',
      'DATABASE_URL',
      'SMTP_URL',
      'APP_SECRET',
      'ROLES',
      'TRUST_PROXY',
      'LOG_LEVEL',
    ]);
  });

  test.each(['', 'abc', '-1', '3000.5', '0x10', '65536', '1e3'])('PORT=%j is a port or a fault', (port) => {
    expect(faultsOf({ PORT: port })).toHaveLength(port === '' ? 0 : 1);
  });

  test.each([
    ['intranet.example', 0],
    ['localhost,10.0.0.5, 10.1.0.0/16,[fd00::1],fd00::/8,my_host', 0],
    ['###', 1],
    ['10.0.0.0/33', 1],
    ['10.0.0', 1],
    ['http://intranet.example', 1],
    ['intranet.example:8080', 1],
  ])('FETCH_ALLOW=%j lists hosts and blocks, or has a fault', (allowed, faults) => {
    expect(faultsOf({ FETCH_ALLOW: allowed })).toHaveLength(faults);
  });

  test.each([
    ['0.0.0.0:25', { protocol: 'smtp', host: '0.0.0.0', port: 25 }],
    ['smtp://mx.gazette.example:2525', { protocol: 'smtp', host: 'mx.gazette.example', port: 2525 }],
    ['[::1]:0', { protocol: 'smtp', host: '::1', port: 0 }],
    ['LMTP://127.0.0.1:24', { protocol: 'lmtp', host: '127.0.0.1', port: 24 }],
    ['25', undefined],
    ['127.0.0.1', undefined],
    ['0.0.0.0:70000', undefined],
    ['10.0.0.0/8:25', undefined],
    ['[mx]:25', undefined],
    ['smtp://u:p@mx.gazette.example:25', undefined],
    ['smtps://mx.gazette.example:465', undefined],
  ])('INBOUND_SMTP=%j is where to listen, or a fault', (text, listener) => {
    if (listener) expect(readConfig({ INBOUND_SMTP: text }).inboundSmtp).toEqual(listener);
    else expect(faultsOf({ INBOUND_SMTP: text })).toHaveLength(1);
  });

  test('A value that may hold a password is never repeated', () => {
    const faults = faultsOf({
      DATABASE_URL: 'postgre://u:hunter22@db/x',
      SMTP_URL: 'smpt://u:hunter22@mail',
      APP_SECRET: 'hunter22',
    });
    expect(faults).toHaveLength(3);
    expect(faults.join('\n')).not.toContain('hunter22');
  });

  test.each([
    'short',
    'aaaaaaaaaaaaaaaaaaaaaaaa',
    'changeme-changeme-1234',
    'good enough to be secret 1,short',
  ])('The weak secret %j is refused (SEC-19)', (secret) => {
    expect(faultsOf({ APP_SECRET: secret })).toHaveLength(1);
  });
});

test('Several secrets are separated by commas, the newest first', () => {
  const secrets = 'Zx81-new-one-with-length , qL7-old-one-with-length';
  expect(readConfig({ APP_SECRET: secrets }).appSecrets).toEqual([
    'Zx81-new-one-with-length',
    'qL7-old-one-with-length',
  ]);
});

test('With PORT=0 links carry the port the system gave, unless PUBLIC_URL says otherwise', () => {
  expect(withPort(readConfig({ PORT: '0' }), 4321).publicUrl).toBe('http://localhost:4321');
  const proxied = readConfig({ PORT: '0', PUBLIC_URL: 'https://news.example.org/' });
  expect(withPort(proxied, 4321)).toMatchObject({ port: 4321, publicUrl: 'https://news.example.org' });
});

describe('PUBLIC_URL, which all links in mail begin with', () => {
  test('becomes what mail can hold: a host in punycode, a path in percent signs, without a slash at its end', () => {
    const read = (url: string) => readConfig({ PUBLIC_URL: url }).publicUrl;
    expect(read('https://bücher.example')).toBe('https://xn--bcher-kva.example');
    expect(read('https://ПРИВЕТ.рф:8443/почта/')).toBe(
      'https://xn--b1agh1afp.xn--p1ai:8443/%D0%BF%D0%BE%D1%87%D1%82%D0%B0',
    );
    expect(read('https://News.Example.org//')).toBe('https://news.example.org');
    expect(read('http://localhost:3000')).toBe('http://localhost:3000');
  });

  test.each([
    ['https://news.example.org/?utm=1', 'without ? or #'],
    ['https://news.example.org/#top', 'without ? or #'],
    ['https://news.example.org?', 'without ? or #'],
    ['https://ann:secret@news.example.org', 'must not contain a user name'],
  ])('is refused with words when it is %s', (url, words) => {
    const [fault = ''] = faultsOf({ PUBLIC_URL: url });
    expect(fault).toContain(words);
    expect(fault).not.toContain('secret');
  });
});
