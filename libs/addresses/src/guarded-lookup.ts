import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address.js';

/** Code of the error with which a connection to a private address is refused. */
export const FORBIDDEN_ADDRESS = 'FORBIDDEN_ADDRESS';

/** Asks the system for every address of a name. */
export type Resolve = (
  hostname: string,
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

const resolveWithSystem: Resolve = (hostname, done) =>
  systemLookup(hostname, { all: true }, (error, addresses) => done(error, addresses ?? []));

/**
 * A `lookup` for sockets that refuses names of which any address is not public. It runs when the
 * connection is made, on the very answer that is connected to, so a name cannot change in between.
 *
 * @param isAllowed decides in place of that rule
 */
export function guardedLookup(
  resolve: Resolve = resolveWithSystem,
  isAllowed: (address: string) => boolean = isPublicAddress,
): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, (error, addresses) => {
      if (error) return callback(error, '', 0);
      const forbidden = addresses.find(({ address }) => !isAllowed(address));
      if (forbidden) return callback(forbiddenAddress(hostname, forbidden.address), '', 0);
      const first = addresses[0];
      if (!first) return callback(nameNotFound(hostname), '', 0);
      if (options.all) return callback(null, addresses);
      callback(null, first.address, first.family);
    });
  };
}

/** The error for `hostname` leading to `address`, which is not public. */
export function forbiddenAddress(hostname: string, address: string): NodeJS.ErrnoException {
  const error: NodeJS.ErrnoException = new Error(
    `${hostname} leads to ${address}, which is not a public address`,
  );
  error.code = FORBIDDEN_ADDRESS;
  return error;
}

function nameNotFound(hostname: string): NodeJS.ErrnoException {
  const error: NodeJS.ErrnoException = new Error(`${hostname} has no address`);
  error.code = 'ENOTFOUND';
  return error;
}
