import type { DiscoverMonthResult, MonthFailedRecord, MonthRecord } from '@trackside/contracts';

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
