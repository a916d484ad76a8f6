import type { Element } from 'domhandler';

import type { RankingClass, RankingPage, RankingRow } from '../race-pages.js';
import { readClassTables, type ClassTable } from './class-tables.js';
import { countStrayRows, isPlaceholder, openEventPage, readCells } from './event-page.js';
import { keptName, valueAfter, visibleText } from './markup.js';
import { pageChanged, quote } from './page-changed.js';
import { readPlace } from './race-row.js';

/** What is common to the four kinds of ranking. */
export interface RankingForm {
  kind: RankingPage['kind'];
  /** For the error's sentence. */
  what: string;
  selector: string;
  /** The first is the place's. */
  columns: readonly [string, ...string[]];
  readRow: (row: RankingCells) => ReadRow | null;
  isProvisional?: (table: ClassTable) => boolean;
  /** What is known of a class only when all its rows are. */
  finish?: (ranked: RankingClass, table: ClassTable) => RankingClass;
}

/** One row of a class, place and driver read. */
export interface RankingCells {
  table: ClassTable;
  /** All ranked by the page. */
  title: string;
  cell: (column: string) => Element | undefined;
  text: (column: string) => string;
}

export type ReadRow = Omit<RankingRow, 'position' | 'driverName'> & { unreadableCells: number };

/**
 * Reads a ranking of the form.
 *
 * @throws LivercPageChangedError for another page, one without classes or with a tab that lacks its
 *   table, and when no row can be read
 */
export function readRanking(html: string, url: string, form: RankingForm): RankingPage {
  const page = openEventPage(html, url, form.what);
  const { trackName, eventName, part: title } = page;
  if (title === null) throw pageChanged(form.what, `a page titled ${quote(page.title)}`, url);
  const tables = readClassTables(page, form.selector, form.columns, `table of ${form.what}`);
  const read = tables.map((table) => readClass(table, title, form));
  const sum = (key: 'unreadableRows' | 'unreadableCells'): number =>
    read.reduce((total, one) => total + one[key], 0);
  const unreadableRows = sum('unreadableRows') + countStrayRows(page, tables);
  const classes = read.map((one) => one.ranked);
  if (classes.every(({ rows }) => rows.length === 0)) {
    const got = `${unreadableRows} that can't be read`;
    throw pageChanged(`rows of ${form.what}`, got, url);
  }
  return {
    kind: form.kind,
    trackName,
    eventName,
    title,
    provisional: tables.some((table) => form.isProvisional?.(table) ?? false),
    classes,
    unreadableRows,
    unreadableCells: sum('unreadableCells'),
  };
}

interface ReadClass {
  ranked: RankingClass;
  unreadableRows: number;
  unreadableCells: number;
}

function readClass(table: ClassTable, title: string, form: RankingForm): ReadClass {
  const elements = table.rows.filter((row) => !isPlaceholder(row));
  const rows: RankingRow[] = [];
  let unreadableCells = 0;
  for (const element of elements) {
    const row = readRow(table, element, title, form);
    if (!row) continue;
    unreadableCells += row.unreadableCells;
    rows.push(row.ranked);
  }
  const tieBreakerRule = readTieBreaker(table);
  const ranked = { className: table.className, tieBreakerRule, rows };
  const unreadableRows = elements.length - rows.length;
  return { ranked: form.finish?.(ranked, table) ?? ranked, unreadableRows, unreadableCells };
}

function readRow(table: ClassTable, element: Element, title: string, form: RankingForm) {
  const cell = readCells(table, element);
  if (!cell) return null;
  const text = (column: string): string => visibleText(cell(column));
  const place = readPlace(text(form.columns[0]));
  const driverName = keptName(text('Driver'));
  const row = place && driverName ? form.readRow({ table, title, cell, text }) : null;
  if (!place || !row) return null;
  const { unreadableCells, ...rest } = row;
  return { ranked: { position: place.position, driverName, ...rest }, unreadableCells };
}

/** `Tie Breaker: IFMAR/ROAR Completed: 2 of 3`: the rule goes as far as the next word of the page. */
function readTieBreaker({ subHeaders }: ClassTable): string | null {
  const rule = valueAfter(subHeaders, 'Tie Breaker:')?.replace(/ ?Completed: .*$/, '');
  return keptName(rule ?? '') || null;
}
