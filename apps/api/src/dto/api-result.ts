import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { FailureDto } from './results.dto.js';

/** Documents what a route answers: its value in the envelope of success, or a failure. */
export function ApiResult(value: Type, { status = 200 } = {}): MethodDecorator {
  return applyDecorators(
    ApiExtraModels(value, FailureDto),
    ApiResponse({
      status,
      description: 'Success',
      schema: {
        type: 'object',
        required: ['success', 'data'],
        properties: {
          success: { type: 'boolean', enum: [true] },
          data: { $ref: getSchemaPath(value) },
        },
      },
    }),
    ApiResponse({
      status: 'default',
      description: 'A failure; as RFC 9457 with `Accept: application/problem+json`.',
      schema: { $ref: getSchemaPath(FailureDto) },
    }),
  );
}
