import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import type { Reachable } from './trackside.js';

/** An answer as it came: its body is not decoded. */
export interface WireAnswer {
  status: number;
  headers: Record<string, string | undefined>;
  bytes: Buffer;
}

export interface WireRequest {
  method?: string;
  headers?: Record<string, string>;
  body?: unknown;
}

/**
 * Asks without a client that decodes, and sends no header that was not given.
 *
 * @param enough hangs up when it is true of what came so far; without it at the end
 */
export function overTheWire(
  { url }: Reachable,
  path: string,
  { method = 'GET', headers = {}, body }: WireRequest = {},
  enough: (bytes: Buffer) => boolean = () => false,
): Promise<WireAnswer> {
  return new Promise((resolve, reject) => {
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const asking = request(url + path, { method, headers: { ...type, ...headers } }, (response) => {
      let bytes: Buffer = Buffer.alloc(0);
      const end = (): void => {
        const { statusCode: status = 0, headers } = response;
        resolve({ status, headers: headers as WireAnswer['headers'], bytes });
      };
      response.on('data', (chunk: Buffer) => {
        bytes = Buffer.concat([bytes, chunk]);
        if (!enough(bytes)) return;
        end();
        asking.destroy();
      });
      response.on('error', reject);
      response.on('end', end);
    });
    asking.on('error', reject);
    asking.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

const DECODERS: Record<string, (bytes: Buffer) => Buffer> = {
  br: brotliDecompressSync,
  gzip: gunzipSync,
  zstd: zstdDecompressSync,
};

/** The text of an answer, whatever its encoding. */
export function textOf({ headers, bytes }: WireAnswer): string {
  const encoding = headers['content-encoding'];
  return (encoding === undefined ? bytes : DECODERS[encoding]!(bytes)).toString();
}
