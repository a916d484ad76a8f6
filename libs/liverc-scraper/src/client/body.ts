import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { codingOf, isDecoderError, isTooLarge, tooLarge, type Coding } from './content-coding.js';
import { DamagedBodyError, UnusableBodyError } from './unusable-body-error.js';

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
 * @throws DamagedBodyError when badly compressed: bytes were changed or lost on the way
 * @throws UnusableBodyError when too large or in a coding that was not offered
 * @throws the signal's abort, or the socket's error when the connection is cut
 */
export async function readBody(
  answer: IncomingMessage,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Body> {
  const name = answer.headers['content-encoding'] ?? '';
  const coding = codingOf(name);
  if (!coding) {
    answer.destroy();
    throw new UnusableBodyError(`in the unknown coding ${JSON.stringify(name.slice(0, 40))}`, 0);
  }
  const wire = new Collector(maxBytes);
  try {
    const content = await decode(answer, coding, wire, maxBytes, signal);
    return { content, wireBytes: wire.size };
  } catch (error) {
    if (isTooLarge(error)) throw new UnusableBodyError(`larger than ${maxBytes} bytes`, wire.size);
    if (isDecoderError(error)) throw new DamagedBodyError('badly compressed', wire.size);
    throw error;
  }
}

async function decode(
  answer: IncomingMessage,
  coding: Coding,
  wire: Collector,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Buffer> {
  if (!coding.stream) await pipeline(answer, wire.take, { signal });
  else {
    const content = new Collector(maxBytes);
    try {
      await pipeline(answer, wire.pass, coding.stream(), content.take, { signal });
      return content.bytes();
    } catch (error) {
      if (!coding.whole || !isDecoderError(error)) throw error;
    }
  }
  return coding.whole ? coding.whole(wire.bytes(), maxBytes) : wire.bytes();
}

/** Keeps what comes by, up to a limit. */
class Collector {
  size = 0;
  private readonly parts: Buffer[] = [];

  constructor(private readonly maxBytes: number) {}

  bytes(): Buffer {
    return Buffer.concat(this.parts, this.size);
  }

  readonly take = async (source: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of source) this.keep(chunk);
  };

  readonly pass = async function* (this: Collector, source: AsyncIterable<Buffer>) {
    for await (const chunk of source) {
      this.keep(chunk);
      yield chunk;
    }
  }.bind(this);

  private keep(chunk: Buffer): void {
    this.size += chunk.length;
    if (this.size > this.maxBytes) throw tooLarge();
    this.parts.push(chunk);
  }
}

/**
 * Reads what is left of an answer nobody wants, so that its connection can serve again; closes the
 * connection instead when that is much or takes long.
 */
export async function discardBody(answer: IncomingMessage, signal: AbortSignal): Promise<void> {
  const patience = AbortSignal.timeout(DISCARD_MS);
  const { take } = new Collector(DISCARD_BYTES);
  try {
    await pipeline(answer, take, { signal: AbortSignal.any([patience, signal]) });
  } catch {
    answer.destroy();
  }
}

const DISCARD_BYTES = 65_536;
const DISCARD_MS = 250;
