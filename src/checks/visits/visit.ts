import type { App } from '../../platform/app.ts';
import type {
  FetchFailure,
  FetchResult,
  GuardedRequest,
  GuardedResponse,
} from '../../platform/fetch/fetch.ts';
import { pictureSize, type PictureSize } from './picture-size.ts';

/** What became of a visit. */
export type Visit =
  | { is: 'answered'; status: number; url: string; bytes: number | null; size: PictureSize | null }
  | { is: 'failed'; failure: FetchFailure };

const HEAD_MS = 4_000;
const GET_MS = 6_000;
/** Enough for the head of a picture, and for a server to say what it has. */
const FIRST_BYTES = 64_000;
/** What is longer than this is too heavy in any case. */
const HEAVY_BYTES = 1_100_000;

export type VisitKind = 'page' | 'picture';

/**
 * Asks for an address, by HEAD and, where that tells nothing good, by GET: many servers answer the first in another way, or
 * not at all. Of a picture it reads the beginning.
 */
export async function visit(
  app: Pick<App, 'fetch' | 'config'>,
  url: string,
  kind: VisitKind,
): Promise<Visit> {
  const ask = (method: 'HEAD' | 'GET', timeoutMs: number, maxBytes = FIRST_BYTES) =>
    app.fetch(withoutFragment(url), { ...requestOf(app, kind), method, timeoutMs, maxBytes });
  const head = await ask('HEAD', HEAD_MS);
  if (kind === 'page')
    return isGood(head) || isFinal(head) ? visitOf(head) : visitOf(await ask('GET', GET_MS, 1));
  if (isFinal(head)) return visitOf(head);
  const known = head.kind === 'response' && isGood(head) ? lengthOf(head.response) : null;
  const body = await ask('GET', GET_MS, known === null ? HEAVY_BYTES : FIRST_BYTES);
  if (body.kind === 'failure') return visitOf(body);
  const bytes = lengthOf(body.response) ?? known ?? body.response.body.length;
  return { ...answered(body.response), bytes, size: pictureSize(body.response.body) ?? null };
}

const requestOf = (
  { config }: Pick<App, 'config'>,
  kind: VisitKind,
): Pick<GuardedRequest, 'headers' | 'isCut'> => ({
  isCut: true,
  headers: {
    'user-agent': `Mozilla/5.0 (compatible; Paperround; +${config.publicUrl})`,
    accept: kind === 'picture' ? 'image/*,*/*;q=0.8' : 'text/html,*/*;q=0.8',
  },
});

const withoutFragment = (url: string) => url.replace(/#.*$/s, '');

const isGood = (result: FetchResult) => result.kind === 'response' && result.response.status < 400;

/** What another method would not change. */
const isFinal = (result: FetchResult) =>
  result.kind === 'failure' &&
  ['bad-url', 'forbidden-address', 'dns', 'too-many-redirects'].includes(result.failure);

const visitOf = (result: FetchResult): Visit =>
  result.kind === 'failure' ? { is: 'failed', failure: result.failure } : answered(result.response);

const answered = ({ status, url }: GuardedResponse) =>
  ({ is: 'answered', status, url, bytes: null, size: null }) as const;

/** Octets that a server promises; null where it does not say, or says it of packed ones. */
function lengthOf({ headers }: GuardedResponse): number | null {
  const length = Number(headers['content-length'] ?? NaN);
  return headers['content-encoding'] === undefined && Number.isSafeInteger(length) ? length : null;
}
