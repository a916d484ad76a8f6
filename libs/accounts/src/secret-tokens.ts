import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const SECRET_BYTES = 32;

/** 256 random bits as 43 characters that need no escape in an address or a header. */
export function randomToken(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/** SHA-256. A slow hash is for what people think of; nobody guesses 256 random bits. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Takes as long for a token that is nearly right as for any other. */
export function isTokenOf(hash: Buffer, token: string): boolean {
  return timingSafeEqual(hash, hashToken(token));
}
