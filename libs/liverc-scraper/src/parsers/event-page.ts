import { isTag, type Element } from 'domhandler';

import { childElements, findByTag, textOf, visibleText } from './markup.js';
import { openPage, type OpenPage } from './open-page.js';
import { pageChanged, quote } from './page-changed.js';

const END = ' :: LiveRC';
const DIVIDER = ' :: ';
/** Real tables have at most some hundred. */
const MAX_ROWS = 5000;

/** A page of an event or of a part of it, before anybody knows which one it is. */
export interface OpenEventPage extends OpenPage {
  trackName: string;
  eventName: string;
  /** What part of the event it is: a race's label, a ranking's title. Null on the event's own. */
  part: string | null;
}

/**
 * Opens a page titled `{Track} :: {Event} :: {part} :: LiveRC`, or without part the event's own.
 * Names may contain ` :: `: the page's headings tell where they end.
 *
 * @param kind what was asked for, for the error's sentence
 * @throws LivercPageChangedError as `openPage`, and when the title is not of that form
 */
export function openEventPage(html: string, url: string, kind: string): OpenEventPage {
  const page = openPage(html, url);
  const names = readHeadings(page) ?? readParts(page);
  if (!names || !names.trackName || !names.eventName || names.part === '') {
    throw pageChanged(kind, `a page titled ${quote(page.title)}`, url);
  }
  return { ...page, ...names };
}

type Names = Pick<OpenEventPage, 'trackName' | 'eventName' | 'part'>;

/** The names of the headings, where the title begins with both. */
function readHeadings({ title, pageHeader }: OpenPage): Names | null {
  const [trackName, eventName] = [pageHeader('h1') ?? '', pageHeader('h3') ?? ''];
  const start = `${trackName}${DIVIDER}${eventName}`;
  if (!title.startsWith(start) || !title.endsWith(END)) return null;
  const rest = title.slice(start.length, -END.length);
  if (rest === '') return { trackName, eventName, part: null };
  return rest.startsWith(DIVIDER)
    ? { trackName, eventName, part: rest.slice(DIVIDER.length) }
    : null;
}

function readParts({ title }: OpenPage): Names | null {
  const [trackName = '', eventName = '', part = null, ...more] = title.endsWith(END)
    ? title.slice(0, -END.length).split(DIVIDER)
    : [];
  return more.length > 0 ? null : { trackName, eventName, part };
}

/** A table whose columns are known by their headings. */
export interface HeadedTable {
  element: Element;
  head: Element;
  /** The headings in their order, without the word about the small number. */
  columns: string[];
  /** Rows of the body. */
  rows: Element[];
}

/**
 * Reads head and rows of a table.
 *
 * @param what it is, for the error's sentence
 * @throws LivercPageChangedError for a table that was cut, that lacks one of the columns or has it
 *   twice, and for more than 5,000 rows
 */
export function readTable(
  page: OpenPage,
  element: Element,
  needed: readonly string[],
  what: string,
): HeadedTable {
  if (!page.isClosed(element)) throw pageChanged(`a whole ${what}`, 'one that was cut', page.url);
  const [head] = childElements(element, 'thead');
  const line = head ? childElements(head, 'tr').at(-1) : undefined;
  const columns = line ? childElements(line, 'th').map(visibleText) : [];
  const isComplete = needed.every((name) => columns.filter((one) => one === name).length === 1);
  if (!head || !isComplete) {
    const got = quote(columns.join(', '));
    throw pageChanged(`${what} with columns ${needed.join(', ')}`, got, page.url);
  }
  // As in a browser, rows behind the end of a body are rows all the same.
  const bodies = [...childElements(element, 'tbody'), element];
  const rows = bodies.flatMap((body) => childElements(body, 'tr'));
  if (rows.length > MAX_ROWS) {
    throw pageChanged(`at most ${MAX_ROWS} rows`, `${rows.length}`, page.url);
  }
  return { element, head, columns, rows };
}

/**
 * Rows of a damaged page that fell out of its tables, or into a part of them where nobody reads.
 * Cells that stand in no row are at least one.
 */
export function countStrayRows(page: OpenPage, tables: readonly HeadedTable[]): number {
  const known = new Map(tables.map(({ element, rows }) => [element, new Set(rows)]));
  const strays = page.select('tr').filter((row) => {
    const table = tableOf(row);
    if (!table) return true;
    const rows = known.get(table);
    return rows !== undefined && !rows.has(row) && !isHeading(row, table);
  });
  const isLoose = ({ parent }: Element): boolean =>
    !(parent && isTag(parent) && parent.name === 'tr');
  return strays.length + (page.select('td').some(isLoose) ? 1 : 0);
}

function tableOf(row: Element): Element | null {
  for (let node = row.parent; node && isTag(node); node = node.parent) {
    if (node.name === 'table') return node;
  }
  return null;
}

/** Whether it is a row of the table's head or foot. */
function isHeading({ parent, children }: Element, table: Element): boolean {
  const isThere = parent !== null && isTag(parent) && ['thead', 'tfoot'].includes(parent.name);
  return (
    isThere && parent.parent === table && !children.some((one) => isTag(one) && one.name === 'td')
  );
}

/** The cells of a row by their columns; null where they are not as many. */
export function readCells(
  { columns }: HeadedTable,
  row: Element,
): ((column: string) => Element | undefined) | null {
  const cells = childElements(row);
  if (cells.length !== columns.length || cells.some(({ name }) => name !== 'td')) return null;
  return (column) => cells[columns.indexOf(column)];
}

/** The text of the table's head that has the class, and what stands under it. */
export function readClassHeader(
  page: OpenPage,
  { head }: HeadedTable,
): { header: string; subHeaders: string[] } {
  const [header] = page.select('.class_header', head);
  return {
    header: visibleText(header),
    subHeaders: page.select('.class_sub_header', head).map(visibleText),
  };
}

/** `DataTables` and LiveRC say so in one cell where there are no rows. */
export function isPlaceholder(row: Element): boolean {
  const cells = childElements(row);
  return (
    cells.length === 1 && !findByTag(row, 'a') && /^(?:no|there are no)\b/i.test(textOf(cells[0]))
  );
}

/** The panel that holds the element. */
export function headingOf(page: OpenPage, element: Element): string | null {
  for (let node = element.parent; node; node = node.parent) {
    const panel = page.panels.find((one) => one.element === node);
    if (panel) return panel.heading;
  }
  return null;
}
