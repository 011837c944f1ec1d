import { beforeEach, expect, test } from 'vitest';
import { firstRow } from '../../src/platform/database.ts';
import { updatePublication, type Publication } from '../../src/publications/index.ts';
import { listIncidents } from '../../src/reports/index.ts';
import { listDkimKeys, recordOf } from '../../src/sender-domains/index.ts';
import { watchSenders } from '../../src/watch/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { activeKeys } from '../support/domains/dkim.ts';
import { startDns } from '../support/domains/dns-server.ts';
import { healthyZone } from '../support/domains/sender-domain.ts';

const app = await createTestApp({ SMTP_URL: 'smtp://127.0.0.1:1' });
const dns = await startDns();
const WORLD = { 'example.com': { A: ['192.0.2.9'] } };
let gazette: Publication;
let serial = 0;
let domain = '';
beforeEach(async () => {
  await app.db.raw('truncate incidents, outside_looks');
  serial += 1;
  domain = `gazette${serial}.example`;
  gazette = await makePublication(app, { fromAddress: `news@${domain}` });
  dns.zone = { ...WORLD, ...healthyZone(domain) };
});

const seen = async () =>
  (await listIncidents(app.db, gazette.id)).map(({ severity, news }) => ({ severity, ...news }));
const next = () =>
  firstRow<{ minutes: number; failures: number }>(
    app.db,
    `select round(extract(epoch from next_at - now()) / 60)::int as minutes, failures
       from outside_looks where kind = 'sender' and subject = ?`,
    [String(gazette.id)],
  );
/** When its time has come. @returns how long until the next. */
async function look() {
  await app.db.raw(`update outside_looks set next_at = now()`);
  await watchSenders(app, undefined, dns.resolver);
  return next();
}
const gone = (...records: string[]) => ({ code: 'sender-records-gone', params: { domain, records } });

test('Records that were in order and are gone are seen at the second look, until they are there again', async () => {
  expect(await look()).toEqual({ minutes: 360, failures: 0 });
  dns.zone = { ...WORLD, ...healthyZone(domain, { [domain]: { MX: [`10 mail.${domain}`] } }) };
  expect(await look()).toEqual({ minutes: 15, failures: 0 });
  expect(await seen()).toEqual([]);
  // Before its time nobody looks.
  await watchSenders(app, undefined, dns.resolver);
  expect(await seen()).toEqual([]);
  await Promise.all([look(), look()]);
  expect(await seen()).toEqual([{ severity: 'severe', ...gone('spf') }]);
  dns.zone = { ...WORLD, ...healthyZone(domain) };
  expect(await look()).toEqual({ minutes: 360, failures: 0 });
  expect(await seen()).toEqual([]);
});

test('DMARC alone is minor, a key of ours is not, and what was never in order is not gone', async () => {
  dns.zone = { ...WORLD, ...healthyZone(domain, { [`_dmarc.${domain}`]: { TXT: [] } }) };
  for (const _ of [1, 2, 3]) await look();
  expect(await seen()).toEqual([]);
  const keys = await activeKeys(app, domain);
  expect(await listDkimKeys(app.db, domain)).toHaveLength(keys.length);
  const records = Object.fromEntries(keys.map(recordOf).map(({ name, value }) => [name, { TXT: [value] }]));
  dns.zone = { ...WORLD, ...healthyZone(domain, records) };
  await look();
  dns.zone = { ...WORLD, ...healthyZone(domain, { ...records, [`_dmarc.${domain}`]: { TXT: [] } }) };
  for (const _ of [1, 2]) await look();
  expect(await seen()).toEqual([{ severity: 'minor', ...gone('dmarc') }]);
  dns.zone = { ...WORLD, ...healthyZone(domain) };
  for (const _ of [1, 2]) await look();
  expect(await seen()).toEqual([{ severity: 'severe', ...gone('dkim') }]);
});

test('A name server that fails says nothing, and is asked again later each time', async () => {
  await look();
  dns.zone = { ...WORLD, ...healthyZone(domain, { [domain]: 'SERVFAIL' }) };
  expect(await look()).toEqual({ minutes: 5, failures: 1 });
  expect(await look()).toEqual({ minutes: 10, failures: 2 });
  expect(await look()).toEqual({ minutes: 20, failures: 3 });
  expect(await seen()).toEqual([]);
  // What is gone stays so while nobody answers.
  dns.zone = { ...WORLD, ...healthyZone(domain, { [`_dmarc.${domain}`]: { TXT: [] } }) };
  for (const _ of [1, 2]) await look();
  dns.zone = { ...WORLD, ...healthyZone(domain, { [`_dmarc.${domain}`]: 'SERVFAIL' }) };
  await look();
  expect(await seen()).toEqual([{ severity: 'minor', ...gone('dmarc') }]);
});

test('A domain that is gone is seen, but not by a name server that knows no name at all', async () => {
  await look();
  dns.zone = {};
  for (const _ of [1, 2]) await look();
  expect(await seen()).toEqual([]);
  dns.zone = WORLD;
  for (const _ of [1, 2]) await look();
  expect(await seen()).toEqual([{ severity: 'severe', ...gone('domain') }]);
  // Another sender has nothing to do with it.
  dns.zone = { ...WORLD, ...healthyZone(`other-${domain}`) };
  await updatePublication(app, gazette.slug, { fromAddress: `news@other-${domain}` });
  await look();
  expect(await seen()).toEqual([]);
});
