import { createHash } from 'node:crypto';
import type { ImapFlow } from 'imapflow';
import { inTransaction, type App } from '../../platform/app.ts';
import { eachOfOurs } from '../listener/recipients.ts';
import { MOST_KEPT } from '../store/inbound-mail.ts';
import { withDigest } from '../store/keep-mail.ts';
import { insertMails } from '../store/queries.ts';
import { recipientsOf } from '../understanding/understand.ts';
import { readImapUrl } from './imap-url.ts';
import { findPlace, movePlace, type Place } from './mailbox-queries.ts';

/** Of a mailbox that is new to us, or was made anew, so much of its past is read. What we have already is known by its octets. */
const PAST_MS = 7 * 24 * 3600_000;
/** At once: mails are large. */
const MOST_TOGETHER = 20;

/**
 * Keeps what is new in a mailbox, each mail once: the mails and the place up to which it was read are one transaction. They stay in the mailbox, marked
 * as read; a mark that somebody else sets means nothing.
 * @returns how many were kept
 */
export async function lookThrough(app: App, url: string, signal?: AbortSignal): Promise<number> {
  const { options, folder } = readImapUrl(url);
  const { host, port, auth } = options;
  const key = createHash('sha256')
    .update(JSON.stringify([host, port, auth?.user, folder]))
    .digest('hex');
  // Loaded here: most processes look through no mailbox.
  const library = await import('imapflow');
  const client = new library.ImapFlow(options);
  // What fails says so to whoever waits for it.
  client.on('error', () => {});
  const cut = () => client.close();
  signal?.addEventListener('abort', cut);
  try {
    await client.connect();
    const { uidValidity } = await client.mailboxOpen(folder);
    return await takeNew(app, client, key, Number(uidValidity));
  } finally {
    signal?.removeEventListener('abort', cut);
    await client.logout().catch(() => {});
    client.close();
  }
}

async function takeNew(app: App, client: ImapFlow, key: string, uidValidity: number): Promise<number> {
  const place = await findPlace(app.db, key);
  const uids = await newUids(client, place?.uidValidity === uidValidity ? place : undefined);
  for (let begin = 0; begin < uids.length; begin += MOST_TOGETHER) {
    const some = uids.slice(begin, begin + MOST_TOGETHER);
    await takeSome(app, client, key, { uidValidity, uids: some });
    // A mailbox that nobody may write in is read all the same.
    await client.messageFlagsAdd(some.join(','), ['\\Seen'], { uid: true }).catch(() => false);
  }
  return uids.length;
}

/** In their order. */
async function newUids(client: ImapFlow, place: Place | undefined): Promise<number[]> {
  const wanted = place ? { uid: `${place.lastUid + 1}:*` } : { since: new Date(Date.now() - PAST_MS) };
  const found = await client.search(wanted, { uid: true });
  // `n:*` names the last mail also when its UID is below n.
  return (found || []).filter((uid) => uid > (place?.lastUid ?? 0)).toSorted((one, other) => one - other);
}

async function takeSome(
  app: App,
  client: ImapFlow,
  key: string,
  { uidValidity, uids }: { uidValidity: number; uids: number[] },
): Promise<void> {
  const query = { uid: true, internalDate: true, source: { start: 0, maxLength: MOST_KEPT } };
  const fetched = await client.fetchAll(uids.join(','), query, { uid: true });
  const mails = fetched.flatMap(({ source, internalDate }) =>
    source === undefined ? [] : mailsFor(app, source, new Date(internalDate ?? Date.now())),
  );
  await inTransaction(app, async ({ db }) => {
    await insertMails(db, mails);
    await movePlace(db, key, { uidValidity, lastUid: Math.max(...uids) });
  });
}

/** A mail to several addresses of ours is one for each, as by SMTP; to one, its own head says which. */
function mailsFor(app: App, octets: Buffer, at: Date) {
  const each = eachOfOurs(app, recipientsOf(octets));
  return (each.length > 1 ? each : [[]]).map((to) =>
    withDigest({ way: 'imap', from: null, to, peer: null, at, octets }),
  );
}
