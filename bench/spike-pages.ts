import { rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { firstRow, type Db } from '../src/platform/database.ts';
import { createKeys, loadSecrets } from '../src/platform/keys.ts';
import { linksOf } from '../src/subscribers/index.ts';
import { startBare } from './bare.ts';
import { ask, flatOut } from './load.ts';
import type { Paper } from './paper.ts';
import { quantile, type Figure } from './table.ts';

const ROUNDS = 3;
const SECONDS = 3;
const LEAST_SHARE = 0.4;
const SIGN_UP = 'sign-up page';

/** Pages that a crowd asks for, each beside a bare Express route that sends the same bytes from memory. */
export async function measurePages(paper: Paper, db: Db): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [name, address] of Object.entries(await publishOne(paper, db)))
    figures.push(await measurePage(name, paper.url + address));
  return figures;
}

async function measurePage(name: string, url: string): Promise<Figure> {
  const agent = new http.Agent();
  const { text, status } = await ask(agent, { url });
  agent.destroy();
  if (status !== 200) throw new Error(`${url} answers ${status}`);
  const file = path.join(os.tmpdir(), `paperround-bench-${process.pid}.html`);
  writeFileSync(file, text);
  const bare = await startBare('bare-bytes.ts', file);
  try {
    const rates = { ours: [] as number[], bare: [] as number[], shares: [] as number[] };
    await flatOut(1, 200, () => ({ url }));
    for (let round = 0; round < ROUNDS; round += 1) {
      const ours = (await flatOut(SECONDS, 200, () => ({ url }))).perSecond;
      const theirs = (await flatOut(SECONDS, 200, () => ({ url: `${bare.url}/page` }))).perSecond;
      rates.ours.push(ours);
      rates.bare.push(theirs);
      rates.shares.push(ours / theirs);
    }
    const share = quantile(rates.shares, 0.5);
    const shown = (of: number[]) => Math.round(quantile(of, 0.5));
    return {
      what: `${name}, ${(text.length / 1000).toFixed(0)} kB`,
      measured: `${shown(rates.ours)} a second, bare ${shown(rates.bare)}: ${share.toFixed(2)} times`,
      // The sign-up page is made for each visitor: its form has a time stamp.
      ...(name !== SIGN_UP && { must: `≥ ${LEAST_SHARE} times`, isMet: share >= LEAST_SHARE }),
    };
  } finally {
    bare.stop();
    rmSync(file, { force: true });
  }
}

/** An article that one reader got. @returns addresses of pages by name. */
async function publishOne({ url, key, dataDir }: Paper, db: Db): Promise<Record<string, string>> {
  const reader = await firstRow<{ id: number }>(
    db,
    `insert into subscribers (publication_id, status, email, delivery_address, address_hash, confirmed_at)
     select id, 'active', 'first@readers.example', 'first@readers.example', sha256('first'), now() from publications
     returning id`,
  );
  await fetch(`${url}/api/v1/publications/gazette/articles`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({
      url: 'https://gazette.example/television',
      title: 'The harbour was on television',
      html: `<p>${'Boats were seen at the pier this morning. '.repeat(60)}</p>`,
    }),
  });
  const sendId = await untilArchived(db);
  const keys = createKeys(loadSecrets(undefined, dataDir));
  const links = await linksOf({ db, keys, config: { publicUrl: url } as never }, reader?.id ?? 0, sendId);
  return {
    [SIGN_UP]: '/gazette',
    archive: '/gazette/archive',
    'a mail of the archive': `/gazette/archive/${sendId}`,
    'a reader’s own copy': new URL(links?.viewUrl ?? '').pathname,
  };
}

async function untilArchived(db: Db): Promise<number> {
  for (let tries = 0; tries < 300; tries += 1) {
    const found = await firstRow<{ sendId: number }>(
      db,
      `select m.send_id as "sendId" from archived_mails m join sends s on s.id = m.send_id where s.status = 'sent' order by 1 desc`,
    );
    if (found) return found.sendId;
    await pause(200);
  }
  throw new Error('the article did not go out');
}
