import { setTimeout as pause } from 'node:timers/promises';
import { firstRow, rows, type Db } from '../src/platform/database.ts';
import { createKeys, loadSecrets } from '../src/platform/keys.ts';
import { LINK_KEY, personalLinks, SEND_LINK_KEY } from '../src/subscribers/index.ts';
import { atRate, flatOut, type Asked } from './load.ts';
import type { Paper } from './paper.ts';
import type { Figure } from './table.ts';

/** A million, as in `READERS=1000000 npm run bench -- spike`, takes many minutes to send, three times. */
const READERS = Number(process.env['READERS'] ?? 20_000);
const SECONDS = 10;
const MUST_PER_SECOND = 1000;
/** One reader in a hundred leaves within ten seconds of a send at a thousand mails a second: far more than any send ever caused. */
const LEAVING_PER_SECOND = 100;
const LEAST_SPEED = 0.8;

/** One-click POSTs of mail programs, as fast as they are taken, right after a send has gone out, and what they cost one that is going out. */
export async function measureLeaving(paper: Paper, db: Db): Promise<Figure[]> {
  await db.raw(
    `insert into subscribers (publication_id, status, email, delivery_address, address_hash, confirmed_at)
     select p.id, 'active', a, a, sha256(a::bytea), now()
       from publications p, generate_series(1, :readers) n, lateral (select 'leaving-' || n || '@d' || n % 300 || '.example' as a) x`,
    { readers: READERS },
  );
  await db.raw('analyze subscribers');
  const before = await sendOne(paper, db, 'before');
  const press = await linksOf(paper, db, before.send);
  // Some must be left to leave during the next send, and to get it.
  let most = READERS / 2;
  const { perSecond, failed } = await flatOut(SECONDS, 200, () => (most-- > 0 ? press() : undefined));
  const during = await sendWhileLeaving(paper, db, press);
  const after = await sendOne(paper, db, 'after');
  const share = during.speed / ((before.speed + after.speed) / 2);
  return [
    {
      what: `one-click POSTs right after a send to ${READERS}`,
      measured: `${Math.round(perSecond)} a second`,
      must: `≥ ${MUST_PER_SECOND} a second`,
      isMet: perSecond >= MUST_PER_SECOND,
    },
    {
      what: 'of these not answered with 200',
      measured: String(failed + during.failed),
      must: '0',
      isMet: failed + during.failed === 0,
    },
    {
      what: `a send while ${LEAVING_PER_SECOND} a second leave, against sends before and after`,
      measured: `${[before, during, after].map(({ speed }) => Math.round(speed)).join(', ')} a second: ${share.toFixed(2)} times`,
      must: `≥ ${LEAST_SPEED} times`,
      isMet: share >= LEAST_SPEED,
    },
  ];
}

interface Sent {
  send: { id: number; linkKey: number };
  /** Mails a second, from the first to the last. */
  speed: number;
}

/** An article to all who are readers now. */
async function sendOne({ url, key, sink }: Paper, db: Db, name: string): Promise<Sent> {
  await sink.taken('reset');
  await fetch(`${url}/api/v1/publications/gazette/articles`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({
      url: `https://gazette.example/leaving-${name}`,
      title: `One too many, ${name}`,
      html: '<p>Boats.</p>',
    }),
  });
  const send = await untilSent(db, `One too many, ${name}`);
  const { count, firstAt, lastAt } = await sink.taken();
  return { send, speed: count / ((lastAt - firstAt) / 1000) };
}

async function sendWhileLeaving(
  paper: Paper,
  db: Db,
  press: () => Asked | undefined,
): Promise<Sent & { failed: number }> {
  let failed = 0;
  const ended = new AbortController();
  const sending = sendOne(paper, db, 'during').finally(() => ended.abort());
  while (!ended.signal.aborted) {
    failed += (await atRate(LEAVING_PER_SECOND, 1, 200, () => somebody(press()))).failed;
  }
  return { ...(await sending), failed };
}

function somebody(asked: Asked | undefined): Asked {
  if (!asked) throw new Error('everybody has left: READERS must be more');
  return asked;
}

/** The way out of each reader, one after the other. */
async function linksOf(
  { url, dataDir }: Paper,
  db: Db,
  send: Sent['send'],
): Promise<() => Asked | undefined> {
  const app = { keys: createKeys(loadSecrets(undefined, dataDir)), config: { publicUrl: url } as never };
  const readers = await rows<{ id: number; linkKey: number }>(
    db,
    `select s.id, ${LINK_KEY} as "linkKey" from subscribers s where s.email like 'leaving-%' order by s.id`,
  );
  const left = readers.values();
  return () => {
    const reader = left.next().value;
    return reader && { url: personalLinks(app, reader, send).unsubscribeUrl, body: {} };
  };
}

async function untilSent(db: Db, title: string): Promise<Sent['send']> {
  for (;;) {
    const send = await firstRow<{ id: number; linkKey: number }>(
      db,
      `select d.id, ${SEND_LINK_KEY} as "linkKey" from sends d where d.subject like ? || '%' and d.status = 'sent'`,
      [title],
    );
    if (send) return send;
    await pause(200);
  }
}
