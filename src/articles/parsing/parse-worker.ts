import { parentPort } from 'node:worker_threads';
import { fingerprintOf } from '../judging/fingerprint.ts';
import { parseFeed, type FeedDocument } from './parse-feed.ts';

parentPort?.on('message', (document: FeedDocument) => {
  const result = parseFeed(document);
  if (result.kind === 'feed')
    for (const item of result.feed.items) item.fingerprint = fingerprintOf(item.content || item.summary);
  parentPort?.postMessage(result);
});
