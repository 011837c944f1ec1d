import type { FetchResult } from '../../platform/fetch/fetch.ts';

/** The page of an article, and what its server said of its version. */
export interface Page {
  articleId: number;
  publicationId: number;
  url: string;
  siteUrl: string;
  etag: string | null;
  lastModified: string | null;
}

/** `gone`: its own site says that there is no such page; `unread`: nothing says whether it is there. */
export type Sight = 'found' | 'gone' | 'unread';

export interface Look {
  page: Page;
  sight: Sight;
  etag: string | null;
  lastModified: string | null;
}

/** What an answer says about a page. Only its own site can say that it is gone, also after redirects. */
export function sightOf(result: FetchResult, { url, siteUrl }: Pick<Page, 'url' | 'siteUrl'>): Sight {
  if (result.kind === 'failure') return 'unread';
  const { status, url: at } = result.response;
  if (![url, siteUrl].some((own) => isSameSite(at, own))) return 'unread';
  if (status === 404 || status === 410) return 'gone';
  return status === 304 || (status >= 200 && status < 300) ? 'found' : 'unread';
}

/** `www.` and other names below one host are one site. */
function isSameSite(one: string, other: string): boolean {
  const [host = '', own = ''] = [one, other].map(
    (url) => URL.parse(url)?.hostname.replace(/^www\./, '') ?? '',
  );
  return host !== '' && (host === own || host.endsWith(`.${own}`) || own.endsWith(`.${host}`));
}

/** Where a page is; pages of one host vouch for each other. */
export const hostOf = ({ url }: Pick<Page, 'url'>): string => URL.parse(url)?.host ?? '';
