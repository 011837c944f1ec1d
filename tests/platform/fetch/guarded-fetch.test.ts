import { readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import zlib from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAddressRule, isPublicAddress } from '../../../src/platform/mail/address-rule.ts';
import { createGuardedFetch } from '../../../src/platform/fetch/guarded-fetch.ts';
import { answers, startFeedServer } from '../../support/feeds/feed-server.ts';

const REQUEST = { maxBytes: 1_000_000, timeoutMs: 5_000 };
const server = await startFeedServer();

/** Name resolution under our control: each name answers with the next of its lists of addresses. */
function stubLookup(names: Record<string, string[][]>): LookupFunction & { asked: string[] } {
  const asked: string[] = [];
  const lookup: LookupFunction = (name, _options, callback) => {
    asked.push(name);
    const lists = names[name] ?? [];
    const list = lists.length > 1 ? lists.shift() : lists[0];
    if (!list) return callback(Object.assign(new Error('unknown'), { code: 'ENOTFOUND' }), '', 0);
    return callback(
      null,
      list.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  return Object.assign(lookup, { asked });
}

describe('Addresses that may be reached (SEC-30)', () => {
  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '192.0.2.1',
    '198.18.0.1',
    '240.0.0.1',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '2002:7f00:1::',
    '2001:0:1::1',
    'fe80::1',
    'fc00::1',
    'fec0::1',
    'ff02::1',
    '2001:db8::1',
  ])('%s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each(['8.8.8.8', '93.184.216.34', '::ffff:8.8.8.8', '2606:4700::1111'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test('FETCH_ALLOW names hosts, addresses and blocks', () => {
    const rule = createAddressRule(['intranet.example', '10.1.0.0/16', '192.168.1.7', 'fd00::/8']);
    expect(rule.allowsHost('Intranet.example')).toBe(true);
    expect(rule.allowsHost('other.intranet.example')).toBe(false);
    expect(rule.allowsAddress('10.1.255.1')).toBe(true);
    expect(rule.allowsAddress('::ffff:10.1.2.3')).toBe(true);
    expect(rule.allowsAddress('10.2.0.1')).toBe(false);
    expect(rule.allowsAddress('192.168.1.7')).toBe(true);
    expect(rule.allowsAddress('192.168.1.8')).toBe(false);
    expect(rule.allowsAddress('fd12::1')).toBe(true);
  });
});

describe('The corpus of forged addresses (SEC-30)', () => {
  interface SsrfCase {
    id: string;
    url: string;
    verdict: 'blocked' | 'allowed';
    needs_dns?: boolean;
  }
  const cases = readFileSync('tests/fixtures/ssrf/ssrf.jsonl', 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as SsrfCase);

  /** Listens where the forged addresses lead, to see that nobody comes. */
  const visitors: string[] = [];
  const traps: http.Server[] = [];
  beforeAll(async () => {
    for (const port of [80, 443, 22, 25, 3128]) {
      const trap = http.createServer((_request, response) => response.end('caught'));
      trap.on('connection', () => visitors.push(`port ${port}`));
      // A port that is taken or forbidden here cannot be watched; the others are.
      await new Promise<void>((resolve) => trap.once('error', () => resolve()).listen(port, () => resolve()));
      traps.push(trap);
    }
  });
  afterAll(() => {
    for (const trap of traps) trap.close();
  });

  test('blocks every forged one without a connection', async () => {
    const lookup: LookupFunction = (name, options, callback) =>
      stubLookup({ [name]: [[name === 'localhost' ? '127.0.0.1' : '169.254.169.254']] })(
        name,
        options,
        callback,
      );
    const fetch = createGuardedFetch([], lookup);
    const blocked = cases.filter(({ verdict }) => verdict === 'blocked');
    expect(blocked).toHaveLength(98);
    for (const { id, url } of blocked) {
      const result = await fetch(url, REQUEST);
      const guard = expect.stringMatching(/^(forbidden-address|bad-url)$/);
      expect([id, result]).toEqual([id, { kind: 'failure', failure: guard }]);
    }
    expect(visitors).toEqual([]);
  });

  test('lets every honest one pass the address rule', async () => {
    const allowed = cases.filter(({ verdict }) => verdict === 'allowed');
    expect(allowed).toHaveLength(5);
    for (const { url } of allowed) {
      const name = new URL(url).hostname;
      const lookup = stubLookup({ [name]: [['93.184.216.34']] });
      const result = await createGuardedFetch([], lookup)(url, { ...REQUEST, timeoutMs: 300 });
      expect(lookup.asked).toEqual([name]);
      expect(result).not.toMatchObject({ failure: 'forbidden-address' });
    }
  });
});

