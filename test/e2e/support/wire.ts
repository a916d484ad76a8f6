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

/** Asks without a client that decodes, and sends no header that was not given. */
export function overTheWire(
  { url }: Reachable,
  path: string,
  { method = 'GET', headers = {}, body }: WireRequest = {},
): Promise<WireAnswer> {
  return new Promise((resolve, reject) => {
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const asking = request(url + path, { method, headers: { ...type, ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers as WireAnswer['headers'],
          bytes: Buffer.concat(chunks),
        });
      });
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
