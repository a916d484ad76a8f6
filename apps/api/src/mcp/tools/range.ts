import { checkDates } from '../../http/checks.js';
import { ValidationFailedError } from '../../http/failures.js';
import type { DateRange } from './coverage.js';

/** @throws ValidationFailedError for a range that ends before it begins */
export function dateRange(startDate: string, endDate: string): DateRange {
  return optionalRange({ start_date: startDate, end_date: endDate }) as DateRange;
}

/**
 * The range, or null where neither date is given.
 *
 * @throws ValidationFailedError for half a range, and for one that ends before it begins
 */
export function optionalRange(asked: { start_date?: string; end_date?: string }): DateRange | null {
  const wrong = checkDates(asked);
  if (wrong.length > 0) throw new ValidationFailedError(wrong);
  const { start_date: startDate, end_date: endDate } = asked;
  return startDate !== undefined && endDate !== undefined ? { startDate, endDate } : null;
}
