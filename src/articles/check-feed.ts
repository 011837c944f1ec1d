import { readFile } from 'node:fs/promises';
import { AppError } from '../platform/errors.ts';
import { fetchFeed, type Reader } from './fetch-feed.ts';
import { candidatesOf, type Candidate } from './identity.ts';
import { judge } from './judge.ts';
import { parseInWorker } from './parse-in-worker.ts';
import type { ParsedFeed, ParsedItem } from './parsing/parsed-feed.ts';
import type { Verdict } from './article.ts';

export interface CheckedFeed {
  feed: Omit<ParsedFeed, 'items'>;
  items: (Omit<ParsedItem, 'headline'> & { verdict: Verdict })[];
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
  const verdicts = judgeFirst([...candidates.values()]);
  return {
    feed,
    items: items.map((item) => {
      const { headline: _headline, ...shown } = item;
      const candidate = candidates.get(item);
      return { ...shown, verdict: (candidate && verdicts.get(candidate)) ?? 'duplicate' };
    }),
  };
}

async function readUrl(reader: Reader, url: string): Promise<ParsedFeed> {
  const answer = await fetchFeed(reader, { url });
  if (answer.kind === 'feed') return answer.parsed;
  throw new AppError(
    'feed-unreadable',
    answer.kind === 'failure' ? answer.message : 'The feed did not change.',
  );
}

async function readPath(path: string): Promise<ParsedFeed> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new AppError('file-unreadable', `The file ${path} could not be read.`, { cause: error });
  });
  const result = await parseInWorker({ bytes, contentType: undefined, url: undefined });
  if (result.kind === 'feed') return result.feed;
  throw new AppError('feed-unreadable', result.message);
}

function judgeFirst(candidates: Candidate[]): Map<Candidate, Verdict> {
  const judged = judge(candidates, {
    now: new Date(),
    feedId: 0,
    kind: 'baseline',
    knownCount: 0,
    itemCount: candidates.length,
    previouslyReadAt: null,
    keysInDocument: new Set(),
    similar: [],
  });
  return new Map(judged.map(({ candidate, verdict }) => [candidate, verdict]));
}
