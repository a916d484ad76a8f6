import type {
  MediaTypeObject,
  OpenAPIObject,
  OperationObject,
  ParameterObject,
  ReferenceObject,
  RequestBodyObject,
  ResponseObject,
  SchemaObject,
} from '@nestjs/swagger';
import { operationsOf } from './failures-of-routes.js';
import { FIELD_EXAMPLES } from './field-examples.js';

type Schema = SchemaObject | ReferenceObject;
type Schemas = Record<string, SchemaObject>;

/** Shows an example of each answer, body and parameter that has none, made of those of its fields. */
export function showExamples(document: OpenAPIObject): void {
  const schemas = (document.components?.schemas ?? {}) as Schemas;
  for (const [, operation] of operationsOf(document)) {
    for (const parameter of operation.parameters ?? []) showParameter(parameter as ParameterObject);
    for (const content of contentsOf(operation)) {
      if (content.examples) giveToRecords(content, schemas);
      else if (content.schema) content.example ??= exampleOf(content.schema, schemas);
    }
  }
}

function contentsOf({ requestBody, responses }: OperationObject): MediaTypeObject[] {
  const parts = [requestBody, ...Object.values(responses)].flatMap((part) => {
    const { content = {} } = (part ?? {}) as Partial<RequestBodyObject & ResponseObject>;
    return Object.entries(content);
  });
  const isText = (type: string): boolean => type !== XLSX;
  return parts.filter(([type]) => isText(type)).map(([, content]) => content);
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

function showParameter(parameter: ParameterObject): void {
  const { default: preset, example } = (parameter.schema ?? {}) as SchemaObject;
  if (preset !== undefined || example !== undefined) return;
  if (parameter.name in FIELD_EXAMPLES) parameter.example ??= FIELD_EXAMPLES[parameter.name];
}

/** A record of a stream shows at its schema what the stream shows of it. */
function giveToRecords({ schema, examples }: MediaTypeObject, schemas: Schemas): void {
  const { oneOf = [] } = (schema ?? {}) as SchemaObject;
  for (const record of oneOf.map((form) => resolve(form, schemas))) {
    const shown = Object.values(examples ?? {}).find((example) =>
      isOf((example as { value: Record<string, unknown> }).value, record),
    ) as { value: object } | undefined;
    if (shown) record.examples = [shown.value];
  }
}

/** Whether the fields that can only have one value have it. */
function isOf(value: Record<string, unknown>, { properties = {} }: SchemaObject): boolean {
  return Object.entries(properties).every(([name, property]) => {
    const { enum: values } = property as SchemaObject;
    return values?.length !== 1 || values[0] === value[name];
  });
}

function exampleOf(schema: Schema, schemas: Schemas, field = ''): unknown {
  const known = resolve(schema, schemas);
  const [own] = [known.example, known.default, known.enum?.[0]].filter(
    (value) => value !== undefined,
  ) as unknown[];
  if (own !== undefined) return own;
  const isNullable = known.anyOf?.some((form) => (form as SchemaObject).type === 'null');
  if (isNullable && FIELD_EXAMPLES[field] === null) return null;
  const form = known.allOf?.[0] ?? known.anyOf?.[0] ?? known.oneOf?.[0];
  if (form) return exampleOf(form, schemas, field);
  if (known.properties) return objectOf(known, schemas);
  if (known.type !== 'array' || Array.isArray(FIELD_EXAMPLES[field])) {
    return field in FIELD_EXAMPLES ? FIELD_EXAMPLES[field] : plainValue(known);
  }
  return known.items ? [exampleOf(known.items, schemas)] : [];
}

/** For a field that nobody has thought of: its value is of the right kind, and says nothing. */
function plainValue({ type, format }: SchemaObject): unknown {
  const types = [type].flat();
  if (types.includes('boolean')) return true;
  if (types.includes('number') || types.includes('integer')) return 1;
  if (format === 'date-time') return FIELD_EXAMPLES['fetched_at'];
  if (format === 'date') return FIELD_EXAMPLES['date'];
  if (format === 'uuid') return FIELD_EXAMPLES['id'];
  return types.includes('string') ? 'text' : undefined;
}

/** With the fields that are always there. */
function objectOf({ properties = {}, required = [] }: SchemaObject, schemas: Schemas): object {
  const shown = Object.entries(properties).filter(([name]) => required.includes(name));
  return Object.fromEntries(
    shown.map(([name, property]) => [name, exampleOf(property, schemas, name)]),
  );
}

function resolve(schema: Schema, schemas: Schemas): SchemaObject {
  if (!('$ref' in schema)) return schema;
  return schemas[schema.$ref.split('/').at(-1)!] ?? {};
}
