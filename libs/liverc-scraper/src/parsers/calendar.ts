import type { Element } from 'domhandler';

import type { CalendarPage, YearMonth } from '../pages.js';
import { readCount, readParameters } from './figures.js';
import {
  isSameMonth,
  monthName,
  readIsoDate,
  readIsoMonth,
  readNamedDate,
  readNamedMonth,
} from './local-time.js';
import { childElements, findFirst, textOf } from './markup.js';
import { openPage, readTitle, type OpenPage, type Panel } from './open-page.js';
import { pageChanged, quote } from './page-changed.js';

const MAX_DAYS = 31;

type CalendarDay = CalendarPage['days'][number];

/**
 * Reads `/practice/?p=calendar&d=YYYY-MM`.
 *
 * No practice in the month: the page names it and has no day row, or it shows another month of the
 * track, and in both cases its own list of months lacks the one asked for. The panel in the right
 * column is about the day of the request and never read.
 *
 * @throws LivercPageChangedError for another page or month, a month without rows that the list
 *   says has practice, and any day that cannot be read: a month with an unknown day is not known
 */
export function parseCalendar(html: string, url: string, asked: YearMonth): CalendarPage {
  const page = openPage(html, url);
  const { trackName, subject } = readTitle(page, `the practice calendar of ${monthName(asked)}`);
  const shown = readShownMonth(page, subject, asked);
  const panel = findDatesPanel(page, shown);
  const monthsWithPractice = readMonthList(page, panel, shown);
  const isListed = monthsWithPractice.some((month) => isSameMonth(month, asked));
  const days = readDays(page, panel, shown);
  checkNoneFellOut(page, days, shown);

  if (!isSameMonth(shown, asked) && isListed) {
    throw pageChanged(monthName(asked), monthName(shown), url);
  }
  if (days.length === 0 && isListed) {
    throw pageChanged(
      `practice dates of ${monthName(asked)}, as in the page's list of months`,
      'no date',
      url,
    );
  }
  return {
    trackName,
    year: asked.year,
    month: asked.month,
    days: isSameMonth(shown, asked) ? days : [],
    monthsWithPractice,
  };
}

function readShownMonth(page: OpenPage, subject: string, asked: YearMonth): YearMonth {
  const prefix = 'Practice Sessions for ';
  const month = subject.startsWith(prefix) ? readNamedMonth(subject.slice(prefix.length)) : null;
  if (month) return month;
  throw pageChanged(
    `the practice calendar of ${monthName(asked)}`,
    `a page titled ${quote(page.title)}`,
    page.url,
  );
}

/** The dates stand in the first panel; a later one shows the day of the request. */
function findDatesPanel(page: OpenPage, shown: YearMonth): Panel {
  const heading = `Practice Dates for ${monthName(shown)}`;
  const first = page.panels[0];
  if (first?.heading === heading) return first;
  throw pageChanged(`a first panel ${quote(heading)}`, quote(first?.heading ?? ''), page.url);
}

/** Months without a calendar (`0000-00`) are left out; they can't be asked for. */
function readMonthList(page: OpenPage, panel: Panel, shown: YearMonth): YearMonth[] {
  const [select] = page.select('select#available_session_months', panel.element);
  if (!select || !page.isClosed(select)) {
    throw pageChanged('a list of months with practice', 'none that is whole', page.url);
  }
  const months = new Map<string, YearMonth>();
  let selected: string | null = null;
  for (const option of childElements(select, 'option')) {
    const value = option.attribs['value'] ?? '';
    if (value !== '' && !/^\d{4}-\d\d$/.test(value)) {
      throw pageChanged('months YYYY-MM in the list of months', quote(value), page.url);
    }
    const month = readIsoMonth(value);
    if (month) months.set(value, month);
    if (month && 'selected' in option.attribs) selected = value;
  }
  checkSelected(page, months, selected, shown);
  return [...months].sort(([a], [b]) => (a < b ? 1 : -1)).map(([, month]) => month);
}

function checkSelected(
  page: OpenPage,
  months: Map<string, YearMonth>,
  selected: string | null,
  shown: YearMonth,
): void {
  const isShownListed = [...months.values()].some((month) => isSameMonth(month, shown));
  const month = selected === null ? undefined : months.get(selected);
  if (isShownListed && !(month && isSameMonth(month, shown))) {
    const got = month ? monthName(month) : 'none';
    throw pageChanged(`${monthName(shown)} selected in the list of months`, got, page.url);
  }
}

function readDays(page: OpenPage, panel: Panel, shown: YearMonth): CalendarDay[] {
  if (!page.select('table', panel.element).every((table) => page.isClosed(table))) {
    throw pageChanged('a whole table of practice dates', 'one that was cut', page.url);
  }
  const rows = page
    .select('tr', panel.element)
    .map((row) => childElements(row, 'td'))
    .filter((cells) => cells.length > 0);
  const links = page.select('a', panel.element).filter(isDayLink).length;
  const isPlaceholder = rows.length === 1 && rows[0]?.length === 1 && links === 0;
  if (isPlaceholder) return [];
  if (links !== 2 * rows.length || rows.length > MAX_DAYS) {
    const got = `${rows.length} rows with ${links} links`;
    throw pageChanged('practice dates with two links each', got, page.url);
  }
  const days = rows.map((cells) => readDayRow(page, cells, shown));
  if (new Set(days.map(({ date }) => date)).size < days.length) {
    throw pageChanged('each practice date once', 'one of them twice', page.url);
  }
  return days;
}

/** Every day of the month is in its panel; one linked in none has fallen out of a damaged page. */
function checkNoneFellOut(page: OpenPage, days: CalendarDay[], shown: YearMonth): void {
  const inPanels = new Set(page.panels.flatMap(({ element }) => page.select('a', element)));
  const read = new Set(days.map(({ date }) => date));
  for (const link of page.select('a')) {
    const date = inPanels.has(link) ? null : dateOf(link);
    const month = readIsoMonth(date?.slice(0, 7) ?? '');
    if (date && month && isSameMonth(month, shown) && !read.has(date)) {
      throw pageChanged('practice dates in their panel', `${date} outside of it`, page.url);
    }
  }
}

function isDayLink(link: Element): boolean {
  return readParameters(link.attribs['href'])?.get('p') === 'session_list';
}

/** A row has the date and the count of sessions, both linked to the same day. */
function readDayRow(page: OpenPage, cells: Element[], shown: YearMonth): CalendarDay {
  const [dateCell, countCell] = cells;
  const printed = readNamedDate(textOf(dateCell));
  const linked = cells.map(linkedDate);
  const date = linked[0];
  const sessionCount = readCount(textOf(countCell));
  const isWhole = cells.length === 2 && linked.every((other) => other === date);
  if (!isWhole || !date || sessionCount === null || printed !== date) {
    const got = cells.map((cell) => textOf(cell)).join(' | ');
    throw pageChanged('a practice date with its count of sessions', quote(got), page.url);
  }
  const month = readIsoMonth(date.slice(0, 7));
  if (!month || !isSameMonth(month, shown)) {
    throw pageChanged(`dates of ${monthName(shown)}`, date, page.url);
  }
  return { date, sessionCount };
}

function linkedDate(cell: Element): string | null {
  const link = findFirst(cell, isDayLink);
  return link ? dateOf(link) : null;
}

function dateOf(link: Element): string | null {
  return isDayLink(link) ? readIsoDate(readParameters(link.attribs['href'])?.get('d') ?? '') : null;
}
