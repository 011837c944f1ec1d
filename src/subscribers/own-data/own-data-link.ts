import type { App } from '../../platform/app.ts';
import { findLinkKeys } from '../links/link-queries.ts';
import type { LinkOwner } from '../links/links.ts';

const PURPOSE = 'your-data';
const MINUTE_MS = 60_000;
const GOOD_FOR_MINUTES = 24 * 60;

/** The link of a mail that somebody asked for at this moment; a mail that is tried again carries the same. */
export function ownDataUrl(
  { keys, config }: Pick<App, 'keys' | 'config'>,
  { id, linkKey }: LinkOwner,
  requestedAt: Date,
): string {
  const minute = Math.floor(requestedAt.getTime() / MINUTE_MS);
  return `${config.publicUrl}/${PURPOSE}/${keys.signIds(PURPOSE, [id, linkKey, minute])}`;
}

/** Whose link it is: `gone` when the person is not here (any more), undefined for a token that we did not make for this. */
export async function openOwnDataLink(
  { db, keys, now }: Pick<App, 'db' | 'keys' | 'now'>,
  token: string,
): Promise<{ subscriberId: number; isExpired: boolean } | 'gone' | undefined> {
  const [subscriberId, linkKey, minute] = keys.readIds(PURPOSE, token) ?? [];
  if (subscriberId === undefined || minute === undefined) return undefined;
  if ((await findLinkKeys(db, subscriberId))?.linkKey !== linkKey) return 'gone';
  return { subscriberId, isExpired: now().getTime() / MINUTE_MS - minute > GOOD_FOR_MINUTES };
}
