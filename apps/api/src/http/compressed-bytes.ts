import { promisify } from 'node:util';
import { brotliCompress, gzip, zstdCompress } from 'node:zlib';
import type { FastifyRequest } from 'fastify';
import { SingleFlight } from '@trackside/streams';
import { BROTLI, type Encoding, encodingFor, THRESHOLD_BYTES } from './compressed-answers.js';

const ENCODERS: Record<Exclude<Encoding, 'identity'>, (plain: Buffer) => Promise<Buffer>> = {
  br: (plain) => promisify(brotliCompress)(plain, BROTLI),
  zstd: (plain) => promisify(zstdCompress)(plain),
  gzip: (plain) => promisify(gzip)(plain),
};

/** A text that is sent again and again: each encoding of it is made once, when somebody accepts it. */
export class CompressedBytes {
  private readonly plain: Buffer;
  private readonly encoded = new Map<Encoding, Buffer>();
  private readonly encoding = new SingleFlight<Buffer>();

  constructor(text: string) {
    this.plain = Buffer.from(text);
  }

  /** Bytes of all forms that there are. */
  get length(): number {
    return [...this.encoded.values()].reduce((sum, { length }) => sum + length, this.plain.length);
  }

  /** The form in which the answer to the request leaves; the encoding is null where it is plain. */
  async acceptedBy(request: FastifyRequest): Promise<{ body: Buffer; encoding: Encoding | null }> {
    const encoding = encodingFor(request);
    if (encoding === null || encoding === 'identity' || this.plain.length < THRESHOLD_BYTES) {
      return { body: this.plain, encoding: null };
    }
    const known = this.encoded.get(encoding);
    if (known) return { body: known, encoding };
    const body = await this.encoding.run(encoding, () => ENCODERS[encoding](this.plain));
    this.encoded.set(encoding, body);
    return { body, encoding };
  }
}
