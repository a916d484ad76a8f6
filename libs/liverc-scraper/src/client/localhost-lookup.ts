import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';

/**
 * Leads every name below `localhost` to this machine, as RFC 6761 asks for and not every system's
 * resolver does; other names go to the system. For origins that may be private.
 */
export const localhostLookup: LookupFunction = (hostname, options, callback) => {
  if (!hostname.endsWith('.localhost')) return lookup(hostname, options, callback);
  if (!options.all) return callback(null, '127.0.0.1', 4);
  callback(null, [
    { address: '127.0.0.1', family: 4 },
    { address: '::1', family: 6 },
  ]);
};
