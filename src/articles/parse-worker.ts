import { parentPort } from 'node:worker_threads';
import { parseFeed, type FeedDocument } from './parsing/parse-feed.ts';

parentPort?.on('message', (document: FeedDocument) => parentPort?.postMessage(parseFeed(document)));
