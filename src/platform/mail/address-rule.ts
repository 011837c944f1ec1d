import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Which hosts and addresses a guarded fetch may reach (SEC-30). */
export interface AddressRule {
  /** Named by the operator: any address, any port. `host` as `URL.hostname` gives it. */
  allowsHost(host: string): boolean;
  /** Inside a block that the operator named: any port. */
  allowsAddress(address: string): boolean;
}

/** @param allow hosts, single addresses or CIDR blocks (`FETCH_ALLOW`). */
export function createAddressRule(allow: string[]): AddressRule {
  const hosts = new Set<string>();
  const blocks: [ipaddr.IPv4 | ipaddr.IPv6, number][] = [];
  for (const entry of allow) {
    const bare = entry.replace(/^\[|\]$/g, '');
    if (ipaddr.isValidCIDR(bare)) blocks.push(ipaddr.parseCIDR(bare));
    else if (isIP(bare)) blocks.push([ipaddr.process(bare), ipaddr.process(bare).toByteArray().length * 8]);
    else hosts.add(entry.toLowerCase());
  }
  return {
    allowsHost: (host) => hosts.has(host.toLowerCase()),
    allowsAddress(text) {
      const address = ipaddr.process(text);
      return blocks.some(([block, bits]) => address.kind() === block.kind() && address.match(block, bits));
    },
  };
}

const GLOBAL_UNICAST = ipaddr.IPv6.parse('2000::');

/**
 * Whether an address belongs to the public internet: no loopback, private, link-local, CGNAT, multicast, reserved,
 * NAT64, 6to4 or Teredo address; an IPv4-mapped one counts as the IPv4 address.
 */
export function isPublicAddress(text: string): boolean {
  const address = ipaddr.process(text);
  if (address.range() !== 'unicast') return false;
  // Beyond the named ranges IPv6 has only 2000::/3 in public use; ::/96 and 64:ff9b:1::/48 hide IPv4 addresses.
  return address instanceof ipaddr.IPv4 || address.match(GLOBAL_UNICAST, 3);
}
