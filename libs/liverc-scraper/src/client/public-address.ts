import { BlockList, isIP } from 'node:net';

/** IANA's special-purpose blocks that no public web server lives in. */
const FORBIDDEN_V4: [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** Besides the special blocks: every form that carries an IPv4 address inside, except NAT64. */
const FORBIDDEN_V6: [string, number][] = [
  ['::', 96],
  ['::ffff:0:0', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 32],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
];

const forbiddenV4 = new BlockList();
for (const [net, prefix] of FORBIDDEN_V4) forbiddenV4.addSubnet(net, prefix, 'ipv4');
const forbiddenV6 = new BlockList();
for (const [net, prefix] of FORBIDDEN_V6) forbiddenV6.addSubnet(net, prefix, 'ipv6');
const nat64 = new BlockList();
nat64.addSubnet('64:ff9b::', 96, 'ipv6');

/**
 * Whether an address literal (without brackets) may be that of a public web server. False for
 * loopback, private, link-local, CGNAT, multicast, unspecified, documentation and IPv4-mapped
 * addresses, and for what is no address at all. A NAT64 address counts as the IPv4 address in it:
 * in networks with IPv6 only, every public IPv4 host looks like that.
 */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/%.*$/, '');
  const family = isIP(bare);
  if (family === 4) return !forbiddenV4.check(bare, 'ipv4');
  if (family !== 6) return false;
  if (nat64.check(bare, 'ipv6')) return isPublicAddress(embeddedV4(bare));
  return !forbiddenV6.check(bare, 'ipv6');
}

/** The last 32 bits of an IPv6 address in dotted form. */
function embeddedV4(address: string): string {
  const groups = new URL(`http://[${address}]/`).hostname.slice(1, -1).split(':').slice(-2);
  const [high, low] = groups.map((group) => parseInt(group === '' ? '0' : group, 16));
  return [high! >> 8, high! & 255, low! >> 8, low! & 255].join('.');
}
