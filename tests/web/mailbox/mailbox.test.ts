import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import request from 'supertest';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Mail } from '../../../src/platform/mail/mailer.ts';
import { createServer } from '../../../src/web/server.ts';
import { makeUser, signInByPage } from '../../support/web/admin.ts';
import { createTestApp, type TestApp } from '../../support/app/app.ts';

const HOSTILE = `<!doctype html><html><head><base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=https://evil.example">
<script>parent.document.title = 'taken'</script></head><body onload="alert(1)"><a href="javascript:alert(1)" target="_top">x</a>
<form action="/admin/api-keys" method="post"><button>y</button></form><iframe src="/admin"></iframe></body></html>`;

const app = await createTestApp({ PUBLIC_URL: 'http://localhost:3000' });
const server = createServer(app);
beforeAll(async () => {
  await keep(app, {
    subject: 'Hello <b>you</b>',
    html: HOSTILE,
    text: 'See https://gazette.example/a?b=1 now',
  });
});

let serial = 0;
function keep(to: TestApp, fields: Partial<Mail>) {
  serial += 1;
  return to.mailer.send({
    envelopeFrom: 'bounces@gazette.example',
    from: { name: 'The Gazette', address: 'news@gazette.example' },
    to: { name: '', address: `reader${serial}@example.org` },
    replyTo: undefined,
    subject: 'Hello',
    html: '<p>Hello</p>',
    text: 'Hello',
    messageId: `<${serial}@gazette.example>`,
    date: new Date(),
    headers: [],
    ...fields,
  });
}

describe('Who may look into the mailbox', () => {
  test('someone at the machine itself', async () => {
    expect((await request(server).get('/mailbox')).status).toBe(200);
  });

  test.each([
    ['X-Forwarded-For', '203.0.113.9'],
    ['X-Forwarded-For', '127.0.0.1'],
    ['Forwarded', 'for=127.0.0.1'],
    ['X-Forwarded-Proto', 'https'],
    ['X-Real-IP', '203.0.113.9'],
    ['Via', '1.1 proxy'],
    ['Host', 'evil.example'],
    ['Host', 'news.example.test'],
    ['Host', 'localhost.evil.example'],
  ])('nobody whose request a proxy or a foreign name brings: %s: %s', async (name, value) => {
    for (const path of ['/mailbox', '/mailbox/1', '/mailbox/1/frame', '/mailbox/1/message.eml']) {
      expect((await request(server).get(path).set(name, value)).status).toBe(404);
    }
  });

  test('nobody behind a proxy that gives itself away by its HTTP/1.0', async () => {
    const listening = http.createServer(server);
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
    const { port } = listening.address() as AddressInfo;
    const firstLine = (version: string) =>
      new Promise<string>((resolve, reject) => {
        const socket = net.connect(port, '127.0.0.1', () => {
          socket.write(
            `GET /mailbox HTTP/${version}\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`,
          );
        });
        socket.once('data', (data) => resolve(data.toString('latin1').split('\r\n')[0] ?? ''));
        socket.once('error', reject);
      });
    expect(await firstLine('1.0')).toContain(' 404 ');
    expect(await firstLine('1.1')).toContain(' 200 ');
    listening.close();
  });

  test('nobody without signing in where TRUST_PROXY names a proxy', async () => {
    const proxied = createServer({ ...app, config: { ...app.config, trustProxy: ['loopback'] } });
    expect((await request(proxied).get('/mailbox')).status).toBe(404);
  });

  test('nobody without signing in where PUBLIC_URL is an address for everybody', async () => {
    const config = { ...app.config, publicUrl: 'https://news.gazette.example' };
    expect((await request(createServer({ ...app, config })).get('/mailbox')).status).toBe(404);
  });

  test('an admin from anywhere, but no editor', async () => {
    const proxied = (cookie: string) =>
      request(server).get('/mailbox').set('X-Forwarded-For', '203.0.113.9').set('Cookie', cookie);
    expect((await proxied(await signInByPage(server, await makeUser(app, 'admin')))).status).toBe(200);
    expect((await proxied(await signInByPage(server, await makeUser(app, 'editor')))).status).toBe(404);
  });

  test('nobody who comes from another address', async () => {
    const elsewhere = http.createServer((incoming, answer) => {
      Object.defineProperty(incoming.socket, 'remoteAddress', { value: '192.0.2.7' });
      server(incoming, answer);
    });
    expect((await request(elsewhere).get('/mailbox')).status).toBe(404);
  });

  test('nobody at all once SMTP_URL is set', async () => {
    const sending = createServer({ ...app, config: { ...app.config, smtpUrl: 'smtp://127.0.0.1:2525' } });
    for (const path of ['/mailbox', '/mailbox/1', '/mailbox/1/frame']) {
      expect((await request(sending).get(path)).status).toBe(404);
    }
  });
});

