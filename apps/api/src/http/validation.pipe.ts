import { type ArgumentMetadata, Injectable, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import type { ErrorDetail } from '@trackside/contracts';
import { ValidationFailedError } from './failures.js';

/** A DTO whose fields also have to agree with each other. */
export interface CrossChecked {
  /** What is wrong between fields that are valid by themselves; empty when nothing is. */
  crossCheck(): ErrorDetail[];
}

/** No body of the contract nests deeper; class-transformer would recurse into any depth. */
const MAX_DEPTH = 6;

/** Checks bodies and queries against their DTO; unknown fields are wrong. */
@Injectable()
export class ContractValidationPipe extends ValidationPipe {
  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      // A DTO without fields allows no field; class-validator takes it for an unknown class.
      forbidUnknownValues: false,
      exceptionFactory: (errors) => new ValidationFailedError(errors.flatMap((e) => toDetails(e))),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (isDeeperThan(value, MAX_DEPTH)) {
      throw new ValidationFailedError([{ field: metadata.type, message: 'is nested too deeply' }]);
    }
    if (metadata.type === 'body' && !isPlainObject(value)) {
      throw new ValidationFailedError([{ field: 'body', message: 'must be a JSON object' }]);
    }
    const methods = methodsIn(value, metadata.metatype?.prototype as object | undefined);
    if (methods.length > 0) throw new ValidationFailedError(methods);
    const checked: unknown = await super.transform(value, metadata);
    const problems = isCrossChecked(checked) ? checked.crossCheck() : [];
    if (problems.length > 0) throw new ValidationFailedError(problems);
    return checked;
  }
}

function toDetails(error: ValidationError, path = ''): ErrorDetail[] {
  const field = path ? `${path}.${error.property}` : error.property;
  const own = Object.values(error.constraints ?? {}).map((message) => ({
    field,
    message: missing(error) + withoutFieldName(message, error.property),
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => toDetails(child, field))];
}

/** Says first that a field is missing; what it has to be follows. */
function missing({ value }: ValidationError): string {
  return value === undefined ? 'is missing: it ' : '';
}

/** class-validator begins its messages with the field's name, which stands beside it already. */
function withoutFieldName(message: string, property: string): string {
  const unknown = `property ${property} should not exist`;
  if (message === unknown) return 'is not a field of this request';
  return message.startsWith(`${property} `) ? message.slice(property.length + 1) : message;
}

function isCrossChecked(value: unknown): value is CrossChecked {
  return typeof (value as CrossChecked | null | undefined)?.crossCheck === 'function';
}

function isPlainObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Fields named like methods of objects or of the DTO. class-validator takes them for known ones: it
 * looks fields up in an object that has these methods, too.
 */
function methodsIn(value: unknown, prototype: object = Object.prototype, path = ''): ErrorDetail[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inside]) => {
    const field = path ? `${path}.${name}` : name;
    const own = name in prototype ? [{ field, message: 'is not a field of this request' }] : [];
    return [...own, ...methodsIn(inside, prototype, field)];
  });
}

/** Level by level, so that no depth can exhaust the stack. */
function isDeeperThan(value: unknown, maxDepth: number): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > maxDepth) return true;
    level = level.flatMap((item) =>
      typeof item === 'object' && item !== null ? Object.values(item) : [],
    );
  }
  return false;
}
