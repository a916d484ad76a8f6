import type { OpenAPIObject, OperationObject, ResponseObject } from '@nestjs/swagger';
import type { ErrorCode } from '@trackside/contracts';
import { CAN_FAIL } from '../http/api-failures.js';
import { STATUS_OF } from '../http/failures.js';
import { FAILURE_STORIES } from './failure-stories.js';

/** What every route can fail with; a new one is added here. */
const OF_EVERY_ROUTE: ErrorCode[] = [
  'VALIDATION_ERROR',
  'UNAUTHORIZED',
  'FORBIDDEN',
  'RATE_LIMITED',
  'INTERNAL_ERROR',
  'SERVICE_UNAVAILABLE',
];
/** What a route can fail with that takes a body, or would be sent one. */
const OF_BODIES: ErrorCode[] = ['PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'];

const REQUEST_ID = 'f3b8c1d0-2a54-4e0b-9d0e-6f1f6f0a7c52';
const RETRY_AFTER = {
  description: 'Seconds after which trying again helps.',
  schema: { type: 'integer', minimum: 1 },
};

/** Gives each operation a response for every status that it can fail with, each written down once. */
export function describeFailures(document: OpenAPIObject): void {
  const responses: Record<string, ResponseObject> = {};
  for (const [method, operation] of operationsOf(document)) {
    tellAnyFailure(operation.responses['default'] as ResponseObject | undefined);
    for (const codes of byStatus(codesOf(method, operation))) {
      const name = codes.map(toPascalCase).join('Or');
      responses[name] ??= failureOf(codes);
      operation.responses[String(STATUS_OF[codes[0]!])] = {
        $ref: `#/components/responses/${name}`,
      };
    }
  }
  document.components = { ...document.components, responses };
}

/** Said once, however many answers the route has. */
function tellAnyFailure(response: ResponseObject | undefined): void {
  if (!response) return;
  const { content = {} } = response;
  for (const [type, show] of Object.entries({ json: envelopeOf, 'problem+json': problemOf })) {
    const form = content[`application/${type}`];
    if (form) form.example = show('VALIDATION_ERROR');
  }
  response.description = response.description.split('\n\n')[0]!;
}

/** Every operation, with its method in lower case. */
export function operationsOf({ paths }: OpenAPIObject): [string, OperationObject][] {
  return Object.values(paths).flatMap(
    (methods) => Object.entries(methods) as [string, OperationObject][],
  );
}

/** The codes of the route; what marked them has had its use then. */
function codesOf(method: string, operation: OperationObject): ErrorCode[] {
  const marks = Object.keys(operation).filter((key) => key.startsWith(CAN_FAIL));
  for (const mark of marks) Reflect.deleteProperty(operation, mark);
  const own = marks.map((mark) => mark.slice(CAN_FAIL.length) as ErrorCode);
  const wanted = new Set([...OF_EVERY_ROUTE, ...(method === 'get' ? [] : OF_BODIES), ...own]);
  return (Object.keys(STATUS_OF) as ErrorCode[]).filter((code) => wanted.has(code));
}

function byStatus(codes: ErrorCode[]): ErrorCode[][] {
  return Object.values(Object.groupBy(codes, (code) => STATUS_OF[code])).filter(
    (group) => group !== undefined,
  );
}

function failureOf(codes: ErrorCode[]): ResponseObject {
  const retryHelps = [429, 503, 504].includes(STATUS_OF[codes[0]!]);
  return {
    description: codes.map((code) => `\`${code}\`: ${FAILURE_STORIES[code].when}.`).join(' '),
    ...(retryHelps ? { headers: { 'Retry-After': RETRY_AFTER } } : {}),
    content: {
      'application/json': {
        schema: { $ref: '#/components/schemas/FailureDto' },
        examples: examplesOf(codes, envelopeOf),
      },
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/ProblemDto' },
        examples: examplesOf(codes, problemOf),
      },
    },
  };
}

function examplesOf(codes: ErrorCode[], show: (code: ErrorCode) => object) {
  return Object.fromEntries(codes.map((code) => [code, { value: show(code) }]));
}

function envelopeOf(code: ErrorCode): object {
  const { message, details } = FAILURE_STORIES[code];
  return { success: false, error: { code, message, details }, request_id: REQUEST_ID };
}

function problemOf(code: ErrorCode): object {
  const { message: detail, details } = FAILURE_STORIES[code];
  const status = STATUS_OF[code];
  return {
    type: 'about:blank',
    title: code,
    status,
    detail,
    code,
    details,
    request_id: REQUEST_ID,
  };
}

/** `TRACK_NOT_FOUND` → `TrackNotFound`. */
function toPascalCase(code: string): string {
  return code.toLowerCase().replace(/(?:^|_)(.)/g, (_, letter: string) => letter.toUpperCase());
}
