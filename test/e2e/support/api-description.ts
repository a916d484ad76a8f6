import type { ErrorObject } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** OpenAPI 3.1, as far as tests look at it. */
export interface Description {
  openapi: string;
  info: { description: string };
  paths: Record<string, Record<string, Omit<Operation, 'method' | 'path'>>>;
  components: { schemas: Record<string, Schema>; responses: Record<string, Answer> };
}

export interface Schema {
  $ref?: string;
  type?: string | string[];
  oneOf?: Schema[];
  allOf?: Schema[];
  enum?: unknown[];
  example?: unknown;
  examples?: unknown[];
  default?: unknown;
  properties?: Record<string, Schema>;
  additionalProperties?: boolean;
}

export interface Content {
  schema: Schema;
  example?: unknown;
  examples?: Record<string, { value: unknown }>;
}

export interface Answer {
  $ref?: string;
  content?: Record<string, Content>;
}

export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  example?: unknown;
  schema: Schema;
}

export interface Operation {
  method: string;
  path: string;
  operationId: string;
  deprecated?: boolean;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, Content> };
  responses: Record<string, Answer>;
}

export function operationsOf({ paths }: Description): Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, ...operation })),
  );
}

/** What a response is, whether it stands at its operation or among the components. */
export function answerOf(description: Description, { $ref, ...answer }: Answer): Answer {
  return $ref ? description.components.responses[$ref.split('/').at(-1)!]! : answer;
}

/** Every body that the operations take or give, and where it is. */
export function contentsOf(
  description: Description,
  ...operations: Operation[]
): { place: string; type: string; content: Content }[] {
  return operations.flatMap(({ operationId, requestBody, responses }) => {
    const answers = Object.entries(responses).map(
      ([status, answer]) => [status, answerOf(description, answer)] as const,
    );
    const parts = [...(requestBody ? [['body', requestBody] as const] : []), ...answers];
    return parts.flatMap(([part, { content = {} }]) =>
      Object.entries(content).map(([type, of]) => {
        return { place: `${operationId} ${part} ${type}`, type, content: of };
      }),
    );
  });
}

/** Whether values are what schemas say, with no field that the schema does not name. */
export function schemaChecks({ components }: Description): {
  errorsOf(schema: Schema, value: unknown): string[];
} {
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'api', components: closed(components) });
  return {
    errorsOf(schema, value) {
      const validate = ajv.compile(closed(schema) as object);
      validate(value);
      return ((validate.errors ?? []) as ErrorObject[]).map(
        ({ instancePath, message, params }) =>
          `${instancePath} ${message} ${JSON.stringify(params)}`,
      );
    },
  };
}

/** The same with references into our one document, and objects that hold what they name alone. */
function closed(part: unknown): unknown {
  return JSON.parse(
    JSON.stringify(part, (_, value: unknown) => {
      const isSchema = typeof value === 'object' && value !== null && 'properties' in value;
      return isSchema && (value as Schema).type === 'object'
        ? { ...value, additionalProperties: false }
        : value;
    }).replaceAll('"#/components/', '"api#/components/'),
  ) as unknown;
}
