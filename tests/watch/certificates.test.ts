import { mkdtempSync, writeFileSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import { once } from 'node:events';
import os from 'node:os';
import path from 'node:path';
import tls from 'node:tls';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { firstRow, rows } from '../../src/platform/database.ts';
import { selfSigned } from '../../src/platform/self-signed.ts';
import { listIncidents } from '../../src/reports/index.ts';
import { watchCertificates } from '../../src/watch/index.ts';
import { severityOf } from '../../src/watch/outside/certificate-span.ts';
import { readCertificate, type Place } from '../../src/watch/outside/read-certificate.ts';
import { createTestApp } from '../support/app/app.ts';

const DAY_MS = 24 * 3_600_000;
const certFile = path.join(mkdtempSync(path.join(os.tmpdir(), 'certificate-')), 'cert.pem');
const app = await createTestApp({
  PUBLIC_URL: 'https://news.gazette.example',
  SMTP_URL: 'smtp://mail.gazette.example',
  INBOUND_IMAP: 'imaps://reader:secret@mail.gazette.example',
  INBOUND_TLS_CERT: certFile,
  INBOUND_TLS_KEY: certFile,
});
const servers: net.Server[] = [];
afterAll(() => servers.forEach((server) => server.close()));
beforeEach(() => app.db.raw('truncate incidents, outside_looks'));

const now = new Date('2026-12-01T12:00:00Z');
const days = (count: number) => new Date(now.getTime() + count * DAY_MS);
test.each([
  ['of ninety days', 90, 15, undefined],
  ['of ninety days', 90, 13, 'minor'],
  ['of ninety days', 90, 2, 'severe'],
  ['that is over', 90, -1, 'severe'],
  ['of a year', 365, 15, undefined],
  ['of six days', 6, 2, undefined],
  ['of six days', 6, 1, 'minor'],
  ['of six days', 6, 0.4, 'severe'],
] as const)('A certificate %s (%i) with %d days left: %s', (_name, whole, left, severity) => {
  expect(severityOf({ from: days(left - whole), until: days(left) }, now)).toBe(severity);
});

/** A server that says these words, encrypts, and shows its certificate. */
async function serve(words: string[], shows: { key: string; cert: string }) {
  const server = net.createServer((socket) => {
    socket.on('error', () => {});
    const encrypt = () => {
      const secure = new tls.TLSSocket(socket, { isServer: true, ...shows });
      secure.on('error', () => {});
    };
    if (words.length === 0) return encrypt();
    const [greeting, ...answers] = words;
    socket.write(greeting ?? '');
    const answer = () => {
      socket.write(answers.shift() ?? '');
      if (answers.length > 0) return;
      socket.off('data', answer);
      encrypt();
    };
    socket.on('data', answer);
    return undefined;
  });
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

test('A certificate is read where it is shown: at once, after STARTTLS of SMTP and IMAP, or in a file', async () => {
  const shown = selfSigned('news.gazette.example', 30);
  writeFileSync(certFile, shown.cert);
  const at = async (says: 'tls' | 'smtp' | 'imap', words: string[]) =>
    readCertificate({ host: '127.0.0.1', port: await serve(words, shown), says });
  const spans = [
    await at('tls', []),
    await at('smtp', ['220-one\r\n220 two\r\n', '250-mail\r\n250-SIZE\r\n250 STARTTLS\r\n', '220 go\r\n']),
    await at('imap', ['* OK [CAPABILITY IMAP4rev1 STARTTLS] hello\r\n', 'a OK begin\r\n']),
    await readCertificate({ file: certFile }),
  ];
  const inDays = ({ until }: { until: Date }) => Math.round((until.getTime() - Date.now()) / DAY_MS);
  expect(spans.map(inDays)).toEqual([30, 30, 30, 30]);
  // Whoever hangs up, or is not there, shows none.
  const silent = net.createServer((socket) => socket.destroy());
  servers.push(silent.listen(0, '127.0.0.1'));
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  for (const place of [
    { host: '127.0.0.1', port, says: 'smtp' as const },
    { host: '127.0.0.1', port: 1, says: 'tls' as const },
    { file: '/nowhere/cert.pem' },
  ])
    await expect(readCertificate(place)).rejects.toThrow();
});

test('Certificates that end are seen until they are renewed; one that cannot be read says nothing, and is asked later each time', async () => {
  const left: Record<string, number> = {};
  const asked: string[] = [];
  const read = async (place: Place) => {
    const name = 'file' in place ? 'file' : `${place.says} ${place.host}:${place.port}`;
    asked.push(name);
    const end = left[name];
    if (end === undefined) throw new Error('It hung up.');
    return { from: new Date(Date.now() - 60 * DAY_MS), until: new Date(Date.now() + end * DAY_MS) };
  };
  const look = async () => {
    await app.db.raw(`update outside_looks set next_at = now()`);
    await watchCertificates(app, undefined, read);
    return (await listIncidents(app.db)).map(({ severity, news }) => [
      severity,
      news.code === 'certificate-ends' && [news.params.use, news.params.name, news.params.isOver],
    ]);
  };
  const web = 'tls news.gazette.example:443';
  Object.assign(left, { [web]: 10, 'smtp mail.gazette.example:587': 40, 'tls mail.gazette.example:993': -1 });
  const found = await look();
  expect(asked.toSorted()).toEqual([
    'file',
    'smtp mail.gazette.example:587',
    'tls mail.gazette.example:993',
    web,
  ]);
  expect(found).toEqual([
    ['severe', ['imap', 'mail.gazette.example:993', true]],
    ['minor', ['web', 'news.gazette.example:443', false]],
  ]);
  // Between two looks nobody is asked.
  await watchCertificates(app, undefined, read);
  expect(asked).toHaveLength(4);
  const minutes = () =>
    rows<{ minutes: number }>(
      app.db,
      `select round(extract(epoch from next_at - now()) / 60)::int as minutes from outside_looks order by subject`,
    );
  // Imap, inbound, smtp, web.
  expect((await minutes()).map((row) => row.minutes)).toEqual([60, 5, 720, 60]);
  delete left['tls mail.gazette.example:993'];
  left[web] = 80;
  expect(await look()).toEqual([['severe', ['imap', 'mail.gazette.example:993', true]]]);
  expect((await minutes()).map((row) => row.minutes)).toEqual([5, 10, 720, 720]);
  left['tls mail.gazette.example:993'] = 80;
  expect(await look()).toEqual([]);
  expect(await firstRow(app.db, `select count(*)::int as rows from outside_looks`)).toEqual({ rows: 4 });
});
