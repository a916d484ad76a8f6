import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccountValueError, AUTH_PATH, CredentialsError, SignIns } from '@trackside/accounts';
import { isSecure } from '../access/credentials.js';
import { RefusedError, ValidationFailedError } from '../http/failures.js';

/** What the account library is asked for in a browser's name. */
export interface LibraryRequest {
  /** Under `AUTH_PATH`. */
  path: string;
  body?: object;
  /** What its refusal of these credentials or values means, in words for people. */
  refused: string;
}

/** Lets the account library answer browsers: it reads and sets their cookies. */
@Injectable()
export class BrowserRequests {
  constructor(private readonly signIns: SignIns) {}

  /**
   * Passes a request on, and the cookies of the answer back.
   *
   * @throws CredentialsError, AccountValueError or RefusedError where the library refuses;
   *   ValidationFailedError when the host is none
   */
  async pass(
    { path, body, refused }: LibraryRequest,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<Response> {
    const secure = isSecure(request);
    const origin = originOf(request);
    const response = await this.signIns.handle(
      secure,
      new Request(`${origin}${AUTH_PATH}${path}`, {
        method: body ? 'POST' : 'GET',
        // Whose page sends it has been judged before.
        headers: {
          origin,
          'content-type': 'application/json',
          ...(request.headers.cookie === undefined ? {} : { cookie: request.headers.cookie }),
        },
        body: body ? JSON.stringify(body) : undefined,
        redirect: 'manual',
      }),
    );
    const cookies = response.headers.getSetCookie();
    if (cookies.length > 0) void reply.header('set-cookie', cookies);
    if (response.status >= 400) throw failureOf(response.status, refused);
    return response;
  }
}

function originOf(request: FastifyRequest): string {
  const origin = `${isSecure(request) ? 'https' : 'http'}://${request.host}`;
  const url = URL.canParse(origin) ? new URL(origin) : null;
  if (url && url.username + url.password + url.search + url.hash === '' && url.pathname === '/') {
    return origin;
  }
  throw new ValidationFailedError([{ field: 'host', message: "can't be read" }]);
}

function failureOf(status: number, refused: string): Error {
  if (status === 401) return new CredentialsError(refused);
  if (status === 403) return new RefusedError('FORBIDDEN', refused);
  if (status < 500) return new AccountValueError('body', refused);
  return new Error(`the account library answered ${status}`);
}
