import type { IncomingMessage } from 'node:http';
import type { Params } from 'nestjs-pino';
import { pino, type Logger } from 'pino';

/** Nest's middleware cuts the address; the whole of it stands in `originalUrl`. */
function isProbe(request: IncomingMessage & { originalUrl?: string }): boolean {
  return /^\/(healthz|readyz|metrics)/.test(request.originalUrl ?? request.url ?? '');
}

/** Structured logs; every line of a request carries its id. Probes are not worth a line. */
export function loggerOptions(level: string): Params {
  return {
    pinoHttp: {
      level,
      autoLogging: { ignore: isProbe },
      customLogLevel: (_request, response) => (response.statusCode >= 500 ? 'warn' : 'info'),
      serializers: {
        req: (request: { id: string; method: string; url: string }) => ({
          id: request.id,
          method: request.method,
          url: request.url,
        }),
        res: (response: { statusCode: number }) => ({ status: response.statusCode }),
      },
    },
  };
}

/** For what happens before there is an application: Nest keeps its own lines back until then. */
export function startLogger(level: string): Logger {
  return pino({ level });
}
