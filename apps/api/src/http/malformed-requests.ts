import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CallerAccess } from './caller-access.js';
import { ValidationFailedError } from './failures.js';
import { sendFailure, toBody } from './send-failure.js';

/** Answers an address that the router can't read: broken percent-encoding, or endless. */
export function answerUnreadableAddress(access: CallerAccess) {
  return (_error: Error, request: FastifyRequest, reply: FastifyReply): void => {
    sendFailure(refusalOf(access, request) ?? unreadable('url'), request, reply);
  };
}

/** Answers bytes that are no HTTP request, or one whose headers are too large; then hangs up. */
export function answerNoRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const requestId = randomUUID();
  const { code, message, details } = unreadable('headers');
  const body = JSON.stringify(toBody({ code, message, details }, requestId));
  socket.end(
    'HTTP/1.1 400 Bad Request\r\nContent-Type: application/json; charset=utf-8\r\n' +
      `Content-Length: ${Buffer.byteLength(body)}\r\nX-Request-Id: ${requestId}\r\n` +
      `Connection: close\r\n\r\n${body}`,
  );
}

/** Who may not call learns nothing else. */
function refusalOf(access: CallerAccess, request: FastifyRequest): unknown {
  try {
    access.check(request);
    return null;
  } catch (refusal) {
    return refusal;
  }
}

function unreadable(field: 'url' | 'headers'): ValidationFailedError {
  return new ValidationFailedError([{ field, message: "can't be read: malformed or too long" }]);
}
