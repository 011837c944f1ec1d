import { readFile } from 'node:fs/promises';
import { AppError } from '../../platform/errors.ts';
import { says, type Reason } from '../../words/index.ts';
import { fetchFeed, type Reader } from './fetch-feed.ts';
import { hintsOf } from './hints.ts';
import { candidatesOf } from '../judging/identity.ts';
import { matchRest } from '../judging/match.ts';
import { parseInWorker } from '../parsing/parse-in-worker.ts';
import type { ParsedFeed, ParsedItem } from '../parsing/parsed-feed.ts';
import type { Verdict } from '../article.ts';

export interface CheckedFeed {
  feed: Omit<ParsedFeed, 'items'>;
  items: (Omit<ParsedItem, 'headline' | 'fingerprint'> & { verdict: Verdict })[];
  /** What the feed's makers could do better. */
  hints: Reason[];
}

/**
 * The feed doctor: reads a feed as a poll would and stores nothing. The verdicts are those of a first poll, so
 * `baseline` for everything but repetitions.
 * @param source an address, which passes the guarded fetch, or a file.
 * @throws AppError when it is no feed or cannot be read, with a sentence that says why.
 */
export async function checkFeed(reader: Reader, source: string): Promise<CheckedFeed> {
  const parsed = /^https?:\/\//i.test(source) ? await readUrl(reader, source) : await readPath(source);
  const { items, ...feed } = parsed;
  const candidates = candidatesOf(parsed);
  const { repeats } = matchRest([...candidates.values()], new Map(), NOTHING_KNOWN);
  return {
    feed,
    items: items.map((item) => {
      const { headline: _headline, fingerprint: _fingerprint, ...shown } = item;
      const candidate = candidates.get(item);
      const isNew = candidate !== undefined && !repeats.has(candidate);
      return { ...shown, verdict: isNew ? 'baseline' : 'duplicate' };
    }),
    hints: hintsOf(parsed),
  };
}

async function readUrl(reader: Reader, url: string): Promise<ParsedFeed> {
  const answer = await fetchFeed(reader, { url });
  if (answer.kind === 'feed') return answer.parsed;
  throw new AppError(
    'feed-unreadable',
    answer.kind === 'failure' ? says(answer.reason) : 'The feed did not change.',
  );
}

async function readPath(path: string): Promise<ParsedFeed> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new AppError('file-unreadable', `The file ${path} could not be read.`, { cause: error });
  });
  const result = await parseInWorker({ bytes, contentType: undefined, url: undefined });
  if (result.kind === 'feed') return result.feed;
  throw new AppError('feed-unreadable', says(result.reason));
}

const NOTHING_KNOWN = { feedId: 0, similar: [], whereabouts: () => 'old' as const, isMadeAnew: false };
