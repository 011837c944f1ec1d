import { createHash } from 'node:crypto';

const TRACKING =
  /^(utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|yclid|igshid|_hs(enc|mi)|wt_mc|xtor|ref_src|at_(medium|campaign)\w*)$/i;
/** Longest text that fits an index of the database. */
const MAX_KEY = 600;

/**
 * A link without scheme, `www.`, default port, tracking parameters and the slash at its end, so that a move to https
 * or a campaign tag makes no new article (FED-22).
 */
export function linkKeyOf(link: string | null | undefined): string | null {
  const url = link ? URL.parse(link) : null;
  if (!url) return null;
  tidySearch(url);
  const hash = /^#(utm_|xtor=|comments?$|respond$|$)/i.test(url.hash) ? '' : url.hash;
  return bounded(`${url.host.replace(/^www\./, '')}${url.pathname.replace(/\/+$/, '')}${url.search}${hash}`);
}

/** The address of a page without its fragment, tracking parameters, and a name and password; undefined for what is none. */
export function tidyPageAddress(text: string): string | undefined {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  tidySearch(url);
  Object.assign(url, { hash: '', username: '', password: '' });
  return url.href;
}

function tidySearch(url: URL): void {
  for (const name of new Set(url.searchParams.keys())) if (TRACKING.test(name)) url.searchParams.delete(name);
  url.searchParams.sort();
}

/** Byte-wise what it is; a longer one by its digest. */
export function bounded(key: string): string {
  return Buffer.byteLength(key) <= MAX_KEY ? key : `long:${createHash('sha256').update(key).digest('hex')}`;
}