describe('A name is judged by the addresses it has when the socket connects (SEC-30)', () => {
  test('a name that answers with a private address is refused, also when it is behind a public one', async () => {
    const port = new URL(server.origin).port;
    const requests = server.requests.length;
    const lookup = stubLookup({
      'private.example': [['127.0.0.1']],
      'mapped.example': [['::ffff:127.0.0.1']],
    });
    const fetch = createGuardedFetch([], lookup);
    for (const url of [
      `http://private.example:${port}/`,
      'http://private.example/',
      'http://mapped.example/',
    ]) {
      expect(await fetch(url, REQUEST)).toMatchObject({ failure: 'forbidden-address' });
    }
    expect(server.requests).toHaveLength(requests);
  });

  test('a name that changes its answer between two requests gains nothing (DNS rebinding)', async () => {
    const lookup = stubLookup({ 'rebind.example': [['93.184.216.34'], ['127.0.0.1']] });
    const fetch = createGuardedFetch([], lookup);
    await fetch('http://rebind.example/', { ...REQUEST, timeoutMs: 100 });
    expect(await fetch('http://rebind.example/', REQUEST)).toMatchObject({ failure: 'forbidden-address' });
  });

  test('of mixed answers only the allowed addresses are used', async () => {
    server.answer('/mixed', answers.body('fine'));
    const lookup = stubLookup({ 'mixed.example': [['10.9.9.9', '127.0.0.1']] });
    const fetch = createGuardedFetch(['127.0.0.1/32'], lookup);
    const result = await fetch(`http://mixed.example:${new URL(server.origin).port}/mixed`, REQUEST);
    expect(result).toMatchObject({ kind: 'response', response: { status: 200 } });
  });

  test('a public server on an unusual port is refused, an allowed host on any port is not', async () => {
    server.answer('/', answers.body('fine'));
    const port = new URL(server.origin).port;
    const lookup = () =>
      stubLookup({ 'feeds.example': [['93.184.216.34']], 'intranet.example': [['127.0.0.1']] });
    const strange = await createGuardedFetch([], lookup())('http://feeds.example:8080/', REQUEST);
    expect(strange).toMatchObject({ failure: 'forbidden-address' });
    const allowed = await createGuardedFetch(['intranet.example'], lookup())(
      `http://intranet.example:${port}/`,
      REQUEST,
    );
    expect(allowed).toMatchObject({ kind: 'response' });
  });

  test.each([
    'ftp://feeds.example/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'http://user:pass@feeds.example/',
    'no address',
  ])('%s is no address to fetch', async (url) => {
    expect(await createGuardedFetch(['0.0.0.0/0'])(url, REQUEST)).toMatchObject({
      failure: 'bad-url',
    });
  });
});

