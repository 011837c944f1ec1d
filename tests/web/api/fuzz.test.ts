import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { beforeAll, expect, test } from 'vitest';
import { createServer } from '../../../src/web/server.ts';
import { SUMMER_DAY } from '../../support/app/years.ts';
import { apiAuthorization, createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { makeLetter } from '../../support/sends/letters.ts';
import { randomOf } from '../../support/app/random.ts';
import { makeReaders } from '../../support/sends/sends.ts';

interface Schema {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
}

interface Operation {
  parameters?: { name: string; in: string; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, unknown> }>;
}

const cursor = (text: string) => Buffer.from(text, 'latin1').toString('base64url');
/** Texts that broke something here or elsewhere. */
const TEXTS = [
  '',
  ' ',
  'gazette',
  'x'.repeat(70_000),
  '=1+1',
  '%00',
  '../..',
  '{{ x }}',
  'null',
  '🙂',
  '<b>',
  '\ud800',
  'a\udc00b',
  '\u0000',
  'a\u0000b',
  '\u200e',
  '\r\nX: y',
  'e\u0301',

  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '2026-02-30T00:00:00Z',
  '2026-05-01T09:30:00+23:59',

  'a@b.example',
  '"a b"@c.example',
  'https://a.example/',
  'http://[::1]:99999/',
  'ftp://a',
  'Europe/Berlin',
  'de-AT',
  '0',
  '-1',
  '1',
  '1e308',
  '99999999999999999999',
  '9007199254740991',
  cursor('9007199254740991'),
  cursor('2147483648'),
  cursor('-1'),
  cursor('1.5'),
  cursor('\u0000'),
];
const WORST = ['', '\ud800', 'a\udc00b', 'a\u0000b', '0000-01-01T00:00:00Z', '-1', 'x'.repeat(70_000)];
const NUMBERS = [0, -1, 1, 1.5, 2 ** 31, 2 ** 53, 1e308, -1e-310];
const ODD = [null, true, [], {}, [[]], { a: 1 }, 0, 'x'];

function randomFrom(seed: number) {
  const next = randomOf(seed);
  return {
    below: (limit: number) => Math.floor(next() * limit),
    chance: (share: number) => next() < share,
    pick: <Value>(values: readonly Value[]) => values[Math.floor(next() * values.length)] as Value,
  };
}
type Random = ReturnType<typeof randomFrom>;

function valueOf(random: Random, schema: Schema, depth = 0): unknown {
  if (random.chance(0.04)) return random.pick(ODD);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return random.pick(schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return valueOf(random, random.pick(choices), depth);
  const type = [schema.type ?? 'string'].flat()[0];
  if (type === 'object') return objectOf(random, schema, depth);
  if (type === 'array')
    return Array.from({ length: random.below(3) }, () => valueOf(random, schema.items ?? {}, depth + 1));
  if (type === 'integer' || type === 'number') return random.pick(NUMBERS);
  if (type === 'boolean') return random.chance(0.5);
  if (type === 'null') return null;
  return random.pick(TEXTS);
}

function objectOf(random: Random, { properties = {}, required = [] }: Schema, depth: number) {
  const names = Object.keys(properties).filter((name) => required.includes(name) || random.chance(0.4));
  return Object.fromEntries(names.map((name) => [name, valueOf(random, properties[name] ?? {}, depth + 1)]));
}

const app = await createTestApp();
const server = createServer(app);
let authorization = '';
let operations: [string, string, Operation][] = [];
beforeAll(async () => {
  authorization = await apiAuthorization(app);
  const gazette = await makePublication(app, { slug: 'gazette' });
  await makeReaders(app, gazette, 3);
  await makeLetter(app, gazette);
  const { body } = await request(server).get('/api/v1/openapi.json');
  const paths = body.paths as Record<string, Record<string, Operation>>;
  operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, string, Operation] => [
      method,
      path,
      operation,
    ]),
  );
});

