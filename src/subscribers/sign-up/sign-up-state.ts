import type { App } from '../../platform/app.ts';
import type { Publication } from '../../publications/index.ts';
import { hasBounced } from '../notice-queries.ts';
import type { Ticket } from './ticket.ts';

/** What becomes of a sign-up, for the browser that it came from: nothing but that its mail came back. */
export type SignUpState = 'waiting' | 'bounced';

/** A mail of so long before counts, too: a sign-up that is repeated within it causes none. */
const SAME_REQUEST_MS = 15 * 60_000;

export async function viewSignUpState(
  { db, keys }: Pick<App, 'db' | 'keys'>,
  { id: publicationId }: Publication,
  { address, at }: Ticket,
): Promise<SignUpState> {
  const since = new Date(at.getTime() - SAME_REQUEST_MS);
  const hashes = keys.addressHashes(address.key);
  return (await hasBounced(db, { publicationId, email: address.key, hashes, since })) ? 'bounced' : 'waiting';
}
