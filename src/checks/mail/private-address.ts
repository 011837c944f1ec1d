import { isIP } from 'node:net';
import { isPublicAddress } from '../../platform/mail/address-rule.ts';

/** Names that no public DNS knows: for one machine, a home, an office, or for tests and examples at work. */
const PRIVATE_ENDS = /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|lan|home\.arpa|corp|home)$/;

/** Whether an address can be reached in one network only, as far as its name says. */
export function isPrivateUrl(url: string): boolean {
  const host = (URL.parse(url)?.hostname ?? '').replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (isIP(host)) return !isPublicAddress(host);
  return PRIVATE_ENDS.test(host) || !host.includes('.');
}
