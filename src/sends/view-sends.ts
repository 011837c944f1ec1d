import {
  countMessages,
  listMessages,
  routeReasons,
  type MessageCounts,
  type MessageEntry,
  type MessagePage,
} from '../delivery/index.ts';
import type { Db } from '../platform/database.ts';
import { NotFound } from '../platform/errors.ts';
import { findEarlierProgress } from './progress-queries.ts';
import { getSendRow, listSendRows, listStoryRows, type SendPage, type SendStory } from './queries.ts';
import { withSegments } from './segment-of.ts';
import type { Send } from './send.ts';

export interface SendView extends Send {
  counts: MessageCounts;
}

/** A send and how fast it goes out. */
export interface SendProgress extends SendView {
  /** Messages that got an outcome in the last seconds, per second; null when it is not sending or has only begun. */
  ratePerSecond: number | null;
  /** Until the queue is empty at this rate; null when that cannot be told. */
  secondsLeft: number | null;
}

/** @throws NotFound */
export async function getSend(db: Db, publicationId: number, id: number): Promise<SendProgress> {
  const [found] = await withReasons(db, publicationId, [await getSendRow(db, publicationId, id)]);
  const send = await withCounts(db, found);
  const earlier = send.status === 'sending' ? await findEarlierProgress(db, id) : undefined;
  return { ...send, ...speedOf(send.counts, earlier) };
}

/** @throws NotFound also when the send belongs to another publication. */
export async function getSendStory(db: Db, publicationId: number, sendId: number): Promise<SendStory> {
  const [story] = await readStories(db, publicationId, { sendId });
  if (!story) throw new NotFound(`The send ${sendId}`);
  return story;
}

/** Every send of an article, the oldest first. */
export async function listSendStories(
  db: Db,
  publicationId: number,
  articleId: number,
): Promise<SendStory[]> {
  return readStories(db, publicationId, { articleId });
}

async function readStories(
  db: Db,
  publicationId: number,
  of: { sendId?: number; articleId?: number },
): Promise<SendStory[]> {
  const stories = await withSegments(db, await listStoryRows(db, publicationId, of));
  return withReasons(db, publicationId, stories);
}

/** Newest first. */
export async function listSends(db: Db, publicationId: number, page: SendPage): Promise<SendView[]> {
  const sends = await withReasons(db, publicationId, await listSendRows(db, publicationId, page));
  return Promise.all(sends.map((send) => withCounts(db, send)));
}

/** Messages of a send by subscriber, in some states; without them those with an outcome. @throws NotFound */
export async function listSendMessages(
  db: Db,
  publicationId: number,
  id: number,
  page: MessagePage,
): Promise<MessageEntry[]> {
  await getSendRow(db, publicationId, id);
  return listMessages(db, id, page);
}

/** A send that is going out may wait for its transport, or have taken another one. */
async function withReasons<Sends extends Send[]>(
  db: Db,
  publicationId: number,
  sends: Sends,
): Promise<Sends> {
  const isGoing = ({ status, reason }: Send) =>
    status === 'sending' && (reason === null || reason.code === 'first-few');
  if (!sends.some(isGoing)) return sends;
  const reason = (await routeReasons(db, [publicationId])).get(publicationId) ?? null;
  return sends.map((send) => (isGoing(send) ? { ...send, reason: reason ?? send.reason } : send)) as Sends;
}

async function withCounts(db: Db, send: Send): Promise<SendView> {
  return { ...send, counts: await countMessages(db, send.id) };
}

function speedOf(
  { audience, queued, sending }: MessageCounts,
  earlier: { settled: number; seconds: number } | undefined,
): Pick<SendProgress, 'ratePerSecond' | 'secondsLeft'> {
  if (!earlier) return { ratePerSecond: null, secondsLeft: null };
  const open = queued + sending;
  const rate = Math.max(0, audience - open - earlier.settled) / earlier.seconds;
  const ratePerSecond = Math.round(rate * 10) / 10;
  return { ratePerSecond, secondsLeft: rate > 0 ? Math.ceil(open / rate) : open === 0 ? 0 : null };
}
