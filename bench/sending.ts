import { fork } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import nodemailer from 'nodemailer';
import pg from 'pg';
import type { Figure } from './table.ts';

const READERS = 3000;
const CONNECTIONS = 10;
const PATIENCE_MS = 120_000;

interface Taken {
  count: number;
  /** Different ones among them. */
  recipients: number;
  /** Those who got more than one. */
  twice: string[];
  firstAt: number;
  lastAt: number;
}

export interface Sink {
  url: string;
  taken(command?: 'reset' | 'tell'): Promise<Taken>;
  stop(): void;
}

export async function startSink(): Promise<Sink> {
  const child = fork(new URL('sink.ts', import.meta.url));
  const answer = <Message>() =>
    new Promise<Message>((resolve) => child.once('message', resolve as (m: unknown) => void));
  const port = await answer<number>();
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken(command = 'tell') {
      const told = answer<Taken>();
      child.send(command);
      return told;
    },
    stop: () => void child.kill(),
  };
}

/** One article to N readers through the whole program, and a bare nodemailer pool sending one message of that size N times. */
export async function measureSending(
  url: string,
  key: string,
  databaseUrl: string,
  sink: Sink,
): Promise<Figure[]> {
  await fillReaders(databaseUrl);
  const article = {
    url: 'https://gazette.example/harbour',
    title: 'The harbour opens again',
    html: `<p>${'Boats were seen at the pier this morning. '.repeat(60)}</p>`,
  };
  await untilQuiet(sink);
  await sink.taken('reset');
  const pushedAt = Date.now();
  await fetch(`${url}/api/v1/publications/gazette/articles`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(article),
  });
  const ours = await untilTaken(sink);
  await sink.taken('reset');
  await sendBare(sink.url);
  const bare = await untilTaken(sink);
  const rate = ({ count, firstAt, lastAt }: Taken) => (count - 1) / ((lastAt - firstAt) / 1000);
  const perSecond = (taken: Taken) => `${Math.round(rate(taken))} a second`;
  return [
    { what: `an article to ${READERS} readers`, measured: perSecond(ours) },
    {
      what: 'from push to the first message',
      measured: `${((ours.firstAt - pushedAt) / 1000).toFixed(1)} s`,
    },
    {
      what: 'messages / different readers',
      measured: `${ours.count} / ${ours.recipients}`,
      must: `${READERS} / ${READERS}`,
      isMet: ours.count === READERS && ours.recipients === READERS,
    },
    { what: `bare nodemailer pool, ${CONNECTIONS} connections`, measured: perSecond(bare) },
    { what: 'ours against bare', measured: `${(rate(ours) / rate(bare)).toFixed(2)} times` },
  ];
}

async function fillReaders(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(
    `insert into subscribers (publication_id, status, email, delivery_address, address_hash, confirmed_at)
     select p.id, 'active', a, a, sha256(a::bytea), now()
       from publications p, generate_series(1, $1) n, lateral (select 'active-' || n || '@readers.example' as a) x`,
    [READERS],
  );
  await client.query('analyze subscribers');
  await client.end();
}

/** Confirmation mails of the sign-ups before are still on their way. */
async function untilQuiet(sink: Sink): Promise<void> {
  for (let last = -1; ;) {
    const { count } = await sink.taken();
    if (count === last) return;
    last = count;
    await pause(2000);
  }
}

async function untilTaken(sink: Sink): Promise<Taken> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const taken = await sink.taken();
    if (taken.count >= READERS) return taken;
    if (performance.now() > deadline) throw new Error(`only ${taken.count} of ${READERS} messages arrived`);
    await pause(100);
  }
}

async function sendBare(url: string): Promise<void> {
  const pool = nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: CONNECTIONS,
    maxMessages: Infinity,
    ignoreTLS: true,
  } as Parameters<typeof nodemailer.createTransport>[0]);
  const text = 'Boats were seen at the pier this morning. '.repeat(60);
  const all = Array.from({ length: READERS }, (_, n) =>
    pool.sendMail({
      from: 'news@gazette.example',
      to: `active-${n}@readers.example`,
      subject: 'The harbour opens again',
      text,
      html: `<p>${text.repeat(3)}</p>`,
    }),
  );
  await Promise.all(all);
  pool.close();
}
