import { openDatabase, type Db } from '../src/platform/database.ts';
import { startBare } from './bare.ts';
import { atRate, flatOut, visitor, type Asked, type Rush } from './load.ts';
import type { Paper } from './paper.ts';
import { measureLeaving } from './spike-leaving.ts';
import { measurePages } from './spike-pages.ts';
import { quantile, type Figure } from './table.ts';

const ROUNDS = 3;
const SECONDS = 10;
const STEADY = { perSecond: 200, seconds: 15 };
const LEAST_SHARE = 0.25;
const MOST_P99_MS = 250;

/**
 * A mention on television: sign-ups, pages and leaving as fast as one process takes them, beside the least that could do the same, in
 * turns for a minute. All on one machine, so the bench's own work counts against both. Mails of sign-ups are held from 2,000 on, as in
 * every spike; the check by the browser is off.
 */
export async function measureSpike(paper: Paper): Promise<Figure[]> {
  const db = openDatabase(paper.databaseUrl);
  try {
    await db.raw("update publications set sign_up_check = 'never'");
    const pages = await measurePages(paper, db);
    const leaving = await measureLeaving(paper, db);
    return [...(await measureSignUps(paper, db)), ...pages, ...leaving];
  } finally {
    await db.destroy();
  }
}

let readers = 0;
const signUpAt = (url: string) => (): Asked => {
  readers += 1;
  const email = `spike-${process.pid}-${readers}@d${readers % 300}.example`;
  return { url, body: { email }, headers: visitor() };
};

async function measureSignUps({ url, databaseUrl }: Paper, db: Db): Promise<Figure[]> {
  const bare = await startBare('bare-server.ts', databaseUrl);
  const ours = signUpAt(`${url}/gazette/subscribe`);
  const theirs = signUpAt(`${bare.url}/subscribe`);
  try {
    await flatOut(2, 202, ours);
    await flatOut(2, 202, theirs);
    const { times, failed } = await atRate(STEADY.perSecond, STEADY.seconds, 202, ours);
    const rounds: { ours: Rush; bare: Rush }[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      rounds.push({ ours: await flatOut(SECONDS, 202, ours), bare: await flatOut(SECONDS, 202, theirs) });
    const p99 = quantile(times, 0.99);
    const share = quantile(
      rounds.map((round) => round.ours.perSecond / round.bare.perSecond),
      0.5,
    );
    const lost = failed + rounds.reduce((sum, round) => sum + round.ours.failed, 0);
    const rate = (who: 'ours' | 'bare') =>
      `${Math.round(
        quantile(
          rounds.map((round) => round[who].perSecond),
          0.5,
        ),
      )} a second`;
    await db.raw('analyze');
    return [
      { what: 'sign-ups as fast as they are taken', measured: rate('ours') },
      { what: 'bare Express route with one INSERT', measured: rate('bare') },
      shareFigure('sign-ups against the bare route', share, LEAST_SHARE),
      {
        what: `p99 at ${STEADY.perSecond} sign-ups a second`,
        measured: `${p99.toFixed(0)} ms (median ${quantile(times, 0.5).toFixed(1)} ms)`,
        must: `< ${MOST_P99_MS} ms`,
        isMet: p99 < MOST_P99_MS,
      },
      { what: 'sign-ups not answered with 202', measured: String(lost), must: '0', isMet: lost === 0 },
    ];
  } finally {
    bare.stop();
  }
}

const shareFigure = (what: string, share: number, least: number): Figure => ({
  what,
  measured: `${share.toFixed(2)} times`,
  must: `≥ ${least} times`,
  isMet: share >= least,
});
