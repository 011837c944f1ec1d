import request from 'supertest';
import { beforeAll, expect, test } from 'vitest';
import { rows } from '../../../src/platform/database.ts';
import { createServer } from '../../../src/web/server.ts';
import { apiAuthorization, createTestApp } from '../../support/app/app.ts';
import { runCommand } from '../../support/program/command.ts';

const app = await createTestApp();
const server = createServer(app, new AbortController().signal);
let authorization = '';
beforeAll(async () => {
  authorization = await apiAuthorization(app);
});
const get = (path: string) => request(server).get(`/api/v1${path}`).set('Authorization', authorization);
const put = (path: string, body: object) =>
  request(server).put(`/api/v1${path}`).set('Authorization', authorization).send(body);
const paperround = (...words: string[]) =>
  runCommand(['transport', 'limits', ...words], {
    DATABASE_URL: app.databaseUrl,
    APP_SECRET: 'a secret that only tests know',
  });

test('A transport and a domain get limits; the list shows both, and the audit log who set them (SMTP-05)', async () => {
  const none = {
    perSecond: null,
    perHour: null,
    fromAccount: false,
    slowedTo: null,
    slowedAt: null,
    slowedReply: null,
  };
  expect((await get('/transports/default/limits')).body).toEqual({ scope: 'transport:default', ...none });
  const transport = await put('/transports/default/limits', { perSecond: 14, perHour: 20_000 });
  expect(transport.status).toBe(200);
  expect(transport.body).toEqual({ ...none, scope: 'transport:default', perSecond: 14, perHour: 20_000 });
  const domain = await put('/domains/GMail.com/limits', { perSecond: 0.5 });
  expect(domain.body).toEqual({ ...none, scope: 'domain:gmail.com', perSecond: 0.5 });
  expect((await get('/limits')).body.data).toEqual([transport.body, domain.body]);
  expect(
    await rows(app.db, `select action, subject from audit_log where action = 'limit.changed' order by id`),
  ).toEqual([
    { action: 'limit.changed', subject: 'transport:default' },
    { action: 'limit.changed', subject: 'domain:gmail.com' },
  ]);
  await put('/domains/gmail.com/limits', {});
  expect((await get('/limits')).body.data).toEqual([transport.body]);
});

test.each([
  ['/transports/default/limits', { perSecond: 0 }, 422],
  ['/transports/default/limits', { perSecond: 1e-310 }, 422],
  ['/transports/default/limits', { perSecond: 0.0009 }, 422],
  ['/transports/default/limits', { perSecond: 0.001 }, 200],
  ['/transports/default/limits', { perSecond: 100_000 }, 200],
  ['/transports/default/limits', { perSecond: 100_001 }, 422],
  ['/transports/default/limits', { perHour: 0 }, 422],
  ['/transports/default/limits', { perHour: 1 }, 200],
  ['/transports/default/limits', { perHour: 100_000_000 }, 200],
  ['/transports/default/limits', { perHour: 100_000_001 }, 422],
  ['/transports/default/limits', { perHour: 1.5 }, 422],
  ['/transports/default/limits', { perMinute: 5 }, 422],
  ['/domains/nowhere/limits', { perSecond: 5 }, 422],
  ['/transports/other/limits', { perSecond: 5 }, 404],
])('PUT %s %j answers %d', async (path, body, status) => {
  expect((await put(path, body)).status).toBe(status);
});

test('What cannot be a limit is refused with the bounds, which the description of the API shows, too', async () => {
  const refused = await put('/domains/gmail.com/limits', { perSecond: 1e-310, perHour: 0 });
  expect(refused.body.errors).toEqual([
    {
      field: 'perSecond',
      message: 'perSecond must be 0.001 or more (perHour says less), or null for no limit.',
    },
    { field: 'perHour', message: 'perHour must be 1 or more, or null for no limit.' },
  ]);
  const { body: document } = await get('/openapi.json');
  const { properties } =
    document.paths['/domains/{domain}/limits'].put.requestBody.content['application/json'].schema;
  expect(properties.perSecond.anyOf[0]).toMatchObject({ minimum: 0.001, maximum: 100_000 });
  expect(properties.perHour.anyOf[0]).toMatchObject({ minimum: 1, maximum: 100_000_000 });
});

test('The command line sets one bound and leaves the other, and shows what is set', async () => {
  await put('/transports/default/limits', { perSecond: 14, perHour: 20_000 });
  const changed = await paperround('--per-second', '7', '--json');
  expect(JSON.parse(changed.stdout)).toMatchObject({
    scope: 'transport:default',
    perSecond: 7,
    perHour: 20_000,
  });
  await paperround('--domain', 'gmail.com', '--per-hour', '100');
  expect((await paperround()).stdout).toBe(
    'transport:default  7 a second, 20000 an hour\ndomain:gmail.com  100 an hour\n',
  );
  expect((await paperround('--per-second', 'many')).code).toBe(2);
  const tiny = await paperround('--per-second', '1e-310');
  expect([tiny.code, tiny.stderr]).toEqual([
    2,
    expect.stringContaining('perSecond must be 0.001 or more (perHour says less), or null for no limit.'),
  ]);
  expect((await paperround('--domain', 'gmail.com', '--per-hour', 'none')).stdout).toBe(
    'domain:gmail.com  no limit\n',
  );
});
