import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { ProblemDto } from './problem.dto.js';
import { FailureDto } from './failure.dto.js';

/** Further forms of an answer, by their media types. */
export type DocumentedContent = Record<
  string,
  { schema: { oneOf: { $ref: string }[] }; example: string }
>;

/** Documents the failures that can take the place of any answer. */
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

function successOf(values: Type[]) {
  const schemas = values.map((value) => ({ $ref: getSchemaPath(value) }));
  return {
    type: 'object',
    required: ['success', 'data'],
    properties: {
      success: { type: 'boolean', enum: [true] },
      data: schemas.length === 1 ? schemas[0]! : { oneOf: schemas },
    },
  };
}

/**
 * Documents what a route answers: its value in the envelope of success, or a failure.
 *
 * @param value or all forms that the value can have
 */
export function ApiResult(
  value: Type | Type[],
  { status = 200, content = {} }: { status?: number; content?: DocumentedContent } = {},
): MethodDecorator {
  const values = [value].flat();
  return applyDecorators(
    ApiExtraModels(...values),
    ApiResponse({
      status,
      description: 'Success',
      content: { 'application/json': { schema: successOf(values) }, ...content },
    }),
    ApiFailures(),
  );
}
