import { setTimeout as pause } from 'node:timers/promises';
import type { App } from '../../platform/app.ts';
import { visit, type Visit, type VisitKind } from './visit.ts';

export interface Destination {
  url: string;
  kind: VisitKind;
}

/** Politeness: so many at once, and so many at one host. */
const AT_ONCE = 8;
const AT_ONE_HOST = 2;
/** What is mended is seen soon. */
const GOOD_FOR_MS = 10 * 60_000;
const BAD_FOR_MS = 30_000;
const MAX_KNOWN = 5_000;

interface Known {
  visit: Visit;
  until: number;
}

/** What this process saw lately, by kind and address. */
const known = new Map<string, Known>();
/** Visits under way: whoever asks meanwhile waits for the same. */
const running = new Map<string, Promise<void>>();
const waiting: { host: string; start: () => void }[] = [];
const busy = new Map<string, number>();

/**
 * Visits addresses, or remembers what it saw in the last minutes. What has not answered after `patienceMs` is missing in the
 * result; the visits go on, and a later call finds what they brought.
 */
export async function visitAll(
  app: Pick<App, 'fetch' | 'config'>,
  destinations: Destination[],
  patienceMs: number,
): Promise<Map<string, Visit>> {
  const begun = destinations.map((destination) => ensureVisit(app, destination));
  await Promise.race([Promise.all(begun), pause(patienceMs, undefined, { ref: false })]);
  return new Map(
    destinations.flatMap(({ url, kind }): [string, Visit][] => {
      const found = known.get(keyOf({ url, kind }));
      return found ? [[url, found.visit]] : [];
    }),
  );
}

const keyOf = ({ url, kind }: Destination) => `${kind} ${url}`;

function ensureVisit(app: Pick<App, 'fetch' | 'config'>, destination: Destination): Promise<void> {
  const key = keyOf(destination);
  const found = known.get(key);
  if (found && found.until > performance.now()) return Promise.resolve();
  known.delete(key);
  const under = running.get(key) ?? begin(app, key, destination).finally(() => running.delete(key));
  running.set(key, under);
  return under;
}

async function begin(
  app: Pick<App, 'fetch' | 'config'>,
  key: string,
  { url, kind }: Destination,
): Promise<void> {
  const host = URL.parse(url)?.host ?? '';
  await turn(host);
  try {
    const seen = await visit(app, url, kind);
    const isGood = seen.is === 'answered' && seen.status < 400;
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(key, { visit: seen, until: performance.now() + (isGood ? GOOD_FOR_MS : BAD_FOR_MS) });
  } finally {
    leave(host);
  }
}

const countBusy = () => [...busy.values()].reduce((sum, count) => sum + count, 0);
const hasRoom = (host: string) => countBusy() < AT_ONCE && (busy.get(host) ?? 0) < AT_ONE_HOST;
const enter = (host: string) => busy.set(host, (busy.get(host) ?? 0) + 1);

/** Resolves when a visit at this host may begin. */
function turn(host: string): Promise<void> {
  if (hasRoom(host)) {
    enter(host);
    return Promise.resolve();
  }
  return new Promise((start) => void waiting.push({ host, start }));
}

function leave(host: string): void {
  busy.set(host, (busy.get(host) ?? 1) - 1);
  if (busy.get(host) === 0) busy.delete(host);
  for (let next = waiting.findIndex((one) => hasRoom(one.host)); next !== -1;) {
    const [taken] = waiting.splice(next, 1);
    if (!taken) return;
    enter(taken.host);
    taken.start();
    next = waiting.findIndex((one) => hasRoom(one.host));
  }
}
