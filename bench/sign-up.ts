import http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { startBare } from './bare.ts';
import { quantile, type Figure } from './table.ts';

const REQUESTS_PER_SECOND = 50;
const SECONDS = 20;

interface Latencies {
  median: number;
  p95: number;
  failed: number;
}

/** Sign-ups at a steady rate, and the same rate against a bare Express route that does one indexed INSERT. */
export async function measureSignUp(url: string, databaseUrl: string): Promise<Figure[]> {
  const bare = await startBare('bare-server.ts', databaseUrl);
  await steadily(`${url}/gazette/subscribe`, 2, 'warm-up');
  await steadily(`${bare.url}/subscribe`, 2, 'warm-up');
  const ours = await steadily(`${url}/gazette/subscribe`, SECONDS, 'reader');
  const reference = await steadily(`${bare.url}/subscribe`, SECONDS, 'reader');
  bare.stop();
  const shown = ({ median, p95 }: Latencies) => `${median.toFixed(1)} / ${p95.toFixed(1)} ms`;
  return [
    {
      what: `sign-up, median / p95 at ${REQUESTS_PER_SECOND} a second`,
      measured: shown(ours),
      must: 'median < 20 ms',
      isMet: ours.median < 20 && ours.failed === 0,
    },
    { what: 'bare Express route with one INSERT, same rate', measured: shown(reference) },
    { what: 'ratio of the medians', measured: `${(ours.median / reference.median).toFixed(1)} times` },
    {
      what: 'sign-ups that were not answered with 202',
      measured: String(ours.failed),
      must: '0',
      isMet: ours.failed === 0,
    },
  ];
}

/** An open loop: requests leave on time whether or not earlier ones were answered. */
async function steadily(url: string, seconds: number, name: string): Promise<Latencies> {
  const agent = new http.Agent({ keepAlive: true });
  const latencies: number[] = [];
  let failed = 0;
  const all: Promise<void>[] = [];
  const began = performance.now();
  for (let n = 0; n < seconds * REQUESTS_PER_SECOND; n += 1) {
    await pause(Math.max(0, began + (n * 1000) / REQUESTS_PER_SECOND - performance.now()));
    const sent = performance.now();
    const answered = post(agent, url, { email: `${name}-${process.pid}-${n}@readers.example` }, n);
    all.push(
      answered.then((status) => {
        latencies.push(performance.now() - sent);
        if (status !== 202) failed += 1;
      }),
    );
  }
  await Promise.all(all);
  agent.destroy();
  return { median: quantile(latencies, 0.5), p95: quantile(latencies, 0.95), failed };
}

function post(agent: http.Agent, url: string, body: object, n: number): Promise<number> {
  const payload = JSON.stringify(body);
  // Every reader from an address of their own: the limits per visitor are not what is measured.
  const visitor = `198.18.${Math.floor(n / 250)}.${(n % 250) + 1}`;
  const headers = {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(payload),
    'X-Forwarded-For': visitor,
  };
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    request.on('error', reject).end(payload);
  });
}
