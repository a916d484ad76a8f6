import type { OpenAPIObject, ParameterObject, ResponseObject } from '@nestjs/swagger';
import { type Deprecation, DEPRECATION } from '../http/deprecations.js';
import { showExamples } from './examples-of-schemas.js';
import { describeFailures, operationsOf } from './failures-of-routes.js';

/** Adds what no decorator says at its own place: failures, examples, and names without our suffix. */
export function completeDescription(document: OpenAPIObject): OpenAPIObject {
  describeFailures(document);
  showExamples(document);
  describeTags(document);
  describeReplays(document);
  describeDeprecations(document);
  return withoutSuffixes(document);
}

/** A read that is spared who has it already says by what it is known. */
function describeTags(document: OpenAPIObject): void {
  for (const [, { responses }] of operationsOf(document)) {
    if ('304' in responses) addHeader(responses['200'], 'ETag', 'For `If-None-Match`.');
  }
}

/** An answer that is said again says so. */
function describeReplays(document: OpenAPIObject): void {
  const about = '`true` where the answer is that of an earlier request with the same key.';
  for (const [, { responses, parameters = [] }] of operationsOf(document)) {
    const names = parameters.map((parameter) => (parameter as ParameterObject).name);
    if (!names.includes('Idempotency-Key')) continue;
    for (const status of ['200', '201', '202']) {
      addHeader(responses[status], 'Idempotency-Replayed', about);
    }
  }
}

function addHeader(response: unknown, name: string, description: string): void {
  if (!response) return;
  const { headers } = response as ResponseObject;
  const header = { description, schema: { type: 'string' } };
  Object.assign(response, { headers: { ...headers, [name]: header } });
}

/** What is to go is marked for programs that read this, and bears its dates as `x-deprecation`. */
function describeDeprecations(document: OpenAPIObject): void {
  for (const [, operation] of operationsOf(document)) {
    const { since, sunset } =
      (operation as { [DEPRECATION]?: Partial<Deprecation> })[DEPRECATION] ?? {};
    if (since === undefined) continue;
    operation.deprecated = true;
    const told = `Deprecated since ${since}, may be gone from ${sunset} on: every answer says so by \`Deprecation\`, \`Sunset\` and \`Link\`.`;
    operation.description = [operation.description, told].filter(Boolean).join(' ');
  }
}

/** A schema is called `Track`, whatever its class is: generated clients show its name. */
function withoutSuffixes(document: OpenAPIObject): OpenAPIObject {
  const text = JSON.stringify(document, (_, value: unknown) =>
    isObject(value) && Object.keys(value).some((key) => key.endsWith('Dto'))
      ? Object.fromEntries(Object.entries(value).map(([key, of]) => [plain(key), of]))
      : value,
  );
  return JSON.parse(
    text.replace(/"#\/components\/schemas\/(\w+)"/g, (_, name: string) =>
      JSON.stringify(`#/components/schemas/${plain(name)}`),
    ),
  ) as OpenAPIObject;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function plain(name: string): string {
  return name.replace(/Dto$/, '');
}
