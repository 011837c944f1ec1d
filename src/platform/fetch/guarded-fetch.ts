import dns from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import { Agent, request as httpRequest, type Dispatcher } from 'undici';
import { createAddressRule, isPublicAddress, type AddressRule } from '../mail/address-rule.ts';
import { createCookieJar, type CookieJar } from './cookie-jar.ts';
import { failureOf, FetchRefused } from './fetch-failure.ts';
import type { GuardedFetch, GuardedRequest, GuardedResponse } from './fetch.ts';
import { inflateBody } from './inflate-body.ts';

const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * A request to an address that came from outside (SEC-30, FED-05). No proxy of the environment is used, and the address is
 * checked when the socket connects, so a name that changes its answer in between gains nothing.
 * @param allow hosts or CIDR blocks that may be private and on any port (`FETCH_ALLOW`).
 */
export function createGuardedFetch(allow: string[], lookup: LookupFunction = dns.lookup): GuardedFetch {
  const rule = createAddressRule(allow);
  return async (url, request) => {
    try {
      return { kind: 'response', response: await follow(rule, lookup, url, request) };
    } catch (error) {
      return { kind: 'failure', failure: failureOf(error) };
    }
  };
}

async function follow(
  rule: AddressRule,
  lookup: LookupFunction,
  address: string,
  request: GuardedRequest,
): Promise<GuardedResponse> {
  const signal = AbortSignal.timeout(request.timeoutMs);
  const redirects: GuardedResponse['redirects'] = [];
  const cookies = createCookieJar();
  let headers = request.headers ?? {};
  let url = parseWebUrl(address);
  for (;;) {
    const answer = await visit(rule, lookup, url, { ...request, headers }, cookies, signal);
    const { location } = answer.headers;
    const isRedirect = REDIRECTS.has(answer.status) && location !== undefined;
    if (!isRedirect || request.canRedirect === false) {
      return { ...answer, url: url.href, redirects };
    }
    if (redirects.length === MAX_REDIRECTS) throw new FetchRefused('too-many-redirects');
    const target = parseWebUrl(location, url);
    redirects.push({ status: answer.status, from: url.href, to: target.href });
    if (target.origin !== url.origin) headers = withoutCredentials(headers);
    url = target;
  }
}

/** One hop. Every hop has its own connection: nothing is shared between addresses that were checked apart. */
async function visit(
  rule: AddressRule,
  lookup: LookupFunction,
  url: URL,
  request: GuardedRequest,
  cookies: CookieJar,
  signal: AbortSignal,
): Promise<Pick<GuardedResponse, 'status' | 'headers' | 'body'>> {
  const agent = new Agent({ allowH2: false, connect: { lookup: guardedLookup(rule, url, lookup) } });
  const cookie = cookies.headerFor(url);
  try {
    const answer = await httpRequest(url, {
      method: request.method ?? 'GET',
      dispatcher: agent,
      signal,
      body: request.body ?? null,
      headers: { 'accept-encoding': 'gzip, deflate, br', ...request.headers, ...(cookie ? { cookie } : {}) },
    });
    cookies.keep(url, answer.headers['set-cookie']);
    const headers = plainHeaders(answer.headers);
    const hasBody =
      !REDIRECTS.has(answer.statusCode) && answer.statusCode !== 304 && request.method !== 'HEAD';
    const read = request.isCut ? readStart : readBody;
    const body = hasBody ? await read(answer.body, headers, request.maxBytes) : Buffer.alloc(0);
    return { status: answer.statusCode, headers, body };
  } finally {
    await agent.destroy();
  }
}

/** Only http(s), no userinfo. Odd spellings of addresses (decimal, hex, octal) come out of `URL` as plain ones. */
function parseWebUrl(text: string, base?: URL): URL {
  const url = URL.parse(text, base?.href);
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) throw new FetchRefused('bad-url');
  if (url.username !== '' || url.password !== '') throw new FetchRefused('bad-url');
  return url;
}

/** Answers with the addresses that may be reached; refuses when there is none. Throws at once for an IP literal. */
function guardedLookup(rule: AddressRule, url: URL, lookup: LookupFunction): LookupFunction {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isOpenPort = ['', '80', '443'].includes(url.port);
  const mayReach = (address: string) =>
    rule.allowsHost(host) || rule.allowsAddress(address) || (isOpenPort && isPublicAddress(address));
  // The socket never looks up a literal, so it is judged here.
  if (isIP(host) && !mayReach(host)) throw new FetchRefused('forbidden-address');
  return (name, options, callback) => {
    lookup(name, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '', 0);
      const open = [found].flat().filter((entry) => typeof entry === 'object' && mayReach(entry.address));
      const [first] = open as dns.LookupAddress[];
      if (!first) return callback(new FetchRefused('forbidden-address'), '', 0);
      if (options.all) return callback(null, open as dns.LookupAddress[]);
      return callback(null, first.address, first.family);
    });
  };
}

function withoutCredentials(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !/^(authorization|cookie|proxy-authorization)$/i.test(name)),
  );
}

function plainHeaders(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}

/** The first `maxBytes` at most; what follows is left where it is. */
async function readStart(body: Readable, _headers: object, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size >= maxBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, maxBytes);
}

/** Reads at most `maxBytes`, on the wire and after decompression, so that a gzip bomb ends early. */
async function readBody(body: Readable, headers: Record<string, string>, maxBytes: number): Promise<Buffer> {
  if (Number(headers['content-length'] ?? 0) > maxBytes) throw new FetchRefused('too-large');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += (chunk as Buffer).length;
    if (size > maxBytes) throw new FetchRefused('too-large');
    chunks.push(chunk as Buffer);
  }
  return inflateBody(Buffer.concat(chunks), headers['content-encoding'] ?? '', maxBytes);
}
