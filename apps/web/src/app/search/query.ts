import { type ParamMap, type Params } from '@angular/router';
import { PERIODS, type When } from '../calendar/period';
import { NO_FILTER, type RowFilter, SHOWN } from '../rows/row-filter';
import { SORTS } from '../rows/row';

/** A search as it stands in the address: sharing the address shares the search. */
export interface SearchQuery {
  readonly trackId: string;
  readonly when: When;
  readonly practiceDays: boolean;
}

export const DEFAULT_WHEN: When = { period: '6m' };

/** Null while no track is named. Parameters that make no sense fall back to their default. */
export function readQuery(params: ParamMap): SearchQuery | null {
  const trackId = params.get('track');
  if (!trackId) {
    return null;
  }
  const period = oneOf(
    PERIODS.map(({ value }) => value),
    params.get('when'),
    DEFAULT_WHEN.period,
  );
  const custom = { start: params.get('from') ?? '', end: params.get('to') ?? '' };
  return {
    trackId,
    when: period === 'custom' ? { period, ...custom } : { period },
    practiceDays: params.get('practice') !== 'no',
  };
}

/** A new search: filters of the one before are dropped. */
export function writeQuery({ trackId, when, practiceDays }: SearchQuery): Params {
  const custom = when.period === 'custom' ? { from: when.start, to: when.end } : {};
  return {
    track: trackId,
    when: when.period,
    ...custom,
    ...(practiceDays ? {} : { practice: 'no' }),
  };
}

export function sameQuery(a: SearchQuery | null, b: SearchQuery | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

export function readFilter(params: ParamMap): RowFilter {
  const month = params.get('month');
  return {
    shown: oneOf(SHOWN, params.get('show'), NO_FILTER.shown),
    month: month !== null && /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? month : null,
    text: params.get('text') ?? '',
    sort: oneOf(SORTS, params.get('sort'), NO_FILTER.sort),
  };
}

/** Null takes a parameter out of the address. */
export function writeFilter({ shown, month, text, sort }: RowFilter): Params {
  return {
    show: shown === NO_FILTER.shown ? null : shown,
    month,
    text: text === '' ? null : text,
    sort: sort === NO_FILTER.sort ? null : sort,
  };
}

function oneOf<T extends string>(values: readonly T[], text: string | null, otherwise: T): T {
  return values.find((value) => value === text) ?? otherwise;
}
