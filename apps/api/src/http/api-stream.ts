import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';
import { ApiFailures, type DocumentedContent } from './api-result.js';

/** Documents a route of Server-Sent Events: its records, and some of them as an example. */
export function ApiEventStream(
  description: string,
  records: Type[],
  examples: { type: string }[],
): MethodDecorator {
  const example = examples.map(
    (record) => `event: ${record.type}\ndata: ${JSON.stringify(record)}\n\n`,
  );
  return applyDecorators(
    ApiExtraModels(...records),
    ApiOkResponse({
      description,
      content: { 'text/event-stream': { schema: oneOf(records), example: example.join('') } },
    }),
    ApiFailures('A failure before the stream begins.'),
  );
}

/** The same records, one on each line. */
export function recordLines(records: Type[], examples: object[]): DocumentedContent {
  const example = examples.map((record) => `${JSON.stringify(record)}\n`).join('');
  return { 'application/x-ndjson': { schema: oneOf(records), example } };
}

function oneOf(records: Type[]): { oneOf: { $ref: string }[] } {
  return { oneOf: records.map((record) => ({ $ref: getSchemaPath(record) })) };
}
