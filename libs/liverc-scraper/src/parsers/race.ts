import type { RacePage } from '../race-pages.js';
import {
  countStrayRows,
  headingOf,
  openEventPage,
  readClassHeader,
  readTable,
  type HeadedTable,
  type OpenEventPage,
} from './event-page.js';
import { readCount, readLength } from './figures.js';
import { valueAfter, visibleText } from './markup.js';
import { pageChanged, quote } from './page-changed.js';
import { RACE_COLUMNS, readRaceRow, type RaceRow } from './race-row.js';
import { matchRacers } from './race-drivers.js';
import { findRacers, type Racer } from './racer-laps.js';

const KIND = 'a race';
const NUMBERED = /\[\S{1,10} Race #(\d{1,6})\]$/;

/**
 * Reads `/results/?p=view_race_result&id=N`. The page does not show its id: compare track, event,
 * label and number with the event's page. Figures are the script's where it has the driver, else
 * the table's.
 *
 * @throws LivercPageChangedError for another page, one whose heading and table number the race
 *   otherwise, one without any row that can be read, and for more rows or laps than a race has
 */
export function parseRace(html: string, url: string): RacePage {
  const page = openEventPage(html, url, KIND);
  const { trackName, eventName, part: label } = page;
  if (label === null) throw pageChanged(KIND, `a page titled ${quote(page.title)}`, url);
  const table = findTable(page);
  const heading = headingOf(page, table.element) ?? '';
  const race = readHead(page, table, heading);
  const racers = findRacers(page.scripts, url);
  const rows = table.rows.map((row) => readRaceRow(table, row));
  const results = matchRacers(rows.filter(isRead), racers);
  const known = new Set(racers.map((one) => one.sourceDriverId)).size;
  const count = Math.max(rows.length + countStrayRows(page, [table]), known);
  if (results.length === 0) {
    throw pageChanged('rows of results', count === 0 ? 'none' : `${count} unreadable`, url);
  }
  const { drivers, unreadableLaps } = toDrivers(racers, results);
  const found = { results, drivers, unreadableRows: count - results.length, unreadableLaps };
  return { trackName, eventName, label, heading, ...race, ...found };
}

const isRead = (row: RaceRow | null): row is RaceRow => row !== null;

function findTable(page: OpenEventPage): HeadedTable {
  const tables = page.select('table.race_result');
  const [table] = tables;
  if (table && tables.length === 1) return readTable(page, table, RACE_COLUMNS, 'table of results');
  throw pageChanged('one table of results', `${tables.length}`, page.url);
}

type Head = Pick<
  RacePage,
  'raceNumber' | 'classHeader' | 'roundTitle' | 'printedLength' | 'lengthSeconds'
>;

/** What stands above the columns; the panel's heading has to tell the same number. */
function readHead(page: OpenEventPage, table: HeadedTable, heading: string): Head {
  const { header: classHeader, subHeaders } = readClassHeader(page, table);
  if (!classHeader || !heading) {
    throw pageChanged("a race's class and heading", 'none above its results', page.url);
  }
  const raceNumber = readCount(visibleText(page.select('.race_num', table.head)[0]));
  const headed = readCount(NUMBERED.exec(heading)?.[1] ?? '');
  if (raceNumber !== null && headed !== null && raceNumber !== headed) {
    throw pageChanged(`race ${raceNumber}`, quote(heading), page.url);
  }
  const printedLength = valueAfter(subHeaders, 'Length:') || null;
  return {
    raceNumber: raceNumber ?? headed,
    classHeader,
    roundTitle: valueAfter(subHeaders, 'Round:') || null,
    printedLength,
    lengthSeconds: readTimed(printedLength ?? ''),
  };
}

/** `30:00 Timed`, `1:00:00 Timed`; null for a race over laps. */
function readTimed(text: string): number | null {
  const length = /^(\d{1,4}(?::\d\d){1,2}) Timed$/.exec(text)?.[1];
  return length === undefined ? null : readLength(length);
}

/** The drivers of the script, and how many laps are missing: of them, or of rows without one. */
function toDrivers(
  racers: Racer[],
  results: RacePage['results'],
): Pick<RacePage, 'drivers' | 'unreadableLaps'> {
  const drivers = new Map<string, RacePage['drivers'][number]>();
  const expected = new Map(results.map((one) => [one.sourceDriverId, one.lapCount ?? 0]));
  let unreadableLaps = 0;
  for (const { figures: _, lapCount, ...driver } of racers) {
    // Two blocks of one id: nobody can say whose the second's laps are.
    const isSecond = drivers.has(driver.sourceDriverId);
    if (!isSecond) drivers.set(driver.sourceDriverId, driver);
    const known = isSecond ? 0 : driver.laps.length;
    const printed = isSecond ? 0 : (expected.get(driver.sourceDriverId) ?? 0);
    unreadableLaps += Math.max(lapCount, printed) - known;
  }
  for (const { sourceDriverId, lapCount } of results) {
    if (!drivers.has(sourceDriverId ?? '')) unreadableLaps += lapCount ?? 0;
  }
  return { drivers: [...drivers.values()], unreadableLaps };
}
