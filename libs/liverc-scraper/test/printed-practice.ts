import type { SessionRow } from '../src/pages.js';
import {
  TRACK_NAME,
  clock12,
  escape,
  longDate,
  longMonth,
  printFields,
  printLength,
  printPage,
  printPanel,
  shortDate,
} from './printed-frame.js';

export const NO_SESSIONS = 'There are no practice sessions available for the given date.';

/** A row of a day with invented values; `values` replaces some. */
export function session(values: Partial<SessionRow> = {}): SessionRow {
  return {
    sourceSessionId: '31000001',
    driverName: 'Aldo Quist',
    className: '1/10 Open',
    transponder: '5550001',
    startedAt: '2031-05-17T16:36:38',
    durationSeconds: 508,
    lapCount: 9,
    fastestLapSeconds: 34.746,
    averageLapSeconds: 56.437,
    ...values,
  };
}

const printSeconds = (seconds: number | null): string => seconds?.toFixed(3) ?? '';

/** One row as LiveRC prints it; null values are empty. */
export function printSession(row: SessionRow): string {
  const group = row.transponder === null ? '' : ` (${row.transponder})`;
  const classText = escape(`${row.className ?? ''}${group}`);
  const [date, time = ''] = row.startedAt.split('T');
  const laps = `${row.lapCount ?? ''}`;
  const [fast, average] = [row.fastestLapSeconds, row.averageLapSeconds].map(printSeconds);
  const length = row.durationSeconds === null ? '' : printLength(row.durationSeconds);
  const link = `/practice/?p=view_session&id=${row.sourceSessionId}`;
  return [
    `<tr><td><a href="${link}">${escape(row.driverName)}</a><br><small>${classText}</small></td>`,
    `<td><div class="hidden">${date} ${time}</div>${clock12(time)}</td>`,
    `<td data-sort="${laps}">${laps}<br>${length}</td>`,
    `<td data-sort="${fast}">Fast: ${fast}<br>Avg: ${average}</td></tr>`,
  ].join('');
}

const HEADINGS =
  '<tr><th>Driver<br>Class</th><th>Time</th><th>Laps <br>Length</th><th>Fast<br>Avg</th></tr>';

/** The table of sessions; a string among the rows stands as it is. */
export function printSessionTable(rows: (SessionRow | string)[]): string {
  const body = rows.map((row) => (typeof row === 'string' ? row : printSession(row))).join('');
  return [
    '<div class="table-responsive">',
    '<table class="table table-striped practice_session_list" cellspacing="0" width="100%">',
    `<thead>${HEADINGS}</thead><tfoot>${HEADINGS}</tfoot><tbody>${body}</tbody></table></div>`,
  ].join('');
}

export interface PrintedDay {
  date?: string;
  rows?: (SessionRow | string)[];
  /** Laps, track time in words, drivers, classes. Without it the page prints no totals. */
  totals?: [string, string, string, string];
  /** Body of the panel, in place of the table. */
  panelBody?: string;
  trackName?: string;
}

/** A day's page; without rows it says that there are none. */
export function printDay(day: PrintedDay = {}): string {
  const { date = '2031-05-17', rows = [], totals, trackName = TRACK_NAME } = day;
  const empty = rows.length === 0 ? NO_SESSIONS : printSessionTable(rows);
  const [laps = '', time = '', drivers = '', classes = ''] = totals ?? [];
  const stats = printFields([
    ['Total Laps', laps],
    ['Total Track Time', time],
    ['Unique Drivers', drivers],
    ['Unique Classes', classes],
    ['Time Range', 'First Session: 9:58:33am<br>Last Session: 4:36:38pm<br>'],
  ]);
  const best = '<a href="/practice/?p=view_session&id=31000999">23.423</a> <small>(Nobody)</small>';
  const leaders = printFields([['Overall Fastest', best]]);
  const named = longDate(date);
  return printPage({
    title: `${trackName} :: Practice Sessions on ${named} :: LiveRC`,
    h1: trackName,
    h3: 'Practice Sessions',
    h5: named,
    body: [
      '<div class="row"><div class="col-lg-8">',
      printPanel(`Practice Sessions on ${named}`, day.panelBody ?? empty),
      '</div><div class="col-lg-4">',
      totals ? printPanel(`Practice Stats for ${named}`, stats) : '',
      rows.length > 0 ? printPanel(`Practice Leaderboard for ${named}`, leaders) : '',
      '</div></div>',
    ].join(''),
  });
}

export interface PrintedCalendar {
  /** `YYYY-MM` */
  month?: string;
  days?: { date: string; sessionCount: number }[];
  /** The list of months, `YYYY-MM`. */
  months?: string[];
  selected?: string | null;
  /** Rows of the table of dates, in place of the days. */
  rows?: string;
  /** Body of the panel about the day of the request. */
  today?: string;
}

export function printCalendarRow(date: string, count: number | string, otherDate = date): string {
  const weekday = /\((\w{3})/.exec(longDate(date))?.[1];
  const link = '/practice/?p=session_list&d=';
  return [
    `<tr><td><a href="${link}${date}">${weekday}, ${shortDate(date)}</a></td>`,
    `<td><a href="${link}${otherDate}">${count}</a></td></tr>`,
  ].join('');
}

/** A month's calendar, with the panel about the day of the request beside it. */
export function printCalendar(calendar: PrintedCalendar = {}): string {
  const { month = '2031-05', days = [], months = ['2031-06', month, '2031-03'] } = calendar;
  const { selected = month, today = NO_SESSIONS } = calendar;
  const options = months.map((value) => {
    const mark = value === selected ? ' selected="selected"' : '';
    return `<option value="${value}"${mark}>${longMonth(value)}</option>`;
  });
  const rows =
    calendar.rows ??
    days.map(({ date, sessionCount }) => printCalendarRow(date, sessionCount)).join('');
  const dates = [
    '<p class="form-inline">Select different month: ',
    `<select id="available_session_months" class="form-control">${options.join('')}</select></p>`,
    `<table class="table"><tbody><tr><th>Date</th><th># Sessions</th></tr>${rows}</tbody></table>`,
  ].join('');
  return printPage({
    title: `${TRACK_NAME} :: Practice Sessions for ${longMonth(month)} :: LiveRC`,
    h1: TRACK_NAME,
    h3: 'Practice Sessions',
    body: [
      '<div class="row"><div class="col-lg-4">',
      printPanel(`Practice Dates for ${longMonth(month)}`, dates),
      '</div><div class="col-lg-8">',
      printPanel('Practice Sessions on July 4, 2031 (Friday)', today),
      '</div></div>',
    ].join(''),
  });
}
