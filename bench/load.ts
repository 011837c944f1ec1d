import http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

export interface Asked {
  url: string;
  /** A body makes it a POST of JSON. */
  body?: object;
  headers?: Record<string, string>;
}

export interface Answered {
  status: number;
  /** Bytes of the body. */
  size: number;
  text: string;
  headers: http.IncomingHttpHeaders;
  ms: number;
}

/** One request, timed until the whole answer is here. */
export function ask(agent: http.Agent, { url, body, headers = {} }: Asked): Promise<Answered> {
  const payload = body && JSON.stringify(body);
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const options = {
      agent,
      method: payload === undefined ? 'GET' : 'POST',
      headers: {
        ...headers,
        ...(payload !== undefined && {
          'Content-Type': 'application/json',
          'Content-Length': Buffer.byteLength(payload),
        }),
      },
    };
    const request = http.request(url, options, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const whole = Buffer.concat(parts);
        resolve({
          status: response.statusCode ?? 0,
          size: whole.length,
          text: whole.toString(),
          headers: response.headers,
          ms: performance.now() - began,
        });
      });
    });
    request.on('error', reject).end(payload);
  });
}

export interface Rush {
  perSecond: number;
  /** Answers with another status than the expected one. */
  failed: number;
}

const WIDTH = 32;

/** A closed loop: so many at once, each as soon as the one before is answered. @param next undefined: there is no more to ask. */
export async function flatOut(
  seconds: number,
  expected: number,
  next: () => Asked | undefined,
): Promise<Rush> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: WIDTH });
  const began = performance.now();
  let count = 0;
  let failed = 0;
  const one = async () => {
    for (;;) {
      const asked = performance.now() - began < seconds * 1000 ? next() : undefined;
      if (!asked) return;
      const { status } = await ask(agent, asked);
      count += 1;
      if (status !== expected) failed += 1;
    }
  };
  await Promise.all(Array.from({ length: WIDTH }, one));
  agent.destroy();
  return { perSecond: count / ((performance.now() - began) / 1000), failed };
}

/** An open loop: requests leave on time whether or not earlier ones were answered. @returns milliseconds of each, and how many failed. */
export async function atRate(
  perSecond: number,
  seconds: number,
  expected: number,
  next: () => Asked,
): Promise<{ times: number[]; failed: number }> {
  const agent = new http.Agent({ keepAlive: true });
  const times: number[] = [];
  let failed = 0;
  const all: Promise<void>[] = [];
  const began = performance.now();
  for (let n = 0; n < seconds * perSecond; n += 1) {
    await pause(Math.max(0, began + (n * 1000) / perSecond - performance.now()));
    all.push(
      ask(agent, next()).then(({ ms, status }) => {
        times.push(ms);
        if (status !== expected) failed += 1;
      }),
    );
  }
  await Promise.all(all);
  agent.destroy();
  return { times, failed };
}

let visitors = 0;
/** Every reader from a network of their own: the limits of networks are not what is measured. */
export function visitor(): Record<string, string> {
  visitors += 1;
  const [high, low] = [visitors >> 16, visitors & 0xffff].map((part) => part.toString(16));
  return { 'X-Forwarded-For': `2001:${high === '0' ? 'db8' : `db${high}`}:${low}::1` };
}
