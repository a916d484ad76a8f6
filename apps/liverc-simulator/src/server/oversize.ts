import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

const MEGABYTE = 1024 * 1024;
const BOMB_PART_MEGABYTES = 16;

/** Writes the same chunk until the client stops reading, leaves, or has had `times` of them. */
function pour(response: ServerResponse, chunk: Buffer, times: number, end: string): void {
  let left = times;
  const writeMore = (): void => {
    while (left > 0) {
      if (response.destroyed) return;
      left--;
      if (!response.write(chunk)) {
        response.once('drain', writeMore);
        return;
      }
    }
    response.end(end);
  };
  writeMore();
}

/** The page, with filler of that size inside of it, in chunks and without a length. */
export function sendHugePage(response: ServerResponse, page: Buffer, megabytes: number): void {
  const cut = page.indexOf('</body>');
  response.writeHead(200, { 'Content-Type': 'text/html; charset=UTF-8' });
  response.write(page.subarray(0, cut));
  const filler = Buffer.alloc(MEGABYTE, '<p>filler without end</p>\n');
  pour(response, filler, megabytes, page.subarray(cut).toString());
}

/**
 * A gzip of a few kilobytes that unpacks to that size. It is one compressed part again and again,
 * which gzip allows, so that the simulator itself never holds the whole.
 */
export function sendGzipBomb(response: ServerResponse, page: Buffer, megabytes: number): void {
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=UTF-8',
    'Content-Encoding': 'gzip',
  });
  response.write(gzipSync(page));
  const part = gzipSync(Buffer.alloc(BOMB_PART_MEGABYTES * MEGABYTE, 32), { level: 9 });
  pour(response, part, Math.ceil(megabytes / BOMB_PART_MEGABYTES), '');
}
