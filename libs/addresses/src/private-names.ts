import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.js';

/** Top-level names that are private by definition. */
const PRIVATE_SUFFIX = /(?:^|\.)(?:localhost|local|internal|lan|home\.arpa)$/;

/**
 * Whether an address names, by itself, a host that is not public: a literal, localhost, a single word
 * (a container's name) or a name under a private top-level name. A host that merely resolves to such
 * an address does not count.
 *
 * @param hostname as `URL.hostname` prints it
 */
export function namesPrivateHost(hostname: string): boolean {
  const literal = hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal)) return !isPublicAddress(literal);
  return PRIVATE_SUFFIX.test(hostname) || !hostname.includes('.');
}
