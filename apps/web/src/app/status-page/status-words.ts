import type {
  FailedImport,
  RobotsStatus,
  StatusFigures,
  StatusResult,
  TimeFigure,
  UnreadablePageStatus,
} from '@trackside/contracts';
import { ago, clockTime, dayWords } from '../calendar/age';
import { formatDate } from '../calendar/calendar-date';
import { formatCount } from '../laps/count';
import type { Figure } from '../page-parts/figure-list';

type Liverc = StatusResult['liverc'];

/** Something that does not work, since when, and why. */
export interface Trouble {
  readonly what: string;
  readonly why: string;
}

/** `0.42 s`, `12 s`; a dash before the first. */
export function secondsWords(seconds: number | null): string {
  if (seconds === null) {
    return '–';
  }
  return seconds < 10 ? `${seconds.toFixed(2)} s` : `${Math.round(seconds)} s`;
}

/** `today, 14:02`. */
export function momentWords(instant: string, nowMs: number): string {
  return `${dayWords(instant, nowMs)}, ${clockTime(Date.parse(instant))}`;
}

/** Whether LiveRC answers, in a sentence; of demo data, whether what stands in for it does. */
export function livercHeading({
  liverc: { state, disabled_by },
  demo,
}: Pick<StatusResult, 'liverc' | 'demo'>): string {
  const who = demo ? 'The demo’s own LiveRC' : 'LiveRC';
  if (state === 'disabled') {
    return disabled_by === 'environment'
      ? 'LiveRC is switched off by the server’s configuration'
      : 'LiveRC is switched off';
  }
  return state === 'failing' ? `${who} does not answer at present` : `${who} answers`;
}

/** Since when it is so. */
export function sinceWords({ since }: Liverc, nowMs: number): string {
  return since === null ? 'Nothing was asked yet.' : `Since ${momentWords(since, nowMs)}.`;
}

/** How fast LiveRC is, and what waits. */
export function loadFigures({ queue, catalogue, figures }: StatusResult, nowMs: number): Figure[] {
  const { jobs } = queue;
  const oldest = jobs.oldest_queued_at;
  const waits = oldest === null ? '' : `, oldest since ${ago(oldest, nowMs)}`;
  const { last_sync } = catalogue;
  return [
    timeFigure('A page of LiveRC takes', figures.liverc_answer),
    {
      name: 'Requests under way',
      value: formatCount(queue.in_flight),
      note: `${formatCount(queue.waiting)} waiting for their turn`,
    },
    {
      name: 'Jobs waiting',
      value: formatCount(jobs.queued),
      note: `${jobs.running} running${waits}`,
    },
    {
      name: 'Tracks known',
      value: formatCount(catalogue.tracks),
      note: last_sync === null ? 'list not read yet' : `list read ${ago(last_sync, nowMs)}`,
    },
  ];
}

/** How well the product does what it promises. */
export function successFigures(figures: StatusFigures): Figure[] {
  const { first_row, full_discovery, discoveries, imports } = figures;
  const { total, without_liverc, skipped } = discoveries;
  return [
    timeFigure('First practice day', first_row),
    timeFigure('Whole discovery', full_discovery),
    {
      name: 'Answered without LiveRC',
      value: total === 0 ? '–' : `${Math.round((100 * without_liverc) / total)}\u00a0%`,
      note: `${formatCount(without_liverc)} of ${formatCount(total)} discoveries, ${formatCount(skipped)} skipped`,
    },
    {
      name: 'Searched again after an import',
      value: formatCount(imports.followed_by_search),
      note: `of ${formatCount(imports.total)} imports; none should need it`,
    },
  ];
}

/** What does not work at present, and what failed lately; empty while all is well. */
export function troublesOf(status: StatusResult, nowMs: number): Trouble[] {
  const { catalogue, drift, failures, robots, sites } = status;
  return [
    ...drift.map(({ page, since, message }) => ({
      what:
        page === 'day' ? 'LiveRC has changed its day pages' : 'LiveRC has changed its calendars',
      why: `since ${momentWords(since, nowMs)}: ${message}`,
    })),
    ...(catalogue.error === null ? [] : [{ what: 'The list of tracks', why: catalogue.error }]),
    ...sites.map(({ track_slug, since, code, next_probe_at }) => ({
      what: track_slug === null ? 'The list of tracks' : `Pages of ${track_slug}`,
      why:
        `${code === 'LIVERC_TIMEOUT' ? 'take too long' : 'do not come'} since ` +
        momentWords(since, nowMs) +
        (next_probe_at === null ? '' : `; next try at ${clockTime(Date.parse(next_probe_at))}`),
    })),
    ...robots.map(robotsTrouble),
    ...failures.map((failure) => failureTrouble(failure, nowMs)),
  ];
}

/** What a page was that could not be read, when it came, and what is wrong with it. */
export interface UnreadablePage {
  readonly what: string;
  readonly age: string;
  readonly size: string;
  readonly why: string;
}

/** Pages that could not be read, the newest first. */
export function unreadablePages(
  { unreadable_pages }: StatusResult,
  nowMs: number,
): UnreadablePage[] {
  return unreadable_pages.newest.map((page) => ({
    what: pageName(page),
    age: ago(page.seen_at, nowMs),
    size: `${Math.ceil(page.bytes / 1000)} kB`,
    why: page.message,
  }));
}

/** Whose page it is: `Calendar of tallowick`. */
export function pageName({ kind, track_slug }: UnreadablePageStatus): string {
  return track_slug === null
    ? 'The list of tracks'
    : `${PAGE_NAMES[kind] ?? 'Page'} of ${track_slug}`;
}

const PAGE_NAMES: Readonly<Record<string, string>> = {
  calendar: 'Calendar',
  dashboard: 'Dashboard',
  day: 'Practice day',
  events: 'List of events',
  session: 'Session',
};

function robotsTrouble({ origin, state }: RobotsStatus): Trouble {
  const why =
    state === 'forbids'
      ? 'its robots.txt asks us not to read it'
      : 'its robots.txt can’t be read: searches go on, background work waits';
  return { what: origin.replace(/^https?:\/\//, ''), why };
}

function failureTrouble({ track_name, date, failed_at, message }: FailedImport, nowMs: number) {
  return {
    what: `Import of ${formatDate(date)}, ${track_name}`,
    why: `${message} (${ago(failed_at, nowMs)})`,
  };
}

function timeFigure(name: string, { count: times, median_seconds, p95_seconds }: TimeFigure) {
  const note = times === 0 ? 'not measured yet' : `19 of 20 within ${secondsWords(p95_seconds)}`;
  return { name, value: secondsWords(median_seconds), note };
}
