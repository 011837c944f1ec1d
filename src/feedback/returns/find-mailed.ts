import { createMessageIds } from '../../delivery/index.ts';
import { noticeIdsOf } from '../../notices/index.ts';
import type { App } from '../../platform/app.ts';
import { parseTypedAddress } from '../../platform/mail/typed-address.ts';
import {
  findLastSend,
  listMailedBatches,
  listReadersAt,
  listRecentNotices,
  listRecentSends,
  type ReaderAt,
} from './mailed-queries.ts';
import type { Mailed } from './returned.ts';

interface About {
  publicationId?: number;
  /** With or without brackets. */
  messageId?: string | null;
  email?: string | null;
  /** The teller proved that it is a provider of ours: an address is enough. */
  isTrusted: boolean;
  /** The address is that of whoever wrote, so nobody took it out: it must fit. */
  isSender?: boolean;
  /** When it came back. Of an address alone, it is about the last send that mailed the reader before. */
  at?: Date;
}

/** The opaque part of our Message-IDs (`messageIds`, `noticeIdsOf`): of the HMAC, 27 letters of a send's and 24 of a notice's. */
const OPAQUE = /^<?([\w-]{24}|[\w-]{27})@[^@<>\s]+>?$/;

/**
 * Whom a message was for. A Message-ID of ours names the message, which nobody can make up; an address alone counts only from a
 * teller that is trusted, and within its publication (BNC-01, BNC-06).
 */
export async function findMailed(app: App, about: About): Promise<Mailed[]> {
  const email = parseTypedAddress(about.email ?? '')?.key;
  const [, opaque] = OPAQUE.exec(about.messageId?.trim() ?? '') ?? [];
  const readers = email === undefined ? [] : await listReadersAt(app.db, email, about.publicationId);
  if (opaque !== undefined) {
    // An address that is nobody's may be taken out in the form of an address (RFC 6590).
    const isTakenOut = readers.length === 0 && about.isSender !== true;
    const found =
      isTakenOut || email === undefined
        ? await byIdAlone(app, opaque, about.publicationId)
        : await byIdAndReader(app, opaque, readers);
    if (found) return [found];
  }
  if (!about.isTrusted || about.publicationId === undefined) return [];
  return Promise.all(readers.map((reader) => lastMailed(app, reader, about.at)));
}

/** Many providers do not tell which message it was; of several within days, the last one is the likeliest. */
async function lastMailed(
  { db }: App,
  { publicationId, id: subscriberId }: ReaderAt,
  at?: Date,
): Promise<Mailed> {
  const sendId = at === undefined ? null : await findLastSend(db, { publicationId, subscriberId, at });
  return { publicationId, subscriberId, sendId };
}

async function byIdAndReader(app: App, opaque: string, readers: ReaderAt[]): Promise<Mailed | undefined> {
  for (const { id: sendId, publicationId, messageKey } of await listRecentSends(
    app.db,
    readers.map(({ publicationId }) => publicationId),
  )) {
    const idOf = createMessageIds(messageKey);
    const reader = readers.find((one) => one.publicationId === publicationId && idOf(one.id) === opaque);
    if (reader) return { publicationId, subscriberId: reader.id, sendId };
  }
  const notices = await listRecentNotices(
    app.db,
    readers.map(({ id }) => id),
  );
  const notice = notices.find(({ messageKey }) => noticeIdsOf(app, messageKey).includes(opaque));
  return notice && { publicationId: notice.publicationId, subscriberId: notice.subscriberId, sendId: null };
}

/** So many messages of the latest sends are compared where the address was taken out: each costs an HMAC. */
const MOST_COMPARED = 20_000;

async function byIdAlone(app: App, opaque: string, publicationId?: number): Promise<Mailed | undefined> {
  let compared = 0;
  for (const send of await listRecentSends(
    app.db,
    publicationId === undefined ? undefined : [publicationId],
  )) {
    const idOf = createMessageIds(send.messageKey);
    for (const ids of await listMailedBatches(app.db, send.id, MOST_COMPARED - compared)) {
      const subscriberId = ids.find((id) => idOf(id) === opaque);
      if (subscriberId !== undefined)
        return { publicationId: send.publicationId, subscriberId, sendId: send.id };
      compared += ids.length;
    }
    if (compared >= MOST_COMPARED) return undefined;
  }
  return undefined;
}
