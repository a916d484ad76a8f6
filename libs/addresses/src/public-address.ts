import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** NAT64: the last four bytes are the IPv4 address of the host. */
const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');

/** Carries an IPv4 address, too; the library takes it for a public one. */
const IPV4_COMPATIBLE = ipaddr.IPv6.parseCIDR('::/96');

/**
 * Whether an address literal (without brackets) may be that of a public web server. False for
 * loopback, private, link-local, CGNAT, multicast, unspecified, documentation and IPv4-mapped
 * addresses, and for what is no address at all. A NAT64 address counts as the IPv4 address in it:
 * in networks with IPv6 only, every public IPv4 host looks like that.
 */
export function isPublicAddress(address: string): boolean {
  // The library also reads forms such as 127.1, which no resolver gives.
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.parse(address);
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.range() === 'unicast';
  if (parsed.match(NAT64)) return isPublicAddress(parsed.toByteArray().slice(-4).join('.'));
  return parsed.range() === 'unicast' && !parsed.match(IPV4_COMPATIBLE);
}

/**
 * The kind of an address literal (without brackets), by the names of ipaddr.js: `loopback`, `private`,
 * `linkLocal`, `unicast` …; null for what is no address. An IPv4-mapped one is `ipv4Mapped`.
 */
export function rangeOf(address: string): string | null {
  return isIP(address) === 0 ? null : ipaddr.parse(address).range();
}
