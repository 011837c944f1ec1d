import request from 'supertest';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { createMailer } from '../../../src/transports/index.ts';
import { createKeys } from '../../../src/platform/keys.ts';
import { rows } from '../../../src/platform/database.ts';
import type { BulkMessage } from '../../../src/platform/mail/mailer.ts';
import { createServer } from '../../../src/web/server.ts';
import { apiAuthorization, createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { runCommand } from '../../support/program/command.ts';
import { startScriptedSmtp } from '../../support/mail/scripted-smtp.ts';

const app = await createTestApp();
const server = createServer(app, new AbortController().signal);
const smtp = await startScriptedSmtp();
let authorization = '';
beforeAll(async () => {
  authorization = await apiAuthorization(app);
});
const call = (method: 'get' | 'post' | 'patch' | 'delete' | 'put', path: string, body?: object) =>
  request(server)[method](`/api/v1${path}`).set('Authorization', authorization).send(body);
const paperround = (...words: string[]) =>
  runCommand(['transport', ...words], {
    DATABASE_URL: app.databaseUrl,
    APP_SECRET: 'a secret that only tests know',
  });
const TLS_OFF = {
  code: 'tls-off',
  params: {},
  says: 'Mail and password travel in clear text, because TLS is turned off.',
};
const UNCHECKED = {
  code: 'certificates-unchecked',
  params: {},
  says: 'Another server could pose as the mail server, because certificates are not checked.',
};
const ENDPOINT = {
  code: 'endpoint-without-tls',
  params: {},
  says: 'Mail travels in clear text, because the endpoint is without TLS.',
};
const PASSWORD = 'correct-horse-battery';
const URL_WITH_PASSWORD = `smtp://ada:${PASSWORD}@127.0.0.1:${smtp.port}`;

test('The transport of the environment is there from the start, and cannot be changed or removed', async () => {
  await makePublication(app, { slug: 'first' });
  expect((await call('get', '/transports')).body.data).toEqual([
    {
      name: 'default',
      kind: 'environment',
      settings: {},
      status: 'working',
      lastFault: null,
      blockedUntil: null,
      warmUp: null,
      habits: { waitsForAnswers: false, messagesPerConnection: null },
      hints: [],
      warnings: [],
      publications: ['first'],
    },
  ]);
  expect((await call('patch', '/transports/default', { connections: 3 })).status).toBe(409);
  expect((await call('delete', '/transports/default')).status).toBe(409);
});

describe('A transport', () => {
  test('is set up, shown, checked, changed, used and removed', async () => {
    const made = await call('post', '/transports', { name: 'relay', kind: 'smtp', smtpUrl: smtp.url });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ name: 'relay', settings: { smtpUrl: smtp.url, connections: 10 } });
    expect((await call('post', '/transports/relay/check')).body).toEqual({ refusal: null });
    const changed = await call('patch', '/transports/relay', { connections: 3 });
    expect(changed.body.settings).toEqual({ smtpUrl: smtp.url, connections: 3 });
    const publication = await makePublication(app, { transports: ['relay', 'default'] });
    expect((await call('get', `/publications/${publication.slug}`)).body.transports).toEqual([
      'relay',
      'default',
    ]);
    expect((await call('delete', '/transports/relay')).body.code).toBe('transport-in-use');
    await call('patch', `/publications/${publication.slug}`, { transports: ['default'] });
    expect((await call('delete', '/transports/relay')).status).toBe(204);
    expect((await call('get', '/transports/relay')).status).toBe(404);
    const audited = await rows<{ action: string }>(
      app.db,
      `select action from audit_log where subject = 'transport:relay' order by id`,
    );
    expect(audited.map(({ action }) => action)).toEqual([
      'transport.created',
      'transport.changed',
      'transport.removed',
    ]);
  });

  test('that is created again with the same key is made once', async () => {
    const once = () =>
      call('post', '/transports', { name: 'once', kind: 'mailbox' }).set('Idempotency-Key', 'transport-once');
    expect((await once()).status).toBe(201);
    expect((await once()).status).toBe(201);
    expect((await call('post', '/transports', { name: 'once', kind: 'mailbox' })).body.code).toBe(
      'transport-exists',
    );
  });

  test('keeps its password to itself: sealed in the database, nowhere in answers and the audit log (SEC-19)', async () => {
    const made = await call('post', '/transports', {
      name: 'secret',
      kind: 'smtp',
      smtpUrl: URL_WITH_PASSWORD,
    });
    expect(made.body.settings.smtpUrl).toBe(`smtp://ada:•••@127.0.0.1:${smtp.port}`);
    const ses = { name: 'cloud', kind: 'ses', region: 'eu-central-1', accessKeyId: 'AKIAEXAMPLEEXAMPLE00' };
    const cloud = await call('post', '/transports', { ...ses, secretAccessKey: PASSWORD });
    expect(cloud.body.settings).toEqual({
      region: 'eu-central-1',
      accessKeyId: ses.accessKeyId,
      connections: 10,
    });
    const stored = await rows(
      app.db,
      `select t::text from transports t union all select a::text from audit_log a`,
    );
    const everything = JSON.stringify([stored, (await call('get', '/transports')).body, app.logged]);
    expect(everything).not.toContain(PASSWORD);
    // Changing something else does not lose it.
    await call('patch', '/transports/secret', { connections: 2 });
    smtp.commands.length = 0;
    await call('post', '/transports/secret/check');
    expect(JSON.stringify((await call('get', '/transports/secret')).body)).not.toContain(PASSWORD);
  });

  test.each([
    ['smtp://relay.example:25?tls=off', [TLS_OFF]],
    ['smtp://relay.example?ignoreTLS=true', [TLS_OFF]],
    ['smtps://relay.example?tls.rejectUnauthorized=false', [UNCHECKED]],
    ['smtps://relay.example', []],
    ['smtp://127.0.0.1:25?tls=off', []],
  ])('to %s says what is insecure about it: %j (SMTP-13)', async (smtpUrl, warnings) => {
    const made = await call('post', '/transports', { name: 'open', kind: 'smtp', smtpUrl });
    expect([made.status, made.body.warnings]).toEqual([201, warnings]);
    expect((await call('get', '/transports/open')).body.warnings).toEqual(warnings);
    expect((await call('get', '/transports')).body.data).toContainEqual(
      expect.objectContaining({ name: 'open', warnings }),
    );
    const mended = await call('patch', '/transports/open', { smtpUrl: 'smtps://relay.example' });
    expect(mended.body.warnings).toEqual([]);
    await call('delete', '/transports/open');
  });

  test('in German to whom prefers it', async () => {
    await call('post', '/transports', {
      name: 'open',
      kind: 'smtp',
      smtpUrl: 'smtp://relay.example?tls=off',
    });
    const { body } = await call('get', '/transports/open').set('Accept-Language', 'de-AT, en;q=0.5');
    expect(body.warnings[0].says).toContain('Klartext');
    await call('delete', '/transports/open');
  });

  test.each([
    ['http://ses.gazette.example', [ENDPOINT]],
    ['https://ses.gazette.example', []],
  ])('to Amazon SES at %s, too: %j', async (endpoint, warnings) => {
    const ses = { name: 'open', kind: 'ses', region: 'eu-central-1', endpoint };
    expect((await call('post', '/transports', ses)).body.warnings).toEqual(warnings);
    await call('delete', '/transports/open');
  });

  test('whose settings cannot be opened says so and takes no mail', async () => {
    const other = createKeys(['a secret of some other place']);
    const blind = createMailer(app.config, app.db, other);
    const transport = await blind.over('secret');
    expect(await transport.check?.()).toContain('APP_SECRET lacks the secret');
    const settle = vi.fn<BulkMessage['settle']>();
    const crowd = [
      { envelopeFrom: '', fromAddress: '', to: '', size: 0, render: () => Buffer.alloc(0), settle },
    ];
    await transport.sendAll(() => crowd.pop());
    expect(settle).toHaveBeenCalledExactlyOnceWith({
      kind: 'server',
      scope: 'transport',
      reply: expect.stringContaining('APP_SECRET lacks the secret'),
    });
    await blind.close();
  });

  test.each([
    [{ name: 'Upper', kind: 'smtp', smtpUrl: 'smtp://mail.example' }, 'name'],
    [{ name: 'a', kind: 'pigeon' }, 'kind'],
    [{ name: 'a', kind: 'smtp' }, 'smtpUrl'],
    [{ name: 'a', kind: 'smtp', smtpUrl: 'https://mail.example' }, 'smtpUrl'],
    [{ name: 'a', kind: 'smtp', smtpUrl: 'smtp://mail.example', connections: 0 }, 'connections'],
    [{ name: 'a', kind: 'ses', region: 'Frankfurt' }, 'region'],
    [
      { name: 'a', kind: 'ses', region: 'eu-central-1', accessKeyId: 'AKIAEXAMPLEEXAMPLE00' },
      'secretAccessKey',
    ],
    [{ name: 'a', kind: 'file', region: 'eu-central-1' }, 'region'],
    [{ name: 'a', kind: 'mailbox', colour: 'red' }, 'colour'],
  ])('%j is refused for its %s', async (body, field) => {
    const { status, body: answer } = await call('post', '/transports', body);
    expect(status).toBe(422);
    expect(answer.errors.map((error: { field: string }) => error.field)).toContain(field);
  });

  test('that is not there cannot be used by a publication', async () => {
    const { slug } = await makePublication(app);
    const { status, body } = await call('patch', `/publications/${slug}`, {
      transports: ['default', 'nowhere'],
    });
    expect(status).toBe(422);
    expect(body.errors).toEqual([{ field: 'transports', message: 'There is no transport nowhere.' }]);
    expect((await call('patch', `/publications/${slug}`, { transports: [] })).status).toBe(422);
    expect(
      (await call('patch', `/publications/${slug}`, { transports: ['default', 'default'] })).status,
    ).toBe(422);
  });
});

