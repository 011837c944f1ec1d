import http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { firstRow, openDatabase, type Db } from '../src/platform/database.ts';
import { createKeys, loadSecrets } from '../src/platform/keys.ts';
import { ask, visitor } from './load.ts';
import type { Paper } from './paper.ts';
import { quantile, type Figure } from './table.ts';

const SAMPLES = 200;
const KINDS = ['unknown', 'pending', 'active', 'unsubscribed', 'suppressed'];
const MOST_MS = 5;

/** Sign-ups and codes for addresses of every kind, one after the other in a random order: nothing tells them apart (ENU-01). */
export async function measureEnumeration({ url, databaseUrl, dataDir }: Paper): Promise<Figure[]> {
  const db = openDatabase(databaseUrl);
  try {
    await db.raw("update publications set sign_up_check = 'never'");
    const ways = {
      'sign-ups': (email: string) => ({ url: `${url}/gazette/subscribe`, body: { email } }),
      codes: (email: string) => ({ url: `${url}/gazette/confirm-code`, body: { email, code: '000000' } }),
    };
    const figures: Figure[] = [];
    for (const [name, request] of Object.entries(ways)) {
      const people = await makeEveryKind(db, url, dataDir, name);
      figures.push(...(await measureWay(name, people, request)));
    }
    return figures;
  } finally {
    await db.destroy();
  }
}

interface Person {
  kind: string;
  email: string;
}

async function measureWay(
  name: string,
  people: Person[],
  request: (email: string) => { url: string; body: object },
): Promise<Figure[]> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const times = new Map(KINDS.map((kind): [string, number[]] => [kind, []]));
  const seen = new Set<string>();
  for (const { kind, email } of shuffled(people)) {
    const { ms, status, text, headers } = await ask(agent, { ...request(email), headers: visitor() });
    times.get(kind)?.push(ms);
    const { date: _date, 'x-request-id': _id, etag: _tag, ...told } = headers;
    seen.add(JSON.stringify([status, told, text.replace(/"requestId":"[^"]*"/, '')]));
  }
  agent.destroy();
  const medians = [...times.values()].map((of) => quantile(of, 0.5));
  const apart = Math.max(...medians) - Math.min(...medians);
  return [
    {
      what: `${name}: medians of ${KINDS.join(', ')}`,
      measured: `${medians.map((ms) => ms.toFixed(1)).join(', ')} ms`,
    },
    {
      what: `${name}: how far apart, of ${SAMPLES} each`,
      measured: `${apart.toFixed(2)} ms`,
      must: `< ${MOST_MS} ms`,
      isMet: apart < MOST_MS,
    },
    { what: `${name}: different answers`, measured: String(seen.size), must: '1', isMet: seen.size === 1 },
  ];
}

/** 200 of each kind; their sign-ups lie an hour back, and no mail is on its way. */
async function makeEveryKind(db: Db, url: string, dataDir: string, way: string): Promise<Person[]> {
  const people = KINDS.flatMap((kind) =>
    Array.from({ length: SAMPLES }, (_, n) => ({ kind, email: `${way}-${kind}-${n}@d${n}.example` })),
  );
  const of = (...kinds: string[]) =>
    people.filter(({ kind }) => kinds.includes(kind)).map(({ email }) => email);
  const agent = new http.Agent({ keepAlive: true, maxSockets: 4 });
  await Promise.all(
    of('pending', 'active', 'unsubscribed').map((email) =>
      ask(agent, { url: `${url}/gazette/subscribe`, body: { email }, headers: visitor() }),
    ),
  );
  agent.destroy();
  await untilMailed(db);
  await db.raw(
    `update subscribers set status = case when email = any(:active) then 'active' else 'unsubscribed' end, confirmed_at = now()
      where email = any(:active) or email = any(:left)`,
    { active: of('active'), left: of('unsubscribed') },
  );
  const keys = createKeys(loadSecrets(undefined, dataDir));
  await db.raw("insert into suppressions (address_hash, reason) select unnest(?::bytea[]), 'complained'", [
    of('suppressed').map((email) => keys.addressHashes(email)[0]),
  ]);
  await db.raw("update confirmation_requests set at = at - interval '1 hour', confirmed = true");
  await db.raw("update notices set requested_at = requested_at - interval '1 hour'");
  await db.raw('analyze');
  return people;
}

async function untilMailed(db: Db): Promise<void> {
  for (;;) {
    const row = await firstRow<{ count: number }>(
      db,
      "select count(*) from notices where state in ('queued', 'unknown')",
    );
    if (!row?.count) return;
    await pause(200);
  }
}

const shuffled = <One>(list: One[]): One[] =>
  list
    .map((one): [number, One] => [Math.random(), one])
    .toSorted(([a], [b]) => a - b)
    .map(([, one]) => one);
