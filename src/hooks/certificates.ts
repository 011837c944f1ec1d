import type { App } from '../platform/app.ts';

const KEPT_MS = 6 * 3600 * 1000;
const MOST = 20;

/**
 * Certificates by their address, fetched when they are asked for first and kept for hours. Two that ask at once fetch it once.
 * @returns undefined when it cannot be had now; the next one asks again.
 */
export function createCertificates({ fetch, now }: Pick<App, 'fetch' | 'now'>) {
  const kept = new Map<string, { until: number; text: Promise<string | undefined> }>();
  return async (url: string): Promise<string | undefined> => {
    const found = kept.get(url);
    if (found && found.until > now().getTime()) return found.text;
    const text = download(fetch, url);
    kept.delete(url);
    kept.set(url, { until: now().getTime() + KEPT_MS, text });
    for (const oldest of [...kept.keys()].slice(0, -MOST)) kept.delete(oldest);
    const certificate = await text;
    if (certificate === undefined) kept.delete(url);
    return certificate;
  };
}

async function download(fetch: App['fetch'], url: string): Promise<string | undefined> {
  const result = await fetch(url, { maxBytes: 50_000, timeoutMs: 8000 });
  if (result.kind !== 'response' || result.response.status !== 200) return undefined;
  // Somebody else's certificate would prove nothing.
  return result.response.redirects.length === 0 ? result.response.body.toString('latin1') : undefined;
}