test('A warm-up is set, shown and ended', async () => {
  const set = await call('put', '/transports/default/warm-up', { plan: [200, 500], since: '2026-01-01' });
  expect(set.body.warmUp).toEqual({ plan: [200, 500], since: '2026-01-01', limitToday: null, countToday: 0 });
  expect((await call('put', '/transports/default/warm-up', { plan: [200] })).body.warmUp.limitToday).toBe(
    200,
  );
  expect((await call('put', '/transports/default/warm-up', { plan: [] })).status).toBe(422);
  expect((await call('put', '/transports/default/warm-up', { plan: [0] })).status).toBe(422);
  expect((await call('put', '/transports/default/warm-up', { plan: [2_000_000_001] })).status).toBe(422);
  for (const since of ['0000-01-01', '1999-12-31', '2100-01-01', 'today'])
    expect((await call('put', '/transports/default/warm-up', { plan: [200], since })).body.errors).toEqual([
      { field: 'since', message: 'since must be a day of this century such as 2027-03-28.' },
    ]);
  expect((await call('put', '/transports/nowhere/warm-up', { plan: null })).status).toBe(404);
  expect((await call('put', '/transports/default/warm-up', { plan: null })).body.warmUp).toBe(null);
});

describe('The command line', () => {
  test('sets up, chooses, checks and lists', async () => {
    const { slug } = await makePublication(app, { name: 'The Gazette' });
    const added = await paperround('add', 'spare', '--kind', 'smtp', '--smtp-url', smtp.url);
    expect(added.stdout).toBe('spare           smtp; working\n');
    expect((await paperround('use', 'spare', 'default', '--publication', slug)).stdout).toBe(
      'Mail of The Gazette goes through spare, then default.\n',
    );
    expect((await paperround('check', 'spare')).stdout).toBe('spare can be used.\n');
    await paperround('warm-up', 'spare', '200,500,1000');
    expect((await paperround('list')).stdout).toContain(
      `spare           smtp; working; warm-up 0 of 200 today; used by ${slug}`,
    );
  });

  test('refuses what makes no sense, with its own exit codes', async () => {
    smtp.script = (step) => (step === 'connect' ? '554 Go away' : undefined);
    const refused = await paperround('check', 'spare');
    expect([refused.code, refused.stderr]).toEqual([1, 'spare does not work: 554 Go away\n']);
    expect((await paperround('warm-up', 'spare', 'many')).code).toBe(2);
    expect((await paperround('remove', 'spare')).code).toBe(1);
  });

  test('says what is insecure about a transport when it is set up, listed and checked (SMTP-13)', async () => {
    smtp.script = () => undefined;
    // Leads here, and yet is no name of this machine.
    const address = `smtp://0.0.0.0:${smtp.port}?tls=off`;
    const shown = `open            smtp; working\n    Warning: ${TLS_OFF.says}\n`;
    expect((await paperround('add', 'open', '--kind', 'smtp', '--smtp-url', address)).stdout).toBe(shown);
    expect((await paperround('list')).stdout).toContain(shown);
    expect((await paperround('check', 'open')).stdout).toBe(
      `open can be used.\n    Warning: ${TLS_OFF.says}\n`,
    );
    const inJson = async (...words: string[]) => JSON.parse((await paperround(...words, '--json')).stdout);
    expect(await inJson('list')).toContainEqual(
      expect.objectContaining({ name: 'open', warnings: [TLS_OFF] }),
    );
    expect(await inJson('check', 'open')).toEqual({ refusal: null, hints: [], warnings: [TLS_OFF] });
    expect((await paperround('remove', 'open')).code).toBe(0);
  });

  test('changes and removes', async () => {
    const changed = await paperround('change', 'spare', '--connections', '8', '--json');
    expect(JSON.parse(changed.stdout)).toMatchObject({ settings: { connections: 8 } });
    await app.db.raw(`update publications set transports = '{default}'`);
    expect((await paperround('remove', 'spare')).stdout).toBe('The transport spare is removed.\n');
  });
});
