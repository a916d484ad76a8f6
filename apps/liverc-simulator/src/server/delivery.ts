import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { FaultEffect } from '../faults/fault-rules.js';
import type { Answer } from './answer.js';
import { sendGzipBomb, sendHugePage } from './oversize.js';

// Smaller pages are sent as they are: compressing them costs more than sending them.
const GZIP_FROM_BYTES = 48 * 1024;

const compressed = new WeakMap<Buffer, Buffer>();

function gzipped(body: Buffer): Buffer {
  const known = compressed.get(body);
  if (known) return known;
  const fresh = gzipSync(body, { level: 1 });
  compressed.set(body, fresh);
  return fresh;
}

function acceptsGzip(request: IncomingMessage): boolean {
  return /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
}

function headersOf(answer: Answer, length: number): Record<string, string | number> {
  return {
    'Content-Type': answer.contentType ?? 'text/html; charset=UTF-8',
    'Content-Length': length,
    ...answer.headers,
  };
}

/** Sends an answer whole and at once. */
export function deliver(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  let body = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body;
  const headers = headersOf(answer, body.length);
  if (body.length >= GZIP_FROM_BYTES && !answer.headers && acceptsGzip(request)) {
    body = gzipped(body);
    headers['Content-Encoding'] = 'gzip';
    headers['Content-Length'] = body.length;
  }
  response.writeHead(answer.status, headers);
  response.end(body);
}

/**
 * Sends an answer in the way of a fault that lies in its delivery; false when the effect is not of
 * this kind and nothing was sent.
 */
export function deliverBadly(
  response: ServerResponse,
  answer: Answer,
  effect: FaultEffect,
): boolean {
  const body = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body;
  const begin = () => response.writeHead(answer.status, headersOf(answer, body.length));
  switch (effect.type) {
    case 'hang-after-headers':
      begin();
      response.flushHeaders();
      return true;
    case 'hang-mid-body':
      begin();
      response.write(body.subarray(0, effect.bytes ?? Math.floor(body.length / 2)));
      return true;
    case 'slow-bytes':
      begin();
      drip(response, body, effect.bytesPerSecond ?? 1000);
      return true;
    case 'connection-reset':
      resetConnection(
        response,
        effect.afterBytes ? body.subarray(0, effect.afterBytes) : null,
        begin,
      );
      return true;
    case 'huge-page':
      sendHugePage(response, body, effect.megabytes ?? 16);
      return true;
    case 'gzip-bomb':
      sendGzipBomb(response, body, effect.megabytes ?? 1024);
      return true;
    case 'huge-headers':
      sendHugeHeaders(response, body, effect.kilobytes ?? 1024);
      return true;
    default:
      return false;
  }
}

function sendHugeHeaders(response: ServerResponse, body: Buffer, kilobytes: number): void {
  const filler = 'x'.repeat(1000);
  for (let n = 0; n < kilobytes; n++) response.setHeader(`X-Filler-${n}`, filler);
  response.writeHead(200, { 'Content-Type': 'text/html; charset=UTF-8' });
  response.end(body);
}

function drip(response: ServerResponse, body: Buffer, bytesPerSecond: number): void {
  const tickMs = Math.max(20, Math.ceil(1000 / bytesPerSecond));
  const step = Math.max(1, Math.round((bytesPerSecond * tickMs) / 1000));
  let sent = 0;
  const timer = setInterval(() => {
    response.write(body.subarray(sent, sent + step));
    sent += step;
    if (sent >= body.length) response.end();
  }, tickMs);
  response.on('close', () => clearInterval(timer));
  response.on('finish', () => clearInterval(timer));
}

function resetConnection(response: ServerResponse, part: Buffer | null, begin: () => void): void {
  const { socket } = response;
  if (!part) {
    socket?.resetAndDestroy();
    return;
  }
  begin();
  response.write(part, () => socket?.resetAndDestroy());
}
