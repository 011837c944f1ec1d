import ipaddr from 'ipaddr.js';

/** From the narrowest to the widest: what a household has, what a customer has, what an organisation has. */
export const NETWORK_STEPS = ['network', 'site', 'block'] as const;
export type NetworkStep = (typeof NETWORK_STEPS)[number];

/** Names of the networks that an address is part of; the narrowest is always there. */
export type Networks = { network: string } & Partial<Record<NetworkStep, string>>;

/**
 * What limits count visitors by: an IPv4 address, or the /64 of an IPv6 one, because that is what one household has; and
 * the wider networks around it, because whoever has a /48 has 65,536 of those. `loopback` for this machine; undefined for
 * what is no address.
 */
export function networksOf(ip: string): Networks | undefined {
  if (!ipaddr.isValid(ip)) return undefined;
  const address = ipaddr.process(ip);
  if (address.range() === 'loopback') return { network: 'loopback' };
  const bytes = address.toByteArray();
  const wide = (bits: number) => `${bytes.slice(0, bits / 8).join('.')}/${bits}`;
  return address.kind() === 'ipv4'
    ? { network: address.toString(), block: wide(24) }
    : { network: wide(64), site: wide(56), block: wide(48) };
}

/** The narrowest of them. */
export const networkOf = (ip: string): string | undefined => networksOf(ip)?.network;
