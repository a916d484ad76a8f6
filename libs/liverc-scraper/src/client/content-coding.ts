import {
  crc32,
  createBrotliDecompress,
  createGunzip,
  inflateRawSync,
  inflateSync,
} from 'node:zlib';
import type { Transform } from 'node:stream';

/** What is sent as `Accept-Encoding`: every coding in it is read. */
export const ACCEPTED_CODINGS = 'gzip, deflate, br';

/** One way in which a body may be compressed. */
export interface Coding {
  /** Undoes it as the bytes come; null where the whole body is needed first. */
  stream: (() => Transform) | null;
  /**
   * Undoes it for a whole body, or for one at which the stream failed; null where that would not
   * help.
   *
   * @throws the error of zlib
   */
  whole: ((bytes: Buffer, maxBytes: number) => Buffer) | null;
}

const GZIP: Coding = { stream: () => createGunzip(), whole: gunzipIgnoringRest };

const CODINGS: ReadonlyMap<string, Coding> = new Map([
  ['', { stream: null, whole: null }],
  ['identity', { stream: null, whole: null }],
  ['gzip', GZIP],
  ['x-gzip', GZIP],
  ['deflate', { stream: null, whole: inflateEither }],
  ['br', { stream: () => createBrotliDecompress(), whole: null }],
]);

/** The coding that a `Content-Encoding` names; undefined for one that nobody offered to read. */
export function codingOf(contentEncoding: string | undefined): Coding | undefined {
  return CODINGS.get((contentEncoding ?? '').trim().toLowerCase());
}

/** `deflate` means the zlib format, but servers that send bare deflate data are as old as the word. */
function inflateEither(bytes: Buffer, maxBytes: number): Buffer {
  const options = { maxOutputLength: maxBytes };
  const isZlib = bytes.length > 1 && (bytes[0]! & 15) === 8 && bytes.readUInt16BE(0) % 31 === 0;
  return isZlib ? inflateSync(bytes, options) : inflateRawSync(bytes, options);
}

/**
 * Undoes gzip where something follows that is none: a browser ignores what stands behind a stream
 * that is complete. Members that follow each other are all read, up to the first that is damaged.
 */
function gunzipIgnoringRest(bytes: Buffer, maxBytes: number): Buffer {
  const members: Buffer[] = [];
  let rest = bytes;
  let size = 0;
  while (rest.length > 0) {
    try {
      const { content, length } = gunzipMember(rest, maxBytes - size);
      members.push(content);
      size += content.length;
      rest = rest.subarray(length);
    } catch (error) {
      if (members.length === 0 || isTooLarge(error)) throw error;
      break;
    }
  }
  return Buffer.concat(members, size);
}

/** The first member of gzip data, and how many of the bytes it takes. */
function gunzipMember(bytes: Buffer, maxBytes: number): { content: Buffer; length: number } {
  const start = headerLength(bytes);
  const options = { maxOutputLength: Math.max(1, maxBytes), info: true } as const;
  const { buffer, engine } = inflateRawSync(bytes.subarray(start), options) as unknown as {
    buffer: Buffer;
    engine: { bytesWritten: number };
  };
  const end = start + engine.bytesWritten;
  // The trailer: sum and size of the content, each of 32 bits.
  if (bytes.length < end + 8) throw damaged('unexpected end of file');
  if (bytes.readUInt32LE(end) !== crc32(buffer)) throw damaged('incorrect data check');
  if (bytes.readUInt32LE(end + 4) !== buffer.length) throw damaged('incorrect length check');
  return { content: buffer, length: end + 8 };
}

/** Length of the header of RFC 1952, section 2.3. */
function headerLength(bytes: Buffer): number {
  const isGzip = bytes.length >= 10 && bytes.readUIntBE(0, 3) === 0x1f8b08;
  if (!isGzip) throw damaged('incorrect header check');
  const flags = bytes[3]!;
  let at = 10;
  if (flags & 4) at += 2 + (bytes.length >= at + 2 ? bytes.readUInt16LE(at) : 0);
  for (const flag of [8, 16]) if (flags & flag) at = bytes.indexOf(0, at) + 1 || bytes.length;
  if (flags & 2) at += 2;
  return at;
}

/** The error for content larger than it may be, as zlib throws it. */
export function tooLarge(): NodeJS.ErrnoException {
  return Object.assign(new Error('too large'), { code: 'ERR_BUFFER_TOO_LARGE' });
}

export function isTooLarge(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === tooLarge().code;
}

/** Whether an error says that compressed data is damaged or ends too soon. */
export function isDecoderError(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return typeof code === 'string' && /^(?:Z_|ERR__?BROTLI|ERR_PADDING|ERR__ERROR)/.test(code);
}

function damaged(message: string): NodeJS.ErrnoException {
  return Object.assign(new Error(message), { code: 'Z_DATA_ERROR' });
}