/** Sends it as JSON; lone surrogates travel as escapes. */
async function tryOut(random: Random, method: string, path: string, operation: Operation) {
  const parameters = operation.parameters ?? [];
  const known: Record<string, string> = { slug: 'gazette', id: '1', name: 'default' };
  const filled = path.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(
      (random.chance(0.7) ? known[name] : undefined) ?? random.pick(TEXTS).toWellFormed().slice(0, 200),
    ),
  );
  const query = parameters
    .filter((parameter) => parameter.in === 'query' && random.chance(0.5))
    .map(({ name, schema }) => [name, String(valueOf(random, schema)).toWellFormed().slice(0, 500)]);
  const body = operation.requestBody?.content['application/json'];
  const target = `/api/v1${filled}?${new URLSearchParams(query)}`;
  const call = request(server)[method as 'post'](target).set('Authorization', authorization);
  if (random.chance(0.3)) void call.set('Idempotency-Key', random.pick(['a', 'b', 'x'.repeat(255)]));
  if (!body) return call;
  return call.set('Content-Type', 'application/json').send(JSON.stringify(valueOf(random, body.schema)));
}

/** Answers of all rounds. */
const statuses = new Set<number>();

test.each([1, 2, 3])(
  'No value that its description allows or forbids makes an operation of the API fail (seed %i)',
  async (seed) => {
    const random = randomFrom(seed);
    const failures: string[] = [];
    for (let round = 0; round < 8; round += 1)
      for (const [method, path, operation] of operations) {
        const isStream =
          '200' in operation.responses && 'text/event-stream' in (operation.responses['200']?.content ?? {});
        if (isStream) continue;
        const { status, text } = await tryOut(random, method, path, operation);
        statuses.add(status);
        if (status >= 500) failures.push(`${method} ${path}: ${status} ${text}`);
      }
    const logged = app.logged
      .filter((line) => line.includes('request.failed'))
      .map((line) => line.slice(0, 600));
    expect(failures, logged.join('\n')).toEqual([]);
  },
);

test('Among these values are some that are taken, some that are refused, and some that name what is not there', () => {
  expect([...statuses]).toEqual(expect.arrayContaining([200, 404, 422]));
});

const RIGHT: Record<string, Record<string, unknown>> = {
  '/publications': {
    slug: 'herald',
    name: 'x',
    siteUrl: 'https://a.example',
    fromAddress: 'a@b.example',
    description: 'x',
    consentText: 'x',
    postalAddress: 'x',
    timeZone: 'UTC',
    language: 'en',
    fromName: 'x',
    topics: [{ slug: 'town', name: 'x', categories: ['x'] }],
  },
  '/publications/gazette/subscribers': {
    email: 'a@b.example',
    name: 'x',
    source: 'x',
    confirmed: true,
    consent: { source: 'x', at: '2026-05-01T09:30:00Z' },
  },
  '/publications/gazette/subscribers?asked': { email: 'c@d.example', name: 'x', source: 'x' },
  '/publications/gazette/articles': {
    guid: 'x',
    url: 'https://a.example/1',
    title: 'x',
    summary: 'x',
    html: '<p>x</p>',
    authors: ['x'],
    categories: ['x'],
    publishedAt: '2026-05-01T09:30:00Z',
  },
  '/publications/gazette/sends': { kind: 'letter', subject: 'x', preheader: 'x', markdown: 'x' },
  '/publications/gazette/sends/1/schedule': { at: `${SUMMER_DAY}T09:30:00Z` },
  '/transports': { name: 'x', kind: 'smtp', smtpUrl: 'smtp://a.example' },
};

/** The body with one of its texts replaced, for every text in it. */
function* spoilt(body: unknown, text: string): Generator<unknown> {
  if (typeof body === 'string') yield text;
  else if (typeof body === 'object' && body !== null)
    for (const [name, value] of Object.entries(body))
      for (const inner of spoilt(value, text))
        yield Array.isArray(body)
          ? body.map((one: unknown) => (one === value ? inner : one))
          : { ...body, [name]: inner };
}

test.each(Object.entries(RIGHT))(
  'A body of %s with one odd text in it is refused, or taken without what cannot be kept',
  async (path, body) => {
    const failures: string[] = [];
    for (const text of WORST)
      for (const spoiled of spoilt(body, text)) {
        const sent = JSON.stringify(spoiled);
        const answer = await request(server)
          .post(`/api/v1${path}`)
          .set({
            Authorization: authorization,
            'Content-Type': 'application/json',
            'Idempotency-Key': randomUUID(),
          })
          .send(sent);
        if (answer.status >= 500) failures.push(`${answer.status} ${sent.slice(0, 300)}`);
      }
    expect(failures).toEqual([]);
  },
);
