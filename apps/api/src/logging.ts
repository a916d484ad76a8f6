import type { Params } from 'nestjs-pino';

/** Structured logs; every line of a request carries its id. Probes are not worth a line. */
export function loggerOptions(level: string): Params {
  return {
    pinoHttp: {
      level,
      autoLogging: { ignore: (request) => /^\/(healthz|readyz|metrics)/.test(request.url ?? '') },
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
