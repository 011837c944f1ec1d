import { setTimeout as pause } from 'node:timers/promises';
import { firstRow, rows, type Db } from '../src/platform/database.ts';
import { createKeys, loadSecrets } from '../src/platform/keys.ts';
import { LINK_KEY, personalLinks, SEND_LINK_KEY } from '../src/subscribers/index.ts';
import { flatOut } from './load.ts';
import type { Paper } from './paper.ts';
import type { Figure } from './table.ts';

/** A million, as in `READERS=1000000 npm run bench -- spike`, takes many minutes to send. */
const READERS = Number(process.env['READERS'] ?? 20_000);
const SECONDS = 10;
const MUST_PER_SECOND = 1000;

/** One-click POSTs of mail programs, as fast as they are taken, right after a send has gone out. */
export async function measureLeaving({ url, key, dataDir }: Paper, db: Db): Promise<Figure[]> {
  await db.raw(
    `insert into subscribers (publication_id, status, email, delivery_address, address_hash, confirmed_at)
     select p.id, 'active', a, a, sha256(a::bytea), now()
       from publications p, generate_series(1, :readers) n, lateral (select 'leaving-' || n || '@d' || n % 300 || '.example' as a) x`,
    { readers: READERS },
  );
  await db.raw('analyze subscribers');
  await fetch(`${url}/api/v1/publications/gazette/articles`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({
      url: 'https://gazette.example/leaving',
      title: 'One too many',
      html: '<p>Boats.</p>',
    }),
  });
  const send = await untilSent(db);
  const keys = createKeys(loadSecrets(undefined, dataDir));
  const app = { keys, config: { publicUrl: url } as never };
  const readers = await rows<{ id: number; linkKey: number }>(
    db,
    `select s.id, ${LINK_KEY} as "linkKey" from subscribers s where s.email like 'leaving-%' order by s.id`,
  );
  const left = readers.values();
  const { perSecond, failed } = await flatOut(SECONDS, 200, () => {
    const reader = left.next().value;
    return reader && { url: personalLinks(app, reader, send).unsubscribeUrl, body: {} };
  });
  return [
    {
      what: `one-click POSTs right after a send to ${READERS}`,
      measured: `${Math.round(perSecond)} a second`,
      must: `≥ ${MUST_PER_SECOND} a second`,
      isMet: perSecond >= MUST_PER_SECOND,
    },
    { what: 'of these not answered with 200', measured: String(failed), must: '0', isMet: failed === 0 },
  ];
}

async function untilSent(db: Db): Promise<{ id: number; linkKey: number }> {
  for (;;) {
    const send = await firstRow<{ id: number; linkKey: number }>(
      db,
      `select d.id, ${SEND_LINK_KEY} as "linkKey" from sends d where d.subject like 'One too many%' and d.status = 'sent'`,
    );
    if (send) return send;
    await pause(200);
  }
}