describe('Redirects', () => {
  const fetch = createGuardedFetch(['127.0.0.1']);

  test('each hop is checked again: a public page cannot lead inside (SEC-30)', async () => {
    const inside = await startInside();
    const lookup = stubLookup({ 'feeds.example': [['127.0.0.1']] });
    const outside = createGuardedFetch(['feeds.example'], lookup);
    const origin = `http://feeds.example:${new URL(server.origin).port}`;
    server.answer('/in', answers.redirect(302, `http://127.0.0.1:${inside.port}/`));
    expect(await outside(`${origin}/in`, REQUEST)).toMatchObject({ failure: 'forbidden-address' });
    server.answer('/file', answers.redirect(302, 'file:///etc/passwd'));
    expect(await outside(`${origin}/file`, REQUEST)).toMatchObject({ failure: 'bad-url' });
    expect(server.requests.map(({ path }) => path)).toEqual(expect.arrayContaining(['/in', '/file']));
    expect(inside.visits()).toBe(0);
  });

  test('are followed up to five times and named in order (FED-02)', async () => {
    server.answer('/end', answers.body('arrived'));
    for (let hop = 5; hop >= 1; hop -= 1) {
      server.answer(
        `/hop-${hop}`,
        answers.redirect(hop % 2 ? 301 : 302, hop === 5 ? '/end' : `/hop-${hop + 1}`),
      );
    }
    const result = await fetch(`${server.origin}/hop-1`, REQUEST);
    expect(result).toMatchObject({
      kind: 'response',
      response: { status: 200, url: `${server.origin}/end` },
    });
    if (result.kind !== 'response') throw new Error('unreachable');
    expect(result.response.redirects.map(({ status }) => status)).toEqual([301, 302, 301, 302, 301]);
    server.answer('/hop-0', answers.redirect(301, '/hop-1'));
    expect(await fetch(`${server.origin}/hop-0`, REQUEST)).toMatchObject({ failure: 'too-many-redirects' });
  });

  test('a circle ends', async () => {
    const url = server.answer('/circle', answers.redirect(302, '/circle'));
    expect(await fetch(url, REQUEST)).toMatchObject({ failure: 'too-many-redirects' });
  });

  test('credentials do not follow to another origin (FED-02)', async () => {
    const other = await startFeedServer();
    other.answer('/', answers.body('fine'));
    const url = server.answer('/away', answers.redirect(302, `${other.origin}/`));
    await fetch(url, {
      ...REQUEST,
      headers: { authorization: 'Bearer secret', cookie: 'a=b', 'x-kept': 'yes' },
    });
    expect(other.requests[0]?.headers).not.toHaveProperty('authorization');
    expect(other.requests[0]?.headers).not.toHaveProperty('cookie');
    expect(other.requests[0]?.headers).toHaveProperty('x-kept', 'yes');
  });
});

