import { once } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';
import { Worker } from 'node:worker_threads';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createSesMailer } from '../../../src/mailers/ses/ses-mailer.ts';
import { SELF_SIGNED } from '../../support/mail/certificate.ts';
import { SES_KEYS, startFakeSes } from '../../support/mail/ses.ts';
import { singleMail } from '../../support/sends/transports.ts';

const clear = await startFakeSes();
const secure = await startFakeSes({ isTls: true });
const SERVERS = { http: clear, https: secure };

beforeEach(() => {
  for (const ses of [clear, secure]) {
    ses.act = () => undefined;
    ses.requests.length = 0;
  }
});

function mailerTo(endpoint: string, settings = {}) {
  const all = { region: 'eu-central-1', endpoint, connections: 2, ...SES_KEYS, ...settings };
  const mailer = createSesMailer(all, { connectingMs: 500, answerMs: 900 });
  onTestFinished(() => mailer.close());
  return mailer;
}

/** As if an authority that everybody trusts had signed it. */
function trustCertificate(): void {
  const before = tls.getCACertificates('default');
  tls.setDefaultCACertificates([...before, SELF_SIGNED.cert]);
  onTestFinished(() => tls.setDefaultCACertificates(before));
}

async function listen(serve: (socket: net.Socket) => void): Promise<string> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    serve(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `127.0.0.1:${(server.address() as net.AddressInfo).port}`;
}

/** A port that answers no knock: nobody takes what waits there, and there is room for no more. */
async function openBlackhole(): Promise<string> {
  const worker = new Worker(
    `const { parentPort } = require('node:worker_threads');
     const server = require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
       parentPort.postMessage(server.address().port);
       Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
     });`,
    { eval: true },
  );
  const [port] = (await once(worker, 'message')) as [number];
  const waiting = Array.from({ length: 4 }, () => net.connect(port, '127.0.0.1').on('error', () => {}));
  onTestFinished(async () => {
    for (const socket of waiting) socket.destroy();
    await worker.terminate();
  });
  await vi.waitFor(() => expect(waiting.filter(({ connecting }) => !connecting)).toHaveLength(2), {
    timeout: 100_000,
  });
  return `127.0.0.1:${port}`;
}

const atFault = {
  kind: 'server',
  scope: 'transport',
  reply: expect.stringMatching(/^SES did not answer: ./),
};
const inDoubt = { kind: 'unknown', reply: expect.stringMatching(/^SES \S/) };

describe('A connection that was never made hands nothing over: the transport is at fault, and the message waits (SMTP-01)', () => {
  test.each<[string, () => Promise<string>]>([
    ['nobody listens', async () => 'http://127.0.0.1:9'],
    ['the name leads nowhere', async () => 'https://ses.invalid'],
    ['no connection comes about', async () => `http://${await openBlackhole()}`],
    ['no connection comes about for TLS', async () => `https://${await openBlackhole()}`],
    ['nobody answers the greeting of TLS', async () => `https://${await listen(() => {})}`],
    ['it ends at the greeting of TLS', async () => `https://${await listen((socket) => socket.end())}`],
    [
      'it breaks in the greeting of TLS',
      async () => `https://${await listen((socket) => socket.on('data', () => socket.resetAndDestroy()))}`,
    ],
    ['the server does not speak TLS', async () => clear.endpoint.replace('http:', 'https:')],
    ['the certificate is signed by itself', async () => secure.endpoint],
  ])('%s', async (_case, open) => {
    const mailer = mailerTo(await open());
    expect(await mailer.send(singleMail)).toEqual(atFault);
    expect(await mailer.send(singleMail)).toEqual(atFault);
    expect([...clear.requests, ...secure.requests]).toEqual([]);
  });

  test('the certificate is another’s', async () => {
    trustCertificate();
    const mailer = mailerTo(secure.endpoint.replace('127.0.0.1', 'localhost'));
    expect(await mailer.send(singleMail)).toEqual(atFault);
    expect(secure.requests).toEqual([]);
  });

  test('the transport is changed meanwhile', async () => {
    const mailer = mailerTo(`https://${await listen(() => void mailer.close())}`);
    const { kind, reply } = await mailer.send(singleMail);
    expect([kind, reply]).toEqual(['server', 'SES did not answer: the transport was closed']);
  });

  test('there are no keys to sign with', async () => {
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_PROFILE', 'AWS_WEB_IDENTITY_TOKEN_FILE'])
      vi.stubEnv(name, undefined);
    for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE']) vi.stubEnv(name, '/nowhere');
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
    onTestFinished(() => void vi.unstubAllEnvs());
    const mailer = mailerTo(clear.endpoint, { accessKeyId: undefined, secretAccessKey: undefined });
    expect(await mailer.send(singleMail)).toEqual(atFault);
    expect(clear.requests).toEqual([]);
  });
});

describe.each(['http', 'https'] as const)('Over %s', (protocol) => {
  const ses = SERVERS[protocol];

  test.each(['close-after-reading', 'silent-after-reading', 'close-in-answer'] as const)(
    'an answer that is lost (%s) leaves the message in doubt, asked once (SMTP-07)',
    async (act) => {
      trustCertificate();
      ses.act = () => act;
      expect(await mailerTo(ses.endpoint).send(singleMail)).toEqual(inDoubt);
      expect(ses.requests).toHaveLength(1);
    },
  );

  test('that holds for a connection that has served before', async () => {
    trustCertificate();
    const mailer = mailerTo(ses.endpoint, { connections: 1 });
    expect(await mailer.send(singleMail)).toMatchObject({ kind: 'accepted' });
    ses.act = () => 'close-after-reading';
    expect(await mailer.send(singleMail)).toEqual(inDoubt);
    ses.act = () => undefined;
    expect(await mailer.send(singleMail)).toMatchObject({ kind: 'accepted' });
  });

  test('who waits for a connection does not share the doubt of who has it', async () => {
    trustCertificate();
    ses.act = () => (ses.requests.length === 1 ? 'silent-after-reading' : undefined);
    const mailer = mailerTo(ses.endpoint, { connections: 1 });
    const outcomes = await Promise.all([mailer.send(singleMail), mailer.send(singleMail)]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['unknown', 'accepted']);
  });
});

test('SES gets the sender’s own address, which it has verified, whatever return path other servers get', async () => {
  const mailer = mailerTo(clear.endpoint);
  await mailer.send({ ...singleMail, envelopeFrom: 'bounce+token@elsewhere.example' });
  const messages = [
    {
      envelopeFrom: 'bounce+other@elsewhere.example',
      fromAddress: 'news@gazette.example',
      to: 'ada@readers.example',
      size: 20,
      render: () => Buffer.from('Subject: x\r\n\r\nx\r\n'),
      settle: () => {},
    },
  ];
  await mailer.sendAll(() => messages.pop());
  expect(clear.taken.slice(-2).map(({ from }) => from)).toEqual([
    singleMail.from.address,
    'news@gazette.example',
  ]);
});
