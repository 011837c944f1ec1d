import {
  findReaderMessage,
  listMessages,
  searchMessages,
  type MessageEntry,
  type MessageState,
} from '../delivery/index.ts';
import type { Db } from '../platform/database.ts';
import { parseTypedAddress } from '../platform/mail/typed-address.ts';
import { listSubscribers } from '../subscribers/index.ts';
import { getSendRow } from './queries.ts';

export interface MessageSearch {
  /** All that have an outcome when it is left out. */
  states?: readonly MessageState[] | undefined;
  /** Part of an address, such as a domain; a whole address finds its reader in any state, and at once. */
  find?: string | undefined;
  /** Only subscriber ids beyond this one. */
  after: number;
  limit: number;
}

/** So many messages are looked at in one go. */
const LOOK_AT = 5_000;

/**
 * Messages of a send by subscriber.
 * @returns `next`: what to go on after, also where nothing was found so far; null at the end.
 * @throws NotFound also when the send belongs to another publication.
 */
export async function findSendMessages(
  db: Db,
  publicationId: number,
  id: number,
  { states, find = '', after, limit }: MessageSearch,
): Promise<{ messages: MessageEntry[]; next: number | null }> {
  await getSendRow(db, publicationId, id);
  const address = parseTypedAddress(find);
  if (address) return { messages: await messageOf(db, publicationId, id, address.key), next: null };
  const part = find.trim().normalize('NFC').toWellFormed().replaceAll('\0', '');
  if (part !== '') return searchMessages(db, id, { states, part, lookAt: LOOK_AT, after, limit });
  const found = await listMessages(db, id, { states, after, limit: limit + 1 });
  const messages = found.slice(0, limit);
  return { messages, next: found.length > limit ? (messages.at(-1)?.subscriberId ?? null) : null };
}

async function messageOf(db: Db, publicationId: number, id: number, email: string): Promise<MessageEntry[]> {
  const [subscriber] = await listSubscribers(db, publicationId, { email, after: 0, limit: 1 });
  // Quicker than the batches, where there is an outcome.
  const [written] = subscriber ? await listMessages(db, id, { after: subscriber.id - 1, limit: 1 }) : [];
  if (written && written.subscriberId === subscriber?.id) return [written];
  const message = subscriber && (await findReaderMessage(db, id, subscriber.id));
  if (!message) return [];
  const { state, attempts, lastReply, at, isPossiblyTwice } = message;
  return [{ subscriberId: subscriber.id, email, state, attempts, lastReply, at, isPossiblyTwice }];
}
