import type { ParamMap, Params } from '@angular/router';
import { tidyPerson } from '../me/driver-names';

export const TABS = ['my-day', 'sessions', 'class', 'compare'] as const;
export type Tab = (typeof TABS)[number];

export const RANKINGS = ['best', 'consecutive', 'top5', 'consistency'] as const;
export type Ranking = (typeof RANKINGS)[number];

export const SORT_KEYS = [
  'time',
  'driver',
  'class',
  'transponder',
  'laps',
  'best',
  'average',
  'consistency',
] as const;
export type SortKey = (typeof SORT_KEYS)[number];

export interface SessionSort {
  readonly key: SortKey;
  readonly descending: boolean;
}

export const MOST_COMPARED = 6;
export const LEAST_COMPARED = 2;

/** What of a day is looked at, as it stands in the address: sharing the address shares the view. */
export interface DayAddress {
  readonly tab: Tab;
  /** Names and transponders of the driver shown; empty when the address names none. */
  readonly person: readonly string[];
  /** The class of "My day" and of the leaderboard; null for the one that suggests itself. */
  readonly className: string | null;
  /** The session whose laps are shown. */
  readonly session: string | null;
  /** The sessions compared, in the order in which they were chosen; at most six. */
  readonly compared: readonly string[];
  /** The session that gaps are measured to; null for the quickest. */
  readonly gapTo: string | null;
  readonly ranking: Ranking;
  readonly sort: SessionSort;
  /** Filters of the sessions' table. */
  readonly onlyClass: string | null;
  readonly onlyDriver: string | null;
}

export const NEWEST_FIRST: SessionSort = { key: 'time', descending: true };

/** Parameters that make no sense fall back to their default. */
export function readAddress(params: ParamMap): DayAddress {
  const sort = params.get('sort') ?? '';
  const key = SORT_KEYS.find((known) => known === sort.replace(/^-/, ''));
  return {
    tab: TABS.find((tab) => tab === params.get('tab')) ?? 'my-day',
    person: tidyPerson(params.getAll('driver')),
    className: params.get('class'),
    session: params.get('session'),
    compared: idsOf(params.get('compare')),
    gapTo: params.get('gap-to'),
    ranking: RANKINGS.find((ranking) => ranking === params.get('by')) ?? 'best',
    sort: key ? { key, descending: sort.startsWith('-') } : NEWEST_FIRST,
    onlyClass: params.get('only-class'),
    onlyDriver: params.get('only-driver'),
  };
}

/** The parameters that a change alters; null takes one out of the address. */
export function writeAddress(change: Partial<DayAddress>): Params {
  const params: Params = {};
  const write = <K extends keyof DayAddress>(
    key: K,
    name: string,
    text: (value: DayAddress[K]) => string | readonly string[] | null,
  ): void => {
    const value = change[key];
    if (value !== undefined) {
      params[name] = text(value as DayAddress[K]);
    }
  };
  write('tab', 'tab', (tab) => (tab === 'my-day' ? null : tab));
  write('person', 'driver', (person) => (person.length === 0 ? null : person));
  write('className', 'class', (name) => name);
  write('session', 'session', (id) => id);
  write('compared', 'compare', (ids) => (ids.length === 0 ? null : ids.join(',')));
  write('gapTo', 'gap-to', (id) => id);
  write('ranking', 'by', (ranking) => (ranking === 'best' ? null : ranking));
  write('sort', 'sort', sortText);
  write('onlyClass', 'only-class', (name) => name);
  write('onlyDriver', 'only-driver', (name) => name);
  return params;
}

/** The order after a press on a column's head: the other way round, or that column's natural one. */
export function sortAfterPress(sort: SessionSort, key: SortKey): SessionSort {
  if (sort.key === key) {
    return { key, descending: !sort.descending };
  }
  return { key, descending: key === 'laps' || key === 'consistency' || key === 'time' };
}

function sortText({ key, descending }: SessionSort): string | null {
  return key === 'time' && descending ? null : `${descending ? '-' : ''}${key}`;
}

function idsOf(text: string | null): string[] {
  const ids = (text ?? '').split(',').filter((id) => id !== '');
  return [...new Set(ids)].slice(0, MOST_COMPARED);
}