describe('A hostile mail (SEC-07)', () => {
  test('is shown in a frame that may open links and nothing else', async () => {
    const page = await request(server).get('/mailbox/1');
    expect(page.text).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
    expect(page.text).toContain('Hello &lt;b>you&lt;/b>');
    expect(page.text).not.toContain('taken');
    expect(page.headers['content-security-policy']).toContain("frame-src 'self'");
  });

  test('is bound by its own response, also when that is opened without the frame', async () => {
    const frame = await request(server).get('/mailbox/1/frame');
    const policy = frame.headers['content-security-policy'] ?? '';
    expect(policy.split('; ')).toEqual(
      expect.arrayContaining([
        'sandbox allow-popups allow-popups-to-escape-sandbox',
        "default-src 'none'",
        'img-src http: https: data:',
        "style-src 'unsafe-inline'",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
      ]),
    );
    expect(policy).not.toMatch(/allow-scripts|allow-same-origin|allow-forms|allow-top-navigation|script-src/);
    expect(frame.headers['x-content-type-options']).toBe('nosniff');
    expect(frame.text).toMatch(/^<!doctype html><base target="_blank">/);
  });

  test('shows as text and as source without becoming markup', async () => {
    const text = await request(server).get('/mailbox/1?view=text');
    expect(text.text).toContain('<a href="https://gazette.example/a?b=1" target="_blank" rel="noreferrer">');
    const source = await request(server).get('/mailbox/1?view=source');
    expect(source.text).toContain('Message-ID');
    expect(source.text).not.toMatch(/<script>parent/);
    const file = await request(server).get('/mailbox/1/message.eml');
    expect(file.headers['content-disposition']).toContain('attachment');
    expect(file.headers['content-security-policy']).toContain('sandbox');
  });
});

test('The list is paged, newest first, and can be narrowed to one address', async () => {
  for (let number = 0; number < 55; number += 1) await keep(app, { subject: `Number ${number}` });
  const first = await request(server).get('/mailbox');
  expect(first.text.indexOf('Number 54')).toBeLessThan(first.text.indexOf('Number 53'));
  expect(first.text).not.toContain('Number 4<');
  const [, older = ''] = /href="(\/mailbox\?before=\d+)"/.exec(first.text) ?? [];
  expect((await request(server).get(older)).text).toContain('Number 4<');
  const narrowed = await request(server).get(`/mailbox?to=READER${serial}@example.org`);
  expect(narrowed.text.match(/class="item"/g)).toHaveLength(1);
});

test.each([
  '/mailbox/0',
  '/mailbox/x',
  '/mailbox/999999',
  '/mailbox/99999999999999999999',
  '/mailbox/1e3/frame',
])(
  'There is no message at %s, which a person at the machine reads in the frame of the mailbox',
  async (path) => {
    const { status, text } = await request(server).get(path);
    expect([status, text.includes('href="/mailbox" aria-current="page"')]).toEqual([404, true]);
  },
);

test('A person who may not look sees the same page below the mailbox as at any address that is none', async () => {
  const plain = async (path: string) =>
    (await request(server).get(path).set('X-Forwarded-For', '203.0.113.9')).text;
  for (const path of ['/mailbox', '/mailbox/1', '/mailbox/nothing/here'])
    expect(await plain(path)).toBe(await plain('/gazette/nothing/here'));
});
