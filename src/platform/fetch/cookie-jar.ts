/** Cookies of one fetch and its redirects: some sites answer only who brings back what they set (RFC 6265). */
export interface CookieJar {
  keep: (url: URL, setCookie: string | string[] | undefined) => void;
  /** The header for a request; undefined when there is none to send. */
  headerFor: (url: URL) => string | undefined;
}

interface Cookie {
  name: string;
  value: string;
  host: string;
  /** Also for hosts below. */
  isWide: boolean;
  path: string;
  isSecure: boolean;
}

const MAX_COOKIES = 50;
const MAX_LENGTH = 4096;

export function createCookieJar(): CookieJar {
  const cookies = new Map<string, Cookie>();
  return {
    keep(url, setCookie) {
      for (const line of [setCookie ?? []].flat()) {
        const cookie = readCookie(url, line);
        if (!cookie) continue;
        const key = `${cookie.host} ${cookie.path} ${cookie.name}`;
        cookies.delete(key);
        if (cookies.size < MAX_COOKIES && !isExpired(line)) cookies.set(key, cookie);
      }
    },
    headerFor(url) {
      const fitting = [...cookies.values()].filter((cookie) => fits(cookie, url));
      return fitting.length > 0 ? fitting.map(({ name, value }) => `${name}=${value}`).join('; ') : undefined;
    },
  };
}

/** A cookie for another host than its own, or for a whole top-level domain, is none. */
function readCookie({ hostname, pathname }: URL, line: string): Cookie | undefined {
  const [, name = '', value = ''] = /^\s*([^=;\s]+)\s*=\s*([^;]*?)\s*(?:;|$)/.exec(line) ?? [];
  if (name === '' || line.length > MAX_LENGTH || /[^\u0020-\u007e]/.test(name + value)) return undefined;
  const domain = attributeOf(line, 'domain')?.toLowerCase().replace(/^\./, '');
  if (domain && (!isWithin(hostname, domain) || !domain.includes('.'))) return undefined;
  const path = attributeOf(line, 'path');
  return {
    name,
    value,
    host: domain || hostname,
    isWide: Boolean(domain),
    path: path?.startsWith('/') ? path : pathname.replace(/\/[^/]*$/, '') || '/',
    isSecure: /;\s*secure\s*(;|$)/i.test(line),
  };
}

function fits(cookie: Cookie, { hostname, pathname, protocol }: URL): boolean {
  const isHost = cookie.isWide ? isWithin(hostname, cookie.host) : hostname === cookie.host;
  const isPath =
    pathname === cookie.path ||
    pathname.startsWith(cookie.path.endsWith('/') ? cookie.path : `${cookie.path}/`);
  return isHost && isPath && (!cookie.isSecure || protocol === 'https:');
}

const isWithin = (host: string, domain: string) => host === domain || host.endsWith(`.${domain}`);

function isExpired(line: string): boolean {
  const age = attributeOf(line, 'max-age');
  if (age !== undefined) return Number(age) <= 0;
  const expires = attributeOf(line, 'expires');
  return expires !== undefined && Date.parse(expires) < Date.now();
}

const attributeOf = (line: string, name: string) =>
  new RegExp(`;\\s*${name}\\s*=\\s*([^;]*)`, 'i').exec(line)?.[1]?.trim();
