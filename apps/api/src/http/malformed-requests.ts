import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  type Failure,
  MethodNotAllowedError,
  STATUS_OF,
  ValidationFailedError,
} from './failures.js';
import { requestIdOf } from './request-id.js';
import { BARE_HEADERS } from './security-headers.js';
import { sendFailure, toBody } from './send-failure.js';

/**
 * Answers an address that the router can't read: its percent-encoding is broken, or it is too long.
 *
 * @param checkCaller throws when the caller may not call; what it throws is answered then
 */
export function answerUnreadableAddress(checkCaller: (request: FastifyRequest) => void) {
  return (_error: Error, request: FastifyRequest, reply: FastifyReply): void => {
    void reply.headers(BARE_HEADERS);
    sendFailure(refusalOf(checkCaller, request) ?? unreadable('url'), request, reply);
  };
}

/**
 * Answers bytes that are no HTTP request, requests with too large headers, and requests that do not
 * arrive in time. Then it hangs up.
 */
export function answerNoRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  // The answer may be on its way already, while the rest of the body is still missing.
  const { _httpMessage: answering } = socket as { _httpMessage?: ServerResponse };
  const mayAnswer = error.code !== 'ECONNRESET' && socket.writable && !answering?.headersSent;
  if (!mayAnswer) return void socket.destroy();
  const isLate = error.code === 'ERR_HTTP_REQUEST_TIMEOUT';
  hangUp(socket, isLate ? LATE : unreadable('headers'), randomUUID());
}

/**
 * Answers two kinds of requests that Node would answer without a body: those with an `Expect` that
 * nobody can meet, and CONNECT, which is for proxies.
 */
export function answerBeforeTheRouter(server: Server): void {
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    const expected = new ValidationFailedError([
      { field: 'expect', message: 'asks for more than 100-continue' },
    ]);
    hangUp(response.socket!, expected, requestIdOf(request));
  });
  server.on('connect', (request: IncomingMessage, socket: Duplex) => {
    socket.on('error', () => undefined);
    const refusal = new MethodNotAllowedError('CONNECT', 'this server', METHODS);
    hangUp(socket, refusal, requestIdOf(request));
  });
}

/** @throws ValidationFailedError unless the request names exactly one host, as HTTP/1.1 demands */
export function checkHostIsTold({ httpVersion, rawHeaders }: IncomingMessage): void {
  const names = rawHeaders.filter((_, index) => index % 2 === 0);
  const told = names.filter((name) => name.toLowerCase() === 'host').length;
  if (told > 1 || (told === 0 && httpVersion === '1.1')) {
    throw new ValidationFailedError([{ field: 'host', message: 'must be told once' }]);
  }
}

/** How long a client may take to read why we hang up. */
const TAKE_ANSWER_MS = 1_000;
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'];

const LATE = new ValidationFailedError([
  { field: 'request', message: 'did not arrive as a whole in time' },
]);

/** Writes a failure where there is no reply to write it to. */
function hangUp(socket: Duplex, { code, message, details, allow }: Failure, id: string): void {
  const body = JSON.stringify(toBody({ code, message, details }, id));
  const status = STATUS_OF[code];
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      `X-Request-Id: ${id}`,
      ...Object.entries(BARE_HEADERS).map(([name, value]) => `${name}: ${value}`),
      ...(allow ? [`Allow: ${allow.join(', ')}`] : []),
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
  // A client that keeps its own side open would hold the connection.
  setTimeout(() => socket.destroy(), TAKE_ANSWER_MS).unref();
}

/** The caller's refusal comes first: a caller who may not call learns nothing else. */
function refusalOf(
  checkCaller: (request: FastifyRequest) => void,
  request: FastifyRequest,
): unknown {
  try {
    checkCaller(request);
    return null;
  } catch (refusal) {
    return refusal;
  }
}

function unreadable(field: 'url' | 'headers'): ValidationFailedError {
  return new ValidationFailedError([{ field, message: "can't be read: malformed or too long" }]);
}
