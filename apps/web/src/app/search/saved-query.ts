import type { Params } from '@angular/router';
import type { NewSavedSearch, SavedSearch } from '@trackside/contracts';
import { PERIODS, type When } from '../calendar/period';
import { DEFAULT_WHEN, type SearchQuery, writeQuery } from './query';

/** A search of the page as it is saved; custom dates that are not both there are left out. */
export function savedQuery(name: string, { trackId, when }: SearchQuery): NewSavedSearch {
  return { name, track_id: trackId, ...savedWhen(when) };
}

/** What is offered as the name of a search: `Thornhill, last 6 months`. */
export function offeredName(trackName: string, when: When): string {
  const { start = '', end = '' } = when;
  const words = PERIODS.find(({ value }) => value === when.period)?.label.toLowerCase() ?? '';
  return `${trackName}, ${when.period === 'custom' ? `${start} to ${end}` : words}`.slice(0, 200);
}

/** Where a saved search leads: a driver's page, or the search, narrowed to a class by its text. */
export function savedRoute(search: SavedSearch): { path: string; params: Params } {
  if (search.driver_name !== null) {
    return { path: '/driver', params: { track: search.track_id, name: search.driver_name } };
  }
  const query = { trackId: search.track_id, when: whenOf(search), practiceDays: true };
  const text = search.class_name === null ? {} : { text: search.class_name };
  return { path: '/', params: { ...writeQuery(query), ...text } };
}

function savedWhen({ period, start, end }: When): Partial<NewSavedSearch> {
  if (period !== 'custom') return { period };
  return start && end ? { start_date: start, end_date: end } : {};
}

function whenOf({ period, start_date: start, end_date: end }: SavedSearch): When {
  if (period !== null) return { period };
  return start !== null && end !== null ? { period: 'custom', start, end } : DEFAULT_WHEN;
}
