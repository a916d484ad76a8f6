import { applyDecorators } from '@nestjs/common';
import { ApiExtension, ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import type { ErrorCode } from '@trackside/contracts';
import { FailureDto } from './failure.dto.js';
import { ProblemDto } from './problem.dto.js';

/** Begins a mark at a documented route: a code that the route can fail with. */
export const CAN_FAIL = 'x-can-fail-';

/** The codes of whoever asks LiveRC for something. */
export const LIVERC_FAILURES: readonly ErrorCode[] = [
  'LIVERC_PAGE_CHANGED',
  'LIVERC_PAGE_INCOMPLETE',
  'LIVERC_UNAVAILABLE',
  'LIVERC_DISABLED',
  'LIVERC_TIMEOUT',
];

/** Documents what this route can fail with, beside what every route can. */
export function ApiCanFail(...codes: readonly ErrorCode[]): MethodDecorator {
  return applyDecorators(...codes.map((code) => ApiExtension(`${CAN_FAIL}${code}`, true)));
}

/** Documents that a failure can take the place of any answer, with the forms that it has. */
export function ApiFailures(
  description = 'A failure, in the envelope or as RFC 9457.',
): MethodDecorator {
  return applyDecorators(
    ApiExtraModels(FailureDto, ProblemDto),
    ApiResponse({
      status: 'default',
      description,
      content: {
        'application/json': { schema: { $ref: getSchemaPath(FailureDto) } },
        'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDto) } },
      },
    }),
  );
}