describe('Limits (FED-05)', () => {
  const fetch = createGuardedFetch(['127.0.0.1']);

  test('a gzip bomb ends at the limit', async () => {
    const url = server.answer('/bomb', answers.gzipBomb(200));
    const before = process.memoryUsage().rss;
    expect(await fetch(url, REQUEST)).toMatchObject({ failure: 'too-large' });
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });

  test('an endless answer ends at the limit, a promised one before it is read', async () => {
    expect(await fetch(server.answer('/endless', answers.endless()), REQUEST)).toMatchObject({
      failure: 'too-large',
    });
    const promised = server.answer('/50-mb', answers.status(200, { 'Content-Length': String(50_000_000) }));
    expect(await fetch(promised, REQUEST)).toMatchObject({ failure: 'too-large' });
  });

  test('of an endless answer the beginning can be had, and by HEAD only what is said of it', async () => {
    const url = server.answer('/endless', answers.endless());
    const start = await fetch(url, { maxBytes: 500, timeoutMs: 5_000, isCut: true });
    expect(start.kind === 'response' && start.response.body.length).toBe(500);
    const promised = server.answer('/50-mb', answers.status(200, { 'Content-Length': String(50_000_000) }));
    const head = await fetch(promised, { ...REQUEST, method: 'HEAD' });
    expect(head).toMatchObject({ response: { status: 200, headers: { 'content-length': '50000000' } } });
  });

  test('the time is for everything, slow bodies included', async () => {
    const url = server.answer('/hanging', answers.hanging());
    expect(await fetch(url, { ...REQUEST, timeoutMs: 200 })).toMatchObject({ failure: 'timeout' });
  });

  test.each([
    ['gzip', zlib.gzipSync('text')],
    ['deflate', zlib.deflateSync('text')],
    ['br', zlib.brotliCompressSync('text')],
    ['zstd', zlib.zstdCompressSync('text')],
    ['GZIP', zlib.gzipSync('text')],
    ['x-gzip', zlib.gzipSync('text')],
    ['deflate', zlib.deflateRawSync('text')],
    ['gzip', '<rss/>'],
    ['deflate', '<rss/>'],
    ['br', '<rss/>'],
    ['utf-8', '<rss/>'],
    ['none', '<rss/>'],
    ['aws-chunked', '<rss/>'],
    ['aws-chunked', '6;chunk-signature=abc\r\n<rss/>\r\n0;chunk-signature=def\r\n\r\n'],
    ['aws-chunked,gzip', zlib.gzipSync('<rss/>')],
    ['', zlib.gzipSync('<rss/>')],
    ['', zlib.zstdCompressSync('<rss/>')],
    ['gzip', zlib.gzipSync(zlib.gzipSync('<rss/>'))],
    ['gzip, gzip', zlib.gzipSync(zlib.gzipSync('<rss/>'))],
    ['br', zlib.gzipSync('<rss/>')],
    ['gzip', zlib.brotliCompressSync('<rss/>').subarray(0, 0)],
  ])('a body is unpacked by its bytes, under the name "%s" (%#)', async (encoding, body) => {
    const url = server.answer(
      '/packed',
      answers.body(body, encoding ? { 'Content-Encoding': encoding } : {}),
    );
    const result = await fetch(url, REQUEST);
    expect(result.kind === 'response' && result.response.body.toString()).toMatch(/^(text|<rss\/>|)$/);
  });

  test('no layer of compression grows beyond the limit', async () => {
    const bomb = zlib.gzipSync(zlib.gzipSync(Buffer.alloc(5_000_000)));
    for (const [encoding, body] of [
      ['gzip', bomb],
      ['deflate', zlib.deflateRawSync(Buffer.alloc(5_000_000))],
      ['br', zlib.brotliCompressSync(Buffer.alloc(5_000_000))],
      ['zstd', zlib.zstdCompressSync(Buffer.alloc(5_000_000))],
    ] as const) {
      const url = server.answer('/layers', answers.body(body, { 'Content-Encoding': encoding }));
      expect([encoding, await fetch(url, REQUEST)]).toMatchObject([encoding, { failure: 'too-large' }]);
    }
  });

  test('a cookie is brought back within one fetch, to its host only, and forgotten afterwards', async () => {
    const seen: (string | undefined)[] = [];
    const url = server.answer('/cookie', (request, response) => {
      seen.push(request.headers.cookie);
      if (request.headers.cookie === 'pass=1') response.end('<rss/>');
      else
        response
          .writeHead(302, {
            Location: '/cookie',
            'Set-Cookie': [
              'pass=1; Path=/',
              'other=2; Domain=elsewhere.example',
              'safe=3; Secure',
              'old=4; Max-Age=0',
            ],
          })
          .end();
    });
    for (const _time of [1, 2]) expect(await fetch(url, REQUEST)).toMatchObject({ kind: 'response' });
    expect(seen).toEqual([undefined, 'pass=1', undefined, 'pass=1']);
    const port = new URL(server.origin).port;
    const names = createGuardedFetch(
      ['127.0.0.1'],
      stubLookup({ 'a.example': [['127.0.0.1']], 'b.example': [['127.0.0.1']] }),
    );
    server.answer('/to-b', (_request, response) =>
      response
        .writeHead(302, { Location: `http://b.example:${port}/at-b`, 'Set-Cookie': 'a=1; Path=/' })
        .end(),
    );
    server.answer('/at-b', (request, response) => response.end(request.headers.cookie ?? 'none'));
    const result = await names(`http://a.example:${port}/to-b`, REQUEST);
    expect(result.kind === 'response' && result.response.body.toString()).toBe('none');
  });

  test.each([
    ['a body that was cut', answers.cut('x'.repeat(10_000)), 'connection'],
    [
      'compression that breaks off',
      answers.body(zlib.gzipSync('x'.repeat(10_000)).subarray(0, 30), { 'Content-Encoding': 'gzip' }),
      'bad-response',
    ],
  ])('%s is a failure, not half an answer', async (what, answer, failure) => {
    const url = server.answer(`/${what.replaceAll(' ', '-')}`, answer);
    expect(await fetch(url, REQUEST)).toMatchObject({ kind: 'failure', failure });
  });

  test('a server that is not there and a name that nobody knows are told apart', async () => {
    const closed = await startInside();
    await closed.close();
    expect(await fetch(`http://127.0.0.1:${closed.port}/`, REQUEST)).toMatchObject({ failure: 'connection' });
    expect(await createGuardedFetch([], stubLookup({}))('http://nowhere.example/', REQUEST)).toMatchObject({
      failure: 'dns',
    });
  });
});

/** A server on the loopback that counts who comes. */
async function startInside() {
  let visits = 0;
  const inside = http.createServer((_request, response) => response.end('secret'));
  inside.on('connection', () => {
    visits += 1;
  });
  await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve));
  const { port } = inside.address() as AddressInfo;
  const close = () => new Promise<void>((resolve) => inside.close(() => resolve()));
  afterAll(close);
  return { port, visits: () => visits, close };
}
