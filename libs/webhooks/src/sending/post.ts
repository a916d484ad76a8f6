import http, { type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import {
  FORBIDDEN_ADDRESS,
  forbiddenAddress,
  guardedLookup,
  type Resolve,
} from '@trackside/addresses';
import type { PrivateReach } from '../options.js';
import { mayConnect } from '../receiver-address.js';
import type { Outcome } from './delivery-store.js';

/** From connecting to the answer's headers. */
const TIMEOUT_MS = 10_000;
/** What an answer says besides its status is of no interest. */
const MAX_HEADER_BYTES = 16_384;
const GONE = 410;

/** A message on its way. */
export interface Letter {
  url: string;
  body: string;
  headers: Record<string, string>;
}

export interface PostOptions {
  reach: PrivateReach;
  timeoutMs?: number;
  /** Asks for the addresses of a name; left out: the system. */
  resolve?: Resolve;
}

/**
 * Posts a message once, on a connection of its own. It follows no redirect, reads no body, and
 * connects to no address that is not for webhooks, whatever the name leads to at that moment.
 *
 * @throws the reason of `signal`, when it aborts
 */
export async function post(
  letter: Letter,
  options: PostOptions,
  signal: AbortSignal,
): Promise<Outcome> {
  const timeout = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
  try {
    const status = await send(letter, options, AbortSignal.any([signal, timeout]));
    const error = status >= 200 && status < 300 ? null : `answered ${status}`;
    return { status, error, isFinal: status === GONE };
  } catch (error) {
    signal.throwIfAborted();
    const why = timeout.aborted ? 'did not answer in time' : reasonOf(error as Error);
    return { status: null, error: why, isFinal: false };
  }
}

function send({ url, body, headers }: Letter, options: PostOptions, signal: AbortSignal) {
  const { protocol, hostname } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const isAllowed = (address: string) => mayConnect(address, protocol, options.reach);
  const request: RequestOptions = {
    method: 'POST',
    headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    // A connection that is kept would be one to an address that was looked at earlier.
    agent: false,
    lookup: guardedLookup(options.resolve, isAllowed),
    maxHeaderSize: MAX_HEADER_BYTES,
    signal,
  };
  return new Promise<number>((resolve, reject) => {
    // Nobody looks a bare address up.
    if (isIP(host) && !isAllowed(host)) throw forbiddenAddress(host, host);
    const answered = (answer: IncomingMessage): void => {
      resolve(answer.statusCode!);
      answer.on('error', () => undefined).destroy();
    };
    const client = protocol === 'https:' ? https : http;
    client.request(url, request, answered).on('error', reject).end(body);
  });
}

/** In words that tell nothing of what a name leads to within this network. */
function reasonOf(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case FORBIDDEN_ADDRESS:
      return 'its name leads to an address that is not public';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'its name was not found';
    case 'ECONNREFUSED':
      return 'refused the connection';
    default:
      return `was not reached (${error.code ?? 'no answer'})`;
  }
}
