import type { IncomingMessage } from 'node:http';
import type { Params } from 'nestjs-pino';
import { pino, type DestinationStream, type Logger } from 'pino';
import type { Options } from 'pino-http';
import { loggedAddress } from './http/logged-address.js';
import { tracedBy } from './tracing/trace-parent.js';
import { terminalLog } from './terminal-log.js';

/** Nest's middleware cuts the address; the whole of it stands in `originalUrl`. */
function isProbe(request: IncomingMessage & { originalUrl?: string }): boolean {
  return /^\/(healthz|readyz|metrics)/.test(request.originalUrl ?? request.url ?? '');
}

/**
 * Structured logs; every line of a request carries its id. Probes are not worth a line. A terminal
 * gets what a person reads instead.
 */
export function loggerOptions(level: string): Params {
  const destination = destinationOf(level);
  const options = httpOptions(level);
  return { pinoHttp: destination ? [options, destination] : options };
}

function destinationOf(level: string): DestinationStream | undefined {
  return process.stdout.isTTY ? terminalLog(level === 'debug' || level === 'trace') : undefined;
}

/** Every line of a request names the trace that it is part of, whether traces are sent or not. */
function traceOf(request: IncomingMessage): object | undefined {
  const traceId = tracedBy(request);
  return traceId === null ? undefined : { trace_id: traceId };
}

function httpOptions(level: string): Options {
  return {
    level,
    autoLogging: { ignore: isProbe },
    customProps: traceOf as NonNullable<Options['customProps']>,
    customLogLevel: (_request, response) => (response.statusCode >= 500 ? 'warn' : 'info'),
    serializers: {
      req: (request: { id: string; method: string; url: string }) => ({
        id: request.id,
        method: request.method,
        url: loggedAddress(request.url),
      }),
      res: (response: { statusCode: number }) => ({ status: response.statusCode }),
    },
  };
}

/** The log before there is an application; Nest keeps its own lines back until then. */
export function startLogger(level: string): Logger {
  const destination = destinationOf(level);
  return destination ? pino({ level }, destination) : pino({ level });
}
