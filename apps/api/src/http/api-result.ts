import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { ApiFailures } from './api-failures.js';

/** Further forms of an answer, by their media types. */
export type DocumentedContent = Record<
  string,
  { schema: { oneOf: { $ref: string }[] }; examples: Record<string, { value: object }> }
>;

/** What differs from a plain 200 with JSON. */
interface DocumentedAnswer {
  status?: number;
  description?: string;
  content?: DocumentedContent;
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
 * @param description when the answer has this status
 */
export function ApiResult(
  value: Type | Type[],
  { status = 200, description = 'What was asked for.', content = {} }: DocumentedAnswer = {},
): MethodDecorator {
  const values = [value].flat();
  return applyDecorators(
    ApiExtraModels(...values),
    ApiResponse({
      status,
      description,
      content: { 'application/json': { schema: successOf(values) }, ...content },
    }),
    ApiFailures(),
  );
}
