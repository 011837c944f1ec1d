import type { App } from '../../platform/app.ts';
import { readMailToken } from '../../platform/mail-token.ts';
import { findPublication } from '../../publications/index.ts';
import { findAddressOwner } from './link-queries.ts';
import { NOBODY } from './links.ts';

/** What an address is for that names a person, and what its token is signed for. */
export const TOKEN_OF = {
  bounce: 'bounce',
  abuse: 'bounce',
  unsubscribe: 'unsubscribe',
  confirm: 'confirm',
} as const;
type PersonalPurpose = keyof typeof TOKEN_OF;
type OpenPurpose = 'subscribe' | 'help';

/** What of a row's random key fits an address: enough to tell rows of one id apart. */
export const shortKey = (linkKey: number): number => linkKey % 0x1_0000_0000;

/** Whom an address that mail came to is about. */
export type OpenedAddress =
  | {
      purpose: PersonalPurpose;
      publicationId: number;
      subscriberId: number;
      /** Null: mail that belongs to no send, or to one that is not here (any more). */
      sendId: number | null;
    }
  /** Genuine, but the person is not here (any more), the confirmation is another one by now, or it is of a test: it changes nothing. */
  | { purpose: PersonalPurpose; gone: true }
  | { purpose: OpenPurpose; publicationId: number };

/** An address as it names itself, before a look at the database. */
export type NamedAddress =
  | { purpose: PersonalPurpose; ids: number[] }
  | { purpose: OpenPurpose; slug: string };

/** Whether the address is one of ours by its form and its signature, without a query; undefined for strange and forged ones. */
export function readMailAddress({ keys }: Pick<App, 'keys'>, address: string): NamedAddress | undefined {
  const [, word = '', rest = ''] =
    /^([a-z]{4,11})\+([a-z\d-]{1,60})@[^@\s]+$/.exec(address.toLowerCase()) ?? [];
  if (word === 'subscribe' || word === 'help') return { purpose: word, slug: rest };
  if (!Object.hasOwn(TOKEN_OF, word)) return undefined;
  const purpose = word as PersonalPurpose;
  const ids = readMailToken(keys, TOKEN_OF[purpose], rest);
  return ids && { purpose, ids };
}

/**
 * Whom an address is about that mail came to, at whatever domain; undefined for one that is not ours, is forged, or names a
 * publication that does not exist. Addresses that are opened at the same time share a statement.
 */
export async function openMailAddress(
  app: Pick<App, 'db' | 'keys'>,
  address: string,
): Promise<OpenedAddress | undefined> {
  const named = readMailAddress(app, address);
  if (!named) return undefined;
  if ('slug' in named) {
    const publication = await findPublication(app.db, named.slug);
    return publication && { purpose: named.purpose, publicationId: publication.id };
  }
  return openPersonal(app, named.purpose, named.ids);
}

async function openPersonal(
  { db }: Pick<App, 'db'>,
  purpose: PersonalPurpose,
  [subscriberId = NOBODY.id, readerKey, third = 0, sendKey]: number[],
): Promise<OpenedAddress> {
  const gone: OpenedAddress = { purpose, gone: true };
  if (subscriberId === NOBODY.id) return gone;
  const isConfirm = purpose === 'confirm';
  const owner = await findAddressOwner(db, { subscriberId, sendId: isConfirm ? 0 : third });
  if (!owner || shortKey(owner.linkKey) !== readerKey) return gone;
  const { publicationId, nonce, sendLinkKey, hasMoved } = owner;
  if (isConfirm && nonce?.readUInt32BE(0) !== third) return gone;
  // What bounces is the old address, of which nothing follows for the new one.
  if (purpose === 'bounce' && hasMoved) return gone;
  const isOfSend = sendLinkKey !== null && shortKey(sendLinkKey) === sendKey;
  return { purpose, publicationId, subscriberId, sendId: isOfSend ? third : null };
}
