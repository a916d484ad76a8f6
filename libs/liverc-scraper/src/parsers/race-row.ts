import type { Element } from 'domhandler';

import type { RaceFigures, RaceStatus } from '../race-pages.js';
import { readCells, type HeadedTable } from './event-page.js';
import { readCount, readPercent, readTime } from './figures.js';
import {
  cleanText,
  findByTag,
  findFirst,
  hasClass,
  keptName,
  textOf,
  visibleText,
} from './markup.js';

export const RACE_COLUMNS = ['Pos', 'Driver', 'Laps/Time', 'Behind', 'Fastest Lap'];

/** What one row of a race's table says, before the script is asked about the driver. */
export interface RaceRow {
  position: number | null;
  status: RaceStatus | null;
  driverName: string;
  linkedDriverId: string | null;
  carNumber: number | null;
  qualifiedPosition: number | null;
  lapCount: number | null;
  totalSeconds: number | null;
  gapAheadSeconds: number | null;
  gapAheadLaps: number | null;
  fastestLapNumber: number | null;
  figures: RaceFigures;
}

/** Reads one row; null without driver, or where place, laps or gap are of an unknown form. */
export function readRaceRow(table: HeadedTable, row: Element): RaceRow | null {
  const cell = readCells(table, row);
  if (!cell) return null;
  const text = (column: string): string => visibleText(cell(column));
  const driver = readDriver(cell('Driver'));
  const place = readPlace(text('Pos'));
  const run = readLapsTime(text('Laps/Time'));
  const gap = readGap(text('Behind'));
  if (!driver || !place || !run || !gap) return null;
  return {
    ...driver,
    position: place.position,
    status: place.status ?? (place.position === null ? run.status : null),
    qualifiedPosition: readCount(text('Qual')),
    lapCount: run.lapCount,
    totalSeconds: run.totalSeconds,
    ...gap,
    fastestLapNumber: readLapNumber(cell('Fastest Lap')),
    figures: readFigures(cell),
  };
}

function readDriver(cell: Element | undefined) {
  if (!cell) return null;
  const withClass = (className: string): Element | undefined =>
    findFirst(cell, (element) => hasClass(element, className));
  const driverName = keptName(visibleText(withClass('driver_name')));
  if (!driverName) return null;
  const id = withClass('driver_laps')?.attribs['data-driver-id'] ?? '';
  return {
    driverName,
    linkedDriverId: /^[1-9]\d{0,17}$/.test(id) ? id : null,
    carNumber: readCount(visibleText(withClass('car_num'))),
  };
}

/** A position, or what stands in its place; neither where the cell is empty. */
export function readPlace(
  text: string,
): { position: number | null; status: RaceStatus | null } | null {
  if (text === '') return { position: null, status: null };
  const status = readStatus(text);
  if (status) return { position: null, status };
  const position = readCount(/^(\d{1,6})(?:st|nd|rd|th)?$/i.exec(text)?.[1] ?? '');
  return position ? { position, status: null } : null;
}

/** Reads `DNS`, `DNF`, `DQ` and `DSQ`. */
export function readStatus(text: string): RaceStatus | null {
  const word = /^\(?(DNS|DNF|DQ|DSQ)\)?$/i.exec(text)?.[1]?.toUpperCase();
  if (word === 'DSQ') return 'DQ';
  return word === 'DNS' || word === 'DNF' || word === 'DQ' ? word : null;
}

/** Laps and their time: `47/30:31.382`, `1/56.979 (DNF)`, `0`. */
export interface LapsTime {
  lapCount: number | null;
  totalSeconds: number | null;
  status: RaceStatus | null;
}

const LAPS_TIME = /^(\d{1,6})(?:\/([\d:.]{1,20}))?(?: ?(\([A-Z]{2,3}\)))?$/i;

/** Reads laps and time, or a status in their place; all null where the text is empty. */
export function readLapsTime(text: string): LapsTime | null {
  const alone = readStatus(text);
  if (text === '' || alone) return { lapCount: null, totalSeconds: null, status: alone };
  const match = LAPS_TIME.exec(text);
  if (!match) return null;
  const [, laps = '', time, word] = match;
  const totalSeconds = time === undefined ? null : readTime(time);
  const status = word === undefined ? null : readStatus(word);
  const isUnknown = (time !== undefined && totalSeconds === null) || (word && !status);
  return isUnknown ? null : { lapCount: Number(laps), totalSeconds, status };
}

/** `12.052`, `1 Lap`, `22 Laps`, or nothing. */
function readGap(
  text: string,
): { gapAheadSeconds: number | null; gapAheadLaps: number | null } | null {
  if (text === '' || text === '-') return { gapAheadSeconds: null, gapAheadLaps: null };
  const laps = /^(\d{1,6}) Laps?$/i.exec(text)?.[1];
  if (laps !== undefined) return { gapAheadSeconds: null, gapAheadLaps: Number(laps) };
  const gapAheadSeconds = readTime(text);
  return gapAheadSeconds === null ? null : { gapAheadSeconds, gapAheadLaps: null };
}

/** The small number behind the fastest lap. */
function readLapNumber(cell: Element | undefined): number | null {
  const small = cell && findByTag(cell, 'sup');
  return readCount(textOf(small).replace(/^\((.*)\)$/, '$1')) || null;
}

function readFigures(cell: (column: string) => Element | undefined): RaceFigures {
  const seconds = (column: string): number | null => readHiddenTime(cell(column));
  return {
    fastestLapSeconds: seconds('Fastest Lap'),
    averageLapSeconds: seconds('Avg Lap'),
    averageTop5Seconds: seconds('Avg Top 5'),
    averageTop10Seconds: seconds('Avg Top 10'),
    averageTop15Seconds: seconds('Avg Top 15'),
    top2ConsecutiveSeconds: seconds('Top 2 Consecutive'),
    top3ConsecutiveSeconds: seconds('Top 3 Consecutive'),
    standardDeviationSeconds: seconds('Std. Deviation'),
    consistencyPercent: readPercent(visibleText(cell('Consistency'))),
  };
}

/** A time that is printed for people, and hidden before it in seconds, which is what counts. */
function readHiddenTime(cell: Element | undefined): number | null {
  const hidden = cell && findFirst(cell, (element) => hasClass(element, 'hidden'));
  return readTime(cleanText(textOf(hidden))) ?? readTime(visibleText(cell));
}
