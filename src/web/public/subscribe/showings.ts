import type { Request } from 'express';
import type { App } from '../../../platform/app.ts';
import { networkOf } from '../../../platform/fetch/network.ts';
import { createShownCounter } from '../../../subscribers/index.ts';

/** Programs that say of themselves that they are none of the people whom a box is for. */
const ROBOT = /bot\b|bot\/|crawl|spider|slurp|facebookexternalhit|link ?preview|lighthouse|uptime|monitor/i;

/** So many showings a minute count from one network: a school reads, a script that asks for pages does not count for long. */
const MOST_A_MINUTE = 120;
const MINUTE_MS = 60_000;
/** Networks that are counted apart within a minute; who comes later is not limited. */
const MAX_NETWORKS = 20_000;

/** Counts that somebody sees the box. It must not slow the page down, so it writes nothing itself. */
export function createShowings(app: App, stopping: AbortSignal) {
  const counter = createShownCounter(app, stopping);
  const seen = new Map<string, number>();
  let since = -Infinity;

  const isTooMuch = (ip: string | undefined): boolean => {
    const network = ip === undefined ? undefined : networkOf(ip);
    // Without a proxy only this machine itself comes from loopback: a demo, a load test, a health check.
    if (network === undefined || (network === 'loopback' && app.config.trustProxy.length === 0)) return false;
    if (performance.now() - since > MINUTE_MS) {
      seen.clear();
      since = performance.now();
    }
    const count = (seen.get(network) ?? 0) + 1;
    if (seen.size < MAX_NETWORKS || seen.has(network)) seen.set(network, count);
    return count > MOST_A_MINUTE;
  };
  return (request: Request, publicationId: number, source: string): void => {
    if (isByProgram(request) || isTooMuch(request.ip)) return;
    counter.count(publicationId, source);
  };
}

const isByProgram = (request: Request) =>
  request.method === 'HEAD' ||
  /prefetch|prerender/i.test(request.get('Sec-Purpose') ?? request.get('Purpose') ?? '') ||
  ROBOT.test(request.get('User-Agent') ?? '');
