import type { Element } from 'domhandler';

import type { EventRow, EventsPage } from '../pages.js';
import { readEventDates, type EventDates } from './event-dates.js';
import { readCount, readIdFromHref } from './figures.js';
import { readDateTime } from './local-time.js';
import { childElements, findByTag, findFirst, hasClass, textOf } from './markup.js';
import { openPage, readTitle, type OpenPage } from './open-page.js';
import { pageChanged, quote } from './page-changed.js';

const SUBJECT = 'Archived Results';
const COLUMNS = ['Event Name', 'Date', '# Entries', '# Drivers'];

/**
 * Reads `/events`.
 *
 * No events: the table is there and has no row, or only one that says so.
 *
 * @throws LivercPageChangedError for another page, or when no row can be read
 */
export function parseEvents(html: string, url: string): EventsPage {
  const page = openPage(html, url);
  const { trackName, subject } = readTitle(page, 'a list of events');
  if (subject !== SUBJECT) {
    throw pageChanged('a list of events', `a page titled ${quote(page.title)}`, url);
  }
  const rows = findRows(page);
  const events = new Map<string, EventRow>();
  for (const row of rows) {
    const event = readEventRow(row);
    if (event && !events.has(event.sourceEventId)) events.set(event.sourceEventId, event);
  }
  const count = Math.max(rows.length, countLinked(page));
  if (count > 0 && events.size === 0) {
    throw pageChanged('rows of events', `${count} that can't be read`, url);
  }
  return { trackName, events: [...events.values()], unreadableRows: count - events.size };
}

/** Every event of the page is in its table; what is linked beside it has fallen out of a damaged one. */
function countLinked(page: OpenPage): number {
  const ids = page.select('a').map(({ attribs }) => readIdFromHref(attribs['href'], 'view_event'));
  return new Set(ids.filter((id) => id !== null)).size;
}

function findRows(page: OpenPage): Element[] {
  const [table] = page.select('table#events');
  if (!table || !page.isClosed(table)) {
    throw pageChanged('a table of events', 'none that is whole', page.url);
  }
  const header = childElements(table, 'thead').flatMap((head) => childElements(head, 'tr'))[0];
  const titles = header ? childElements(header, 'th').map(textOf) : [];
  if (titles.join('|') !== COLUMNS.join('|')) {
    throw pageChanged(`columns ${COLUMNS.join(', ')}`, quote(titles.join(', ')), page.url);
  }
  const bodies = childElements(table, 'tbody');
  if (bodies.length === 0) throw pageChanged('a table of events', 'one without body', page.url);
  const rows = bodies.flatMap((body) => childElements(body, 'tr'));
  return rows.length === 1 && rows[0] && isPlaceholder(rows[0]) ? [] : rows;
}

/** `No data available in table`, over the table's whole width. */
function isPlaceholder(row: Element): boolean {
  const cells = childElements(row);
  return cells.length === 1 && !findByTag(row, 'a') && /^no\b/i.test(textOf(cells[0]));
}

function readEventRow(row: Element): EventRow | null {
  const [nameCell, dateCell, entries, drivers, ...rest] = childElements(row, 'td');
  if (!nameCell || !dateCell || !entries || !drivers || rest.length > 0) return null;
  const link = findByTag(nameCell, 'a');
  const sourceEventId = readIdFromHref(link?.attribs['href'], 'view_event');
  const name = textOf(link);
  if (!sourceEventId || !name) return null;
  return {
    sourceEventId,
    name,
    ...readDates(dateCell),
    entries: readCount(textOf(entries)),
    drivers: readCount(textOf(drivers)),
  };
}

/** The hidden start's time is a placeholder; the end of a range stands only in the visible text. */
function readDates(cell: Element): EventDates {
  const hidden = findFirst(cell, (element) => hasClass(element, 'hidden'));
  const hiddenText = textOf(hidden);
  const visible = textOf(cell).slice(hiddenText.length).trim();
  return readEventDates(visible, readDateTime(hiddenText)?.slice(0, 10));
}
