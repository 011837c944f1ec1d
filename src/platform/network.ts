import ipaddr from 'ipaddr.js';

/**
 * What limits count visitors by: an IPv4 address, or the /64 of an IPv6 one, because that is what one household has.
 * `loopback` for this machine; undefined for what is no address.
 */
export function networkOf(ip: string): string | undefined {
  if (!ipaddr.isValid(ip)) return undefined;
  const address = ipaddr.process(ip);
  if (address.range() === 'loopback') return 'loopback';
  if (address.kind() === 'ipv4') return address.toString();
  return `${address.toByteArray().slice(0, 8).join('.')}/64`;
}
