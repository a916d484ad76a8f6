import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { API_KEY_PATTERN, ApiKeys, type Principal, SignIns } from '@trackside/accounts';
import { RefusedError } from '../http/failures.js';

const BEARER = /^Bearer +(\S+) *$/i;

/** Finds out who asks, where everybody has to say so. */
@Injectable()
export class Credentials {
  constructor(
    private readonly keys: ApiKeys,
    private readonly signIns: SignIns,
  ) {}

  /** @throws RefusedError when nobody can be told */
  async identify(request: FastifyRequest, reply: FastifyReply): Promise<Principal> {
    const { authorization, cookie } = request.headers;
    if (authorization !== undefined) return this.ofKey(authorization);
    const known =
      cookie === undefined
        ? null
        : await this.signIns.recognise({ isSecure: isSecure(request), cookie });
    if (!known) {
      throw new RefusedError(
        'UNAUTHORIZED',
        'sign in, or send an API key: Authorization: Bearer trk_…',
      );
    }
    if (known.cookies.length > 0) void reply.header('set-cookie', known.cookies);
    return known.principal;
  }

  private async ofKey(authorization: string): Promise<Principal> {
    const [, secret] = BEARER.exec(authorization) ?? [];
    const principal = secret === undefined ? null : await this.keys.recognise(secret);
    if (principal) return principal;
    throw new RefusedError(
      'UNAUTHORIZED',
      secret === undefined
        ? 'send the key as Authorization: Bearer trk_…'
        : 'this API key is not known here: it was revoked, has expired or was never made',
    );
  }
}

/** Whether the caller came over TLS, to us or to the proxy that is trusted. */
export function isSecure({ protocol }: FastifyRequest): boolean {
  return protocol === 'https';
}

/** @throws RefusedError when a key stands in the address, where logs and histories would keep it */
export function refuseKeyInAddress({ url }: FastifyRequest): void {
  if (!API_KEY_PATTERN.test(url)) return;
  throw new RefusedError(
    'UNAUTHORIZED',
    'a key must never stand in an address, where logs keep it: revoke it, and send the new one as ' +
      'Authorization: Bearer trk_…',
  );
}
