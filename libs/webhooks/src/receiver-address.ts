import { isIP } from 'node:net';
import { isPublicAddress, namesPrivateHost, rangeOf } from '@trackside/addresses';
import { ReceiverRefusedError } from './errors.js';
import type { PrivateReach } from './options.js';

/** Below are those of mail, shells and other services that a POST could disturb. */
const FIRST_FREE_PORT = 1_024;
const WEB_PORTS = new Set(['', '80', '443']);
/** White space and controls, which `URL` takes out, and the backslash, which it turns round. */
const ODD = /[\s\p{Cc}\\]/u;
/** A network's own addresses. Link-local ones are not: clouds keep secrets there. */
const NETWORK = new Set(['loopback', 'private', 'uniqueLocal', 'carrierGradeNat']);

/**
 * The address as it is kept.
 *
 * @throws ReceiverRefusedError when nothing may ever be sent there, as far as its text tells
 */
export function receiverAddress(text: string, reach: PrivateReach): string {
  const url = !ODD.test(text) && URL.canParse(text) ? new URL(text) : null;
  if (!url || !['https:', 'http:'].includes(url.protocol) || url.hostname === '') {
    throw new ReceiverRefusedError('must be an address that begins with https://');
  }
  if (url.username !== '' || url.password !== '') {
    throw new ReceiverRefusedError('must hold no user and no password');
  }
  if (url.hash !== '') throw new ReceiverRefusedError('must hold no fragment: it is never sent');
  if (!WEB_PORTS.has(url.port) && Number(url.port) < FIRST_FREE_PORT) {
    throw new ReceiverRefusedError(`must have the port 443, or one from ${FIRST_FREE_PORT} on`);
  }
  checkHost(url, reach);
  return url.href;
}

/**
 * Whether a connection may be made to an address, as a resolver gives it.
 *
 * @param protocol `https:`, or `http:`, which never leaves the private network
 */
export function mayConnect(address: string, protocol: string, reach: PrivateReach): boolean {
  if (isPublicAddress(address)) return protocol === 'https:';
  const range = rangeOf(address);
  if (reach === 'network') return range !== null && NETWORK.has(range);
  return reach === 'loopback' && range === 'loopback';
}

function checkHost({ protocol, hostname }: URL, reach: PrivateReach): void {
  const host = hostname.replace(/^\[|\]$/g, '');
  const name = host.replace(/\.$/, '');
  const isLocal = isIP(name) ? rangeOf(name) === 'loopback' : /(?:^|\.)localhost$/.test(name);
  const isPrivate = isLocal || namesPrivateHost(name);
  if (isIP(name) && !mayConnect(name, isPublicAddress(name) ? 'https:' : protocol, reach)) {
    throw new ReceiverRefusedError('must not lead to an address that is not public');
  }
  if (isPrivate && !(reach === 'network' || (isLocal && reach === 'loopback'))) {
    throw new ReceiverRefusedError('must not name a host of a private network');
  }
  const mayBePlain = isPrivate || (reach === 'network' && !isIP(name));
  if (protocol !== 'https:' && !mayBePlain) {
    throw new ReceiverRefusedError('must be an address that begins with https://');
  }
}
