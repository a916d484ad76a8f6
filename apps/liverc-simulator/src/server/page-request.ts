import { isDate, isMonth } from '../world/dates.js';

export type PageKind =
  'catalogue' | 'dashboard' | 'calendar' | 'day' | 'session' | 'events' | ResultsPage | 'other';

/** The pages of race events. */
export type ResultsPage =
  | 'event'
  | 'entry-list'
  | 'race'
  | 'points'
  | 'round-ranking'
  | 'multi-main'
  | 'overall'
  | 'heat-sheet';

const RESULTS_PAGES = new Map<string, ResultsPage>([
  ['view_event', 'event'],
  ['view_entry_list', 'entry-list'],
  ['view_race_result', 'race'],
  ['view_points', 'points'],
  ['view_round_ranking', 'round-ranking'],
  ['view_multi_main_result', 'multi-main'],
  ['event_overall_ranking', 'overall'],
  ['view_heat_sheet', 'heat-sheet'],
]);

/** What an address asks for. */
export interface PageRequest {
  kind: PageKind;
  /** Path and query as they came. */
  url: string;
  /** As written in the address; empty for the catalogue. */
  slug: string;
  /** `YYYY-MM` of a calendar, or of a day's date. */
  month?: string;
  /** `YYYY-MM-DD` of a day page. */
  date?: string;
  /** Number of a session, an event, or a page of an event. */
  id?: string;
  /** What a round ranking is sorted by. */
  order?: string;
  query: URLSearchParams;
}

// `live` is the host of the catalogue and `www` that of the news: neither is a track.
const FRONT_HOSTS = new Set(['live', 'www']);

/**
 * Reads an address of either form, `/{slug}/practice/?…` on any host or `/practice/?…` on
 * `{slug}.localhost`.
 */
export function readPageRequest(url: string, host: string, today: string): PageRequest {
  const question = url.indexOf('?');
  const path = question < 0 ? url : url.slice(0, question);
  const query = new URLSearchParams(question < 0 ? '' : url.slice(question + 1));
  const inHost = /^([^.:]+)\.localhost(?::\d+)?$/i.exec(host)?.[1];
  const segments = path.split('/').filter((segment) => segment !== '');
  const slug = inHost && !FRONT_HOSTS.has(inHost.toLowerCase()) ? inHost : (segments.shift() ?? '');
  if (slug === '') return { kind: 'catalogue', url, slug, query };
  return { url, slug: decodeSlug(slug), query, ...readPage(segments, query, today) };
}

function decodeSlug(slug: string): string {
  try {
    return decodeURIComponent(slug);
  } catch {
    return slug;
  }
}

function readPage(
  segments: readonly string[],
  query: URLSearchParams,
  today: string,
): Pick<PageRequest, 'kind' | 'month' | 'date' | 'id' | 'order'> {
  const section = segments[0] ?? '';
  if (segments.length > 1) return { kind: 'other' };
  if (section === '') return { kind: 'dashboard' };
  if (section === 'events') return { kind: 'events' };
  const id = query.get('id') ?? '';
  if (section === 'results') return readResultsPage(query, id);
  if (section !== 'practice') return { kind: 'other' };
  return readPracticePage(query, today, id);
}

function readResultsPage(query: URLSearchParams, id: string) {
  const kind = RESULTS_PAGES.get(query.get('p') ?? '');
  if (kind === undefined) return { kind: 'other' as const };
  return kind === 'round-ranking' ? { kind, id, order: query.get('o') ?? '' } : { kind, id };
}

function readPracticePage(query: URLSearchParams, today: string, id: string) {
  const page = query.get('p') ?? 'calendar';
  const asked = query.get('d');
  if (page === 'view_session') return { kind: 'session' as const, id };
  if (page === 'session_list' && asked !== null && isDate(asked)) {
    return { kind: 'day' as const, date: asked, month: asked.slice(0, 7) };
  }
  // Parameters that the site does not know (`y`, `m`, `ym`) get the current month.
  const month = asked ?? today.slice(0, 7);
  if (page === 'calendar' && isMonth(month)) return { kind: 'calendar' as const, month };
  return { kind: 'other' as const };
}
