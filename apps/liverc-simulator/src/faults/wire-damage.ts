import { deflateRawSync, gzipSync } from 'node:zlib';
import { htmlAnswer, type Answer } from '../server/answer.js';
import type { GzipDamage } from './fault-rules.js';

/** gzip that something on the way has damaged; the answer is complete as HTTP. */
export function badGzipAnswer(html: string, damage: GzipDamage): Answer {
  const whole = gzipSync(html);
  return coded('gzip', damaged(whole, damage));
}

export function rawDeflateAnswer(html: string): Answer {
  return coded('deflate', deflateRawSync(html));
}

/** As something on the way might recode it: letters that the encoding lacks become references. */
export function latin1Answer(html: string): Answer {
  const recoded = html.replace(/[^\0-\u00ff]/gu, (letter) => `&#${letter.codePointAt(0)};`);
  const answer = htmlAnswer(Buffer.from(recoded, 'latin1'));
  return { ...answer, contentType: 'text/html; charset=ISO-8859-1' };
}

function damaged(gzip: Buffer, damage: GzipDamage): Buffer {
  if (damage === 'rest') return Buffer.concat([gzip, Buffer.from('<!-- behind the end -->')]);
  if (damage === 'cut') return gzip.subarray(0, Math.floor(gzip.length / 2));
  const copy = Buffer.from(gzip);
  // The sum comes before the length, both of four bytes, at the very end.
  copy.writeUInt32LE((copy.readUInt32LE(copy.length - 8) ^ 1) >>> 0, copy.length - 8);
  return copy;
}

function coded(coding: string, body: Buffer): Answer {
  return { ...htmlAnswer(body), headers: { 'Content-Encoding': coding } };
}
