import type { EntryListEntry, EntryListPage } from '../race-pages.js';
import { readClassTables, type ClassTable } from './class-tables.js';
import {
  countStrayRows,
  isPlaceholder,
  openEventPage,
  readCells,
  type OpenEventPage,
} from './event-page.js';
import { readCount } from './figures.js';
import { childElements, keptName, textOf, valueAfter, visibleText } from './markup.js';
import { pageChanged, quote } from './page-changed.js';

const PART = 'Entry List';
const COLUMNS = ['#', 'Driver', 'Transponder #'];
/** The longest text that is kept as a transponder; what is longer is none. */
const MAX_TRANSPONDER = 40;

/**
 * Reads `/results/?p=view_entry_list&id=EVENT`.
 *
 * No entries yet: the panel says so, or has no class where its tables would be.
 *
 * @throws LivercPageChangedError for another page, one without classes or with a tab that lacks its
 *   table, and when no row can be read of those that there are
 */
export function parseEntryList(html: string, url: string): EntryListPage {
  const page = openEventPage(html, url, 'an entry list');
  const { trackName, eventName, part } = page;
  if (part !== PART) {
    throw pageChanged('an entry list', `a page titled ${quote(page.title)}`, url);
  }
  const tables = isEmpty(page)
    ? []
    : readClassTables(page, 'table[id*="_table_"]', COLUMNS, 'table of entries');
  const read = tables.map(readClass);
  const strays = countStrayRows(page, tables);
  const unreadableRows = read.reduce((sum, one) => sum + one.unreadableRows, strays);
  const classes = read.map(({ unreadableRows: _, ...one }) => one);
  if (unreadableRows > 0 && classes.every(({ entries }) => entries.length === 0)) {
    throw pageChanged('rows of entries', `${unreadableRows} that can't be read`, url);
  }
  return { trackName, eventName, classes, unreadableRows };
}

/** Nobody has entered yet: the panel holds nothing of a class, where its tables would be or in words. */
function isEmpty(page: OpenEventPage): boolean {
  const panel = page.panels.find(({ heading }) => heading === PART);
  const ofClasses = page.select('table[id*="_table_"], .tab-pane, a[data-toggle="tab"]');
  if (!panel || ofClasses.length + page.select('tr, td', panel.element).length > 0) return false;
  const [content] = page.select('.tab-content', panel.element);
  const isBare = content !== undefined && childElements(content).length === 0;
  return isBare || /\bno entr|\bare no\b/i.test(textOf(panel.element));
}

/** The printed count tells when rows are missing. */
function readClass(
  table: ClassTable,
): EntryListPage['classes'][number] & { unreadableRows: number } {
  const rows = table.rows.filter((row) => !isPlaceholder(row));
  const entries = rows.map((row) => readEntry(table, row)).filter((entry) => entry !== null);
  const entryCount = readCount(valueAfter(table.subHeaders, 'Entries:') ?? '');
  const expected = Math.max(rows.length, entryCount ?? 0);
  return {
    className: table.className,
    entryCount,
    entries,
    unreadableRows: expected - entries.length,
  };
}

function readEntry(table: ClassTable, row: ClassTable['rows'][number]): EntryListEntry | null {
  const cell = readCells(table, row);
  const driverName = keptName(visibleText(cell?.('Driver')));
  if (!cell || !driverName) return null;
  const transponder = visibleText(cell('Transponder #'));
  return {
    carNumber: readCount(visibleText(cell('#'))),
    driverName,
    transponder: transponder.length <= MAX_TRANSPONDER ? transponder || null : null,
  };
}
