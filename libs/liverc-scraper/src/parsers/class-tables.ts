import { headingOf, readClassHeader, readTable } from './event-page.js';
import type { HeadedTable, OpenEventPage } from './event-page.js';
import { keptName } from './markup.js';
import { pageChanged } from './page-changed.js';

/** Real events have some twenty. */
const MAX_CLASSES = 500;
const TAB = /_tab_\d+$/;

/** The table of one class on a page with a tab for each. */
export interface ClassTable extends HeadedTable {
  className: string;
  /** What stands under the class: `Entries: 30`, `Tie Breaker: ...`. */
  subHeaders: string[];
}

/**
 * The tables of a page's classes, in its order.
 *
 * @param selector of the tables
 * @param what they are, for the error's sentence
 * @throws LivercPageChangedError where a tab lacks its table, a table was cut or lacks a column, and
 *   for more than 500 classes
 */
export function readClassTables(
  page: OpenEventPage,
  selector: string,
  columns: readonly string[],
  what: string,
): ClassTable[] {
  const elements = page.select(selector);
  const tabs = page
    .select('a[data-toggle="tab"]')
    .filter(({ attribs }) => TAB.test(attribs['href'] ?? ''));
  const most = Math.max(tabs.length, elements.length);
  if (most > MAX_CLASSES) throw pageChanged(`at most ${MAX_CLASSES} classes`, `${most}`, page.url);
  if (elements.length < Math.max(tabs.length, 1)) {
    throw pageChanged(
      `a ${what} for each of ${tabs.length} classes`,
      `${elements.length}`,
      page.url,
    );
  }
  return elements.map((element) => {
    const table = readTable(page, element, columns, what);
    const { header, subHeaders } = readClassHeader(page, table);
    const className = keptName(header || (headingOf(page, element) ?? ''));
    if (!className) throw pageChanged(`the class of a ${what}`, 'none', page.url);
    return { ...table, className, subHeaders };
  });
}
