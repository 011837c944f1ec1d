import type { App } from '../../platform/app.ts';
import { sightOf, type Look, type Page } from './page.ts';

/** What of an App a page can be asked for with. */
type Asker = Pick<App, 'fetch'> & { config: Pick<App['config'], 'publicUrl'> };

const TIMEOUT_MS = 5_000;
/** Of the body nothing is needed. */
const MAX_BYTES = 1024;
const AT_ONCE = 4;
/** A site that is slow is left alone: what was not asked by then counts as unread. */
const DEADLINE_MS = 20_000;

/** Asks for each page, a few at once, within half a minute however many there are. */
export async function askPages(asker: Asker, pages: Page[]): Promise<Look[]> {
  const deadline = performance.now() + DEADLINE_MS;
  const waiting = [...pages];
  const looks: Look[] = [];
  const askOn = async () => {
    for (let page = waiting.shift(); page; page = waiting.shift())
      looks.push(performance.now() < deadline ? await askPage(asker, page) : unread(page));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, askOn));
  return looks;
}

const unread = (page: Page): Look => {
  const { etag, lastModified } = page;
  return { page, sight: 'unread', etag, lastModified };
};

/** With what the server said of its version before, so that it need not send the page. */
async function askPage({ fetch, config }: Asker, page: Page): Promise<Look> {
  const { etag, lastModified } = page;
  const result = await fetch(page.url, {
    maxBytes: MAX_BYTES,
    isCut: true,
    timeoutMs: TIMEOUT_MS,
    headers: {
      'user-agent': `Paperround (+${config.publicUrl})`,
      accept: 'text/html, application/xhtml+xml;q=0.9, */*;q=0.5',
      ...(etag && { 'if-none-match': etag }),
      ...(lastModified && { 'if-modified-since': lastModified }),
    },
  });
  const sight = sightOf(result, page);
  if (sight !== 'found' || result.kind === 'failure' || result.response.status === 304)
    return { page, sight, etag, lastModified };
  const { headers } = result.response;
  return { page, sight, etag: headers['etag'] ?? null, lastModified: headers['last-modified'] ?? null };
}
