import type { App } from '../../platform/app.ts';
import { parseEmailAddress } from '../../platform/mail/email-address.ts';
import type { StoredMail } from '../store/inbound-mail.ts';
import type { Understanding } from '../understanding/understand.ts';

/** So many of one mail are noted. */
const MOST = 10;

/** Keyed hashes, under every live secret, of the addresses that a mail names: it goes when one of them is erased (GDPR-02). */
export function namedHashes(
  { keys }: Pick<App, 'keys'>,
  { from }: StoredMail,
  { sender, replyTo, recipient, others }: Understanding,
): Buffer[] {
  const named = [from, sender, replyTo, recipient, ...others.map((other) => other.recipient)];
  const known = new Set(named.flatMap((address) => parseEmailAddress(address ?? '')?.key ?? []));
  return [...known].slice(0, MOST).flatMap((key) => keys.addressHashes(key));
}
