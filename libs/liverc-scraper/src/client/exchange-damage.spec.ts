import { randomBytes } from 'node:crypto';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { errorOf, ExchangeRig, expectChanged, PAGE } from '../../test/exchange-rig.js';
import { LivercUnavailableError } from '../errors.js';
import type { Exchange } from './exchange.js';

const rig = new ExchangeRig();

/** A page that is long enough to be cut in many places. */
const DOCUMENT = `<!DOCTYPE html>\n<html><head><title>Zoë Läng</title></head><body>${'<p>lap</p>'.repeat(500)}</body></html>`;

function answerWith(body: Buffer, headers: Record<string, string> = {}): Promise<Exchange> {
  return rig.askOf((response) => {
    response.writeHead(200, {
      'content-type': 'text/html',
      'content-length': body.length,
      ...headers,
    });
    response.end(body);
  });
}

const compressed = (coding: string, body: Buffer) =>
  answerWith(body, { 'content-encoding': coding });

function expectDamaged(result: Exchange, message: RegExp): void {
  expect(result).toMatchObject({ outcome: 'network', status: 200, retryable: true });
  expect(errorOf(result)).toBeInstanceOf(LivercUnavailableError);
  expect((errorOf(result) as Error).message).toMatch(message);
}

describe('a page damaged on the way, whose answer is complete as HTTP, is trouble with the network', () => {
  const gzip = gzipSync(DOCUMENT);

  it.each<[string, string, Buffer]>([
    ['a wrong sum in gzip', 'gzip', withByte(gzip, gzip.length - 8)],
    ['a wrong length in gzip', 'gzip', withByte(gzip, gzip.length - 4)],
    ['changed data in gzip', 'gzip', withByte(gzip, 40)],
    ['gzip cut in the middle', 'gzip', gzip.subarray(0, gzip.length / 2)],
    ['gzip cut in its header', 'gzip', gzip.subarray(0, 5)],
    ['gzip cut before its sum', 'gzip', gzip.subarray(0, -8)],
    ['gzip cut in its sum', 'gzip', gzip.subarray(0, -3)],

    ['no gzip at all', 'gzip', Buffer.from('not compressed at all')],
    ['no brotli at all', 'br', Buffer.from('not compressed at all')],
    ['cut brotli', 'br', brotliCompressSync(DOCUMENT).subarray(0, -10)],
    ['cut deflate', 'deflate', deflateSync(DOCUMENT).subarray(0, -10)],
    ['deflate with a wrong sum', 'deflate', withByte(deflateSync(DOCUMENT), -1)],
    ['no deflate at all', 'deflate', Buffer.concat([Buffer.from([7]), randomBytes(100)])],
  ])('%s', async (_, coding, body) => {
    expectDamaged(await compressed(coding, body), /badly compressed/);
  });

  it.each([1, 9, 14, 15, 40, 200, DOCUMENT.length - 30, DOCUMENT.length - 1])(
    'a document cut after %s letters',
    async (length) => {
      expectDamaged(await answerWith(Buffer.from(DOCUMENT.slice(0, length))), /cut before its end/);
    },
  );

  it.each(['identity', 'gzip'])('a document of which nothing is left, in %s', async (coding) => {
    expectDamaged(await compressed(coding, Buffer.alloc(0)), /empty/);
  });
});

describe('bytes behind a complete gzip stream', () => {
  it.each<[string, Buffer]>([
    ['zeros', Buffer.alloc(20)],
    ['text', Buffer.from('<!-- served by cache 7 -->')],
    ['noise', Buffer.from([0xde, 0xad, 0xbe, 0xef])],
    ['what looks like more gzip', gzipSync('x').subarray(0, 12)],
  ])('are ignored: %s', async (_, rest) => {
    const result = await compressed('gzip', Buffer.concat([gzipSync(DOCUMENT), rest]));
    expect(result).toMatchObject({ outcome: 'ok', html: DOCUMENT });
  });

  it('are read where they are a further member', async () => {
    const members = [DOCUMENT.slice(0, 900), DOCUMENT.slice(900)].map((part) => gzipSync(part));
    const result = await compressed('gzip', Buffer.concat([...members, Buffer.from('rest')]));
    expect(result).toMatchObject({ outcome: 'ok', html: DOCUMENT });
  });

  it('do not make a page of more than 4 MB one that is read', async () => {
    const bomb = gzipSync(Buffer.alloc(3 * 1024 * 1024, ' '));
    const result = await compressed('gzip', Buffer.concat([bomb, bomb, Buffer.from('rest')]));
    expectChanged(result, /larger than 4194304 bytes/);
  });
});

describe('deflate', () => {
  it.each<[string, Buffer]>([
    ['in the zlib format', deflateSync(DOCUMENT)],
    ['without header and sum', deflateRawSync(DOCUMENT)],
  ])('is read %s, as browsers do', async (_, body) => {
    expect(await compressed('deflate', body)).toMatchObject({ outcome: 'ok', html: DOCUMENT });
  });

  it('of more than 4 MB is a changed page', async () => {
    const bomb = deflateRawSync(Buffer.alloc(8 * 1024 * 1024, ' '));
    expectChanged(await compressed('deflate', bomb), /larger than 4194304 bytes/);
  });
});

describe('the encoding that is declared', () => {
  const latin1 = Buffer.from(DOCUMENT, 'latin1');

  it.each([
    'text/html; charset=ISO-8859-1',
    'text/html;charset="windows-1252"',
    "text/html; charset='iso-8859-1'",
    'text/html; boundary=x; Charset = latin1',
  ])('is obeyed: %s', async (type) => {
    const result = await answerWith(latin1, { 'content-type': type });
    expect(result).toMatchObject({ outcome: 'ok', html: DOCUMENT });
  });

  it('in the page itself is obeyed', async () => {
    const html = DOCUMENT.replace('<head>', '<head><meta charset="iso-8859-1">');
    expect(await answerWith(Buffer.from(html, 'latin1'))).toMatchObject({ outcome: 'ok', html });
  });

  it.each<[string, string, Buffer]>([
    ['a byte order mark', 'text/html; charset=ISO-8859-1', Buffer.from(`\uFEFF${DOCUMENT}`)],
    ['UTF-8 in the header', 'text/html; charset=utf8', Buffer.from(DOCUMENT)],
  ])('is UTF-8 with %s', async (_, type, body) => {
    const result = await answerWith(body, { 'content-type': type });
    expect(result).toMatchObject({ outcome: 'ok', html: DOCUMENT });
  });

  it.each<[string, Buffer]>([
    ['utf-16', Buffer.from(DOCUMENT, 'utf16le')],
    ['UTF-16BE', Buffer.from(DOCUMENT, 'utf16le').swap16()],
    ['utf-7', Buffer.from(DOCUMENT)],
    ['klingon', Buffer.from(DOCUMENT)],
  ])('is refused as a changed page: %s', async (charset, body) => {
    const result = await answerWith(body, { 'content-type': `text/html; charset=${charset}` });
    expectChanged(result, /in the encoding ".*", which is not read/);
  });
});

describe('a page that is no document', () => {
  it('is not taken for one that was cut', async () => {
    expect(await answerWith(Buffer.from(PAGE))).toMatchObject({ outcome: 'ok', html: PAGE });
  });
});

/** The same bytes but one; counted from the end where negative. */
function withByte(bytes: Buffer, index: number): Buffer {
  const copy = Buffer.from(bytes);
  const at = (index + copy.length) % copy.length;
  copy[at]! ^= 0xff;
  return copy;
}
