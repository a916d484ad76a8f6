import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Scope } from '@trackside/contracts';

/** What a route asks of its caller. */
export interface Need {
  /** Where it depends on the request, the least and a rule. */
  scope: Scope | { least: Scope; of: (request: FastifyRequest) => Scope };
  /** `only`: nobody but a signed-in browser. `suffices`: one needs no scope. */
  session?: 'only' | 'suffices';
  /** Whether the answer is a stream, for which there has to be a place; also by what is asked. */
  stream?: boolean | ((request: FastifyRequest) => boolean);
}

export const NEED = Symbol('NEED');

/** What a route without `Needs` asks for: reads nothing more, everything else the most. */
export function defaultNeed(method: string): Need {
  return { scope: method === 'GET' || method === 'HEAD' ? 'read' : 'admin' };
}

/** Says what a caller must be allowed to do; what is said goes into the OpenAPI document. */
export function Needs(
  scope: Need['scope'],
  { session, stream }: Omit<Need, 'scope'> = {},
): MethodDecorator {
  return applyDecorators(
    SetMetadata(NEED, { scope, session, stream } satisfies Need),
    ApiExtension('x-scope', typeof scope === 'string' ? scope : scope.least),
  );
}

/** A read, or a discovery where the query says `refresh=true` or `mode=timeline`. */
export const READ_OR_DISCOVER: Need['scope'] = {
  least: 'read',
  of: ({ query }) => {
    const { refresh, mode } = query as Record<string, unknown>;
    return refresh === 'true' || mode === 'timeline' ? 'discover' : 'read';
  },
};
