import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';
import { ApiFailures } from './api-failures.js';
import type { DocumentedContent } from './api-result.js';

/** A record of each type that a stream has, by whatever tells one from another. */
export type RecordExamples = Record<string, { type: string }>;

/** Documents a route of Server-Sent Events: its records, each with an example. */
export function ApiEventStream(
  description: string,
  records: Type[],
  examples: RecordExamples,
): MethodDecorator {
  return applyDecorators(
    ApiExtraModels(...records),
    ApiOkResponse({
      description: `${description} On the wire:\n\n${onTheWire(Object.values(examples))}`,
      content: { 'text/event-stream': contentOf(records, examples) },
    }),
    ApiFailures('A failure before the stream begins.'),
  );
}

/** The same records, one on each line. */
export function recordLines(records: Type[], examples: RecordExamples): DocumentedContent {
  return { 'application/x-ndjson': contentOf(records, examples) };
}

function contentOf(records: Type[], examples: RecordExamples): DocumentedContent[string] {
  const named = Object.entries(examples).map(([name, value]) => [name, { value }]);
  return {
    schema: { oneOf: records.map((record) => ({ $ref: getSchemaPath(record) })) },
    examples: Object.fromEntries(named) as DocumentedContent[string]['examples'],
  };
}

/** The first and the last event of a stream, as Markdown. */
function onTheWire(records: { type: string }[]): string {
  const events = [records[0]!, records.at(-1)!].map(
    (record) => `event: ${record.type}\ndata: ${JSON.stringify(record)}\n`,
  );
  return `\`\`\`\n${events.join('\n')}\n\`\`\``;
}
