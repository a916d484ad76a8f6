import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  IsInt,
  Max,
  Min,
  ValidateBy,
  type ValidateByOptions,
  ValidateIf,
  type ValidationOptions,
} from 'class-validator';
import { latestToday } from '@trackside/calendar';
import { collapseWhiteSpace, type ErrorDetail, MAX_NAME_LENGTH } from '@trackside/contracts';

const FIRST_YEAR = 2000;
const MOST_PER_PAGE = 100;

/** A field that may be left out. Null does not count as left out, and is refused. */
export function MayBeLeftOut(): PropertyDecorator {
  return ValidateIf((_, value) => value !== undefined);
}

/** Dates may lie at most in the year after the present one. */
export function lastYear(): number {
  return Number(latestToday(new Date()).slice(0, 4)) + 1;
}

/** A `YYYY-MM-DD` that stands in the calendar, from 2000 to next year. */
export function IsCalendarDate(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isCalendarDate',
      validator: {
        validate: isCalendarDate,
        defaultMessage: () =>
          `must be a date like 2025-10-25, from ${FIRST_YEAR}-01-01 to ${lastYear()}-12-31`,
      },
    },
    options,
  );
}

/** Whether it is such a date. */
export function isCalendarDate(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const [year, month, day] = value.split('-').map(Number) as [number, number, number];
  if (year < FIRST_YEAR || year > lastYear()) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** A year for which months may be asked. */
export function IsCalendarYear(): PropertyDecorator {
  return ValidateBy({
    name: 'isCalendarYear',
    validator: {
      validate: (value) =>
        Number.isInteger(value) &&
        (value as number) >= FIRST_YEAR &&
        (value as number) <= lastYear(),
      defaultMessage: () => `must be a year from ${FIRST_YEAR} to ${lastYear()}`,
    },
  });
}

/** Text without NUL, which PostgreSQL refuses. */
export function IsPlainText(maxLength: number): PropertyDecorator {
  return ValidateBy({
    name: 'isPlainText',
    validator: {
      validate: (value) =>
        typeof value === 'string' && value.length <= maxLength && !value.includes('\0'),
      defaultMessage: () => `must be text of at most ${maxLength} characters`,
    },
  });
}

/** A name to look for: not only blanks, without NUL, no longer than a name that can be stored. */
export function IsName(options?: ValidationOptions): PropertyDecorator {
  const check: ValidateByOptions = {
    name: 'isName',
    validator: {
      validate: (value) =>
        typeof value === 'string' &&
        collapseWhiteSpace(value) !== '' &&
        value.length <= MAX_NAME_LENGTH &&
        !value.includes('\0'),
      defaultMessage: () => `must be text of 1 to ${MAX_NAME_LENGTH} characters`,
    },
  };
  return ValidateBy(check, options);
}

/** `true` or `false` in a query; anything else is left as it is and fails the check. */
export function QueryBoolean(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    value === 'true' ? true : value === 'false' ? false : value,
  );
}

/** A whole number in a query; anything else is left as it is and fails the check. */
export function QueryInteger(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^-?\d{1,9}$/.test(value) ? Number(value) : value,
  );
}

/** `limit` of a list that grows: 1 to 100. */
export function PageLimit(): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ type: Number, minimum: 1, maximum: MOST_PER_PAGE }),
    MayBeLeftOut(),
    QueryInteger(),
    IsInt(),
    Min(1),
    Max(MOST_PER_PAGE),
  );
}

/** `cursor` of such a list: the `next_cursor` of the previous answer. */
export function PageCursor(): PropertyDecorator {
  return applyDecorators(ApiPropertyOptional({ type: String }), MayBeLeftOut(), IsPlainText(2000));
}

/** What is wrong between two dates that are both valid. */
export function checkDates(range: { start_date?: string; end_date?: string }): ErrorDetail[] {
  const { start_date: start, end_date: end } = range;
  if ((start === undefined) !== (end === undefined)) {
    const field = start === undefined ? 'start_date' : 'end_date';
    return [{ field, message: 'is missing: give both dates or none' }];
  }
  return start !== undefined && end !== undefined && start > end
    ? [{ field: 'start_date', message: 'must not lie after end_date' }]
    : [];
}
