import type { Tool as ToolDescription } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import type { Tool } from './tool.js';

/** The tool as `tools/list` tells of it. */
export function describeTool({ name, title, description, input, output }: Tool): ToolDescription {
  return {
    name,
    title,
    description,
    inputSchema: schemaOf(input),
    outputSchema: schemaOf(output),
    annotations: {
      title,
      readOnlyHint: true,
      destructiveHint: false,
      idempotentHint: true,
      // The database of this server, and nothing outside of it.
      openWorldHint: false,
    },
  };
}

/** In the draft that clients of the protocol read; an answer may hold more than its schema names. */
function schemaOf(schema: z.ZodObject): ToolDescription['inputSchema'] {
  return z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'input',
  }) as ToolDescription['inputSchema'];
}
