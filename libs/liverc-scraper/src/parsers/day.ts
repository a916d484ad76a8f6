import type { Element } from 'domhandler';

import type { DayPage, SessionRow } from '../pages.js';
import { readTotals, verifyTotals } from './day-totals.js';
import { readSessionRow } from './day-row.js';
import { readNamedDate } from './local-time.js';
import { childElements, findByTag, hasClass, linesOf, textOf } from './markup.js';
import { openPage, readTitle, type OpenPage, type Panel } from './open-page.js';
import { pageChanged, quote } from './page-changed.js';

const MAX_ROWS = 5000;
const COLUMNS = ['Driver', 'Time', 'Laps', 'Fast'];
const PREFIX = 'Practice Sessions on ';
const NO_SESSIONS = 'There are no practice sessions available for the given date.';

/**
 * Reads `/practice/?p=session_list&d=YYYY-MM-DD`.
 *
 * No practice that day: title, heading and panel name the date, and that panel says so in LiveRC's
 * sentence and holds no table. Links to sessions elsewhere (the leaderboard's) are never rows.
 *
 * @throws LivercPageChangedError for another page or date, when no row can be read, and for more
 *   than 5,000 rows
 */
export function parseDay(html: string, url: string, date: string): DayPage {
  const page = openPage(html, url);
  const trackName = verifyDate(page, date);
  const panel = findPanel(page, date);
  const table = findTable(page, panel);
  const printedTotals = readTotals(page, date);
  const { sessions, unreadableRows } = table
    ? readRows(page, table, date)
    : { sessions: [], unreadableRows: 0 };
  const verified = verifyTotals(printedTotals, sessions, unreadableRows);
  if (!table && verified === false) {
    throw pageChanged('no totals beside the word that there are no sessions', 'some', url);
  }
  return { trackName, date, sessions, unreadableRows, printedTotals, verified };
}

/** Gives the track's name when title and heading both name the date. */
function verifyDate(page: OpenPage, date: string): string {
  const { trackName, subject } = readTitle(page, `practice sessions on ${date}`);
  const titled = subject.startsWith(PREFIX) ? readNamedDate(subject.slice(PREFIX.length)) : null;
  if (!titled) {
    const got = `a page titled ${quote(page.title)}`;
    throw pageChanged(`practice sessions on ${date}`, got, page.url);
  }
  if (titled !== date) throw pageChanged(date, titled, page.url);
  const heading = page.pageHeader('h5') ?? '';
  if (readNamedDate(heading) !== date) {
    throw pageChanged(`a heading of ${date}`, quote(heading), page.url);
  }
  return trackName;
}

function findPanel(page: OpenPage, date: string): Panel {
  const panels = page.panels.filter(
    ({ heading }) =>
      heading.startsWith(PREFIX) && readNamedDate(heading.slice(PREFIX.length)) === date,
  );
  const [panel] = panels;
  if (panel && panels.length === 1) return panel;
  throw pageChanged(`one panel of practice sessions on ${date}`, `${panels.length}`, page.url);
}

/** The table of sessions; undefined where the panel says that there are none. */
function findTable(page: OpenPage, panel: Panel): Element | undefined {
  const tables = page.select('table', panel.element);
  const [table] = tables;
  if (!table) {
    const isEmpty = !findByTag(panel.element, 'a') && textOf(panel.element).includes(NO_SESSIONS);
    if (isEmpty) return undefined;
    throw pageChanged('a table of sessions, or a word that there are none', 'neither', page.url);
  }
  if (tables.length === 1 && hasClass(table, 'practice_session_list')) {
    if (page.isClosed(table)) return table;
    throw pageChanged('a whole table of sessions', 'one that was cut', page.url);
  }
  throw pageChanged('one table of sessions', `${tables.length} other tables`, page.url);
}

function readRows(
  page: OpenPage,
  table: Element,
  date: string,
): { sessions: SessionRow[]; unreadableRows: number } {
  verifyColumns(page, table);
  const rows = childElements(table, 'tbody').flatMap((body) => childElements(body, 'tr'));
  if (rows.length > MAX_ROWS) {
    throw pageChanged(`at most ${MAX_ROWS} sessions a day`, `${rows.length}`, page.url);
  }
  const sessions = new Map<string, SessionRow>();
  for (const row of rows) {
    const session = readSessionRow(row, date);
    if (session && !sessions.has(session.sourceSessionId)) {
      sessions.set(session.sourceSessionId, session);
    }
  }
  if (sessions.size === 0) {
    throw pageChanged('rows of sessions', `${rows.length} that can't be read`, page.url);
  }
  return { sessions: [...sessions.values()], unreadableRows: rows.length - sessions.size };
}

/** Columns are read by position, so their headings must stand where they are expected. */
function verifyColumns(page: OpenPage, table: Element): void {
  const header = childElements(table, 'thead').flatMap((head) => childElements(head, 'tr'))[0];
  const titles = header ? childElements(header, 'th').map((cell) => linesOf(cell)[0]) : [];
  if (titles.join('|') !== COLUMNS.join('|')) {
    throw pageChanged(`columns ${COLUMNS.join(', ')}`, quote(titles.join(', ')), page.url);
  }
}
