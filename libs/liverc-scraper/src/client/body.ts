import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Transform } from 'node:stream';
import { UnusableBodyError } from './unusable-body-error.js';

/** What we can undo; sent as `Accept-Encoding`. */
export const ACCEPTED_CODINGS = 'gzip, deflate, br';

/** A whole body, decompressed. */
export interface Body {
  content: Buffer;
  /** Bytes as they came over the network. */
  wireBytes: number;
}

/**
 * Reads a whole answer, decompressing as it comes, and gives up as soon as either form is larger
 * than `maxBytes`. Whenever it rejects, the socket is closed.
 *
 * @throws UnusableBodyError when too large, badly compressed or in an unknown coding
 * @throws the signal's abort, or the socket's error when the connection is cut
 */
export async function readBody(
  answer: IncomingMessage,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Body> {
  const decoder = decoderFor(answer);
  const parts: Buffer[] = [];
  let wireBytes = 0;
  let size = 0;
  const tooLarge = () => new UnusableBodyError(`larger than ${maxBytes} bytes`, wireBytes);
  async function* countWire(source: AsyncIterable<Buffer>) {
    for await (const chunk of source) {
      wireBytes += chunk.length;
      if (wireBytes > maxBytes) throw tooLarge();
      yield chunk;
    }
  }
  async function collect(source: AsyncIterable<Buffer>) {
    for await (const chunk of source) {
      size += chunk.length;
      if (size > maxBytes) throw tooLarge();
      parts.push(chunk);
    }
  }
  try {
    if (decoder) await pipeline(answer, countWire, decoder, collect, { signal });
    else await pipeline(answer, countWire, collect, { signal });
  } catch (error) {
    if (isDecoderError(error)) throw new UnusableBodyError('badly compressed', wireBytes);
    throw error;
  }
  return { content: Buffer.concat(parts, size), wireBytes };
}

/**
 * Reads what is left of an answer nobody wants, so that its connection can serve again; closes the
 * connection instead when that is much or takes long.
 */
export async function discardBody(answer: IncomingMessage, signal: AbortSignal): Promise<void> {
  const patience = AbortSignal.timeout(DISCARD_MS);
  try {
    await readBody(answer, DISCARD_BYTES, AbortSignal.any([patience, signal]));
  } catch {
    answer.destroy();
  }
}

const DISCARD_BYTES = 65_536;
const DISCARD_MS = 250;

function decoderFor(answer: IncomingMessage): Transform | null {
  const coding = (answer.headers['content-encoding'] ?? '').trim().toLowerCase();
  switch (coding) {
    case '':
    case 'identity':
      return null;
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
  }
  answer.destroy();
  throw new UnusableBodyError(`in the unknown coding ${JSON.stringify(coding.slice(0, 40))}`, 0);
}

function isDecoderError(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return typeof code === 'string' && /^(?:Z_|ERR__?BROTLI|ERR_PADDING|ERR__ERROR)/.test(code);
}
