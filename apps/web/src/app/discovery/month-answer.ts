import type { DiscoverMonthResult, MonthFailedRecord, MonthRecord } from '@trackside/contracts';
import type { ApiError } from '../api/api-error';
import { type MonthKey, yearMonth } from '../calendar/month';

/** The answer for one month, as the record that a stream would have sent. */
export function recordOf({
  month,
  practice_days,
}: DiscoverMonthResult): MonthRecord | MonthFailedRecord {
  const { status, error, fetched_at } = month;
  if (status === 'failed' || fetched_at === null) {
    const reason = error ?? { code: 'LIVERC_UNAVAILABLE', message: 'LiveRC could not be read.' };
    return { ...reason, type: 'month_failed', year: month.year, month: month.month };
  }
  return { ...month, type: 'month', practice_days, status, fetched_at };
}

/** What stands for a month whose answer did not come. */
export function failureOf(key: MonthKey, { code, message }: ApiError): MonthFailedRecord {
  const known = code === 'UNREACHABLE' ? 'SERVICE_UNAVAILABLE' : code;
  return { type: 'month_failed', ...yearMonth(key), code: known, message };
}
