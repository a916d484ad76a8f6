import type { Element } from 'domhandler';

import type { RaceDriver, RaceFigures, RaceLap } from '../race-pages.js';
import { readPercent, readSeconds } from './figures.js';
import { endOfString, ListTooLongError, readJsLiteral, type JsLiteral } from './js-literal.js';
import { cleanText, keptName } from './markup.js';
import { pageChanged } from './page-changed.js';

/** More than any car has done in a race of 24 hours. */
const MAX_LAPS = 5000;
const MAX_DRIVERS = 1000;
const NAME = 'racerLaps[';
const ASSIGNED = /racerLaps\[(\d{1,18})\]\s{0,50}=\s{0,50}(?=\{)/y;

/** What the page's script tells of one driver. */
export interface Racer extends RaceDriver {
  figures: RaceFigures;
  /** Laps that the script has, lap 0 apart, whether they can be read or not. */
  lapCount: number;
}

/**
 * Reads `racerLaps[ID] = {...};` in the order of the page. Nothing is run; a mention of
 * `racerLaps[ID]` that assigns nothing, or that stands in a string, is none, and a block that can't
 * be read gives no driver.
 *
 * @throws LivercPageChangedError for more than 1,000 drivers, or more than 5,000 laps of one
 */
export function findRacers(scripts: Element[], url: string): Racer[] {
  const racers: Racer[] = [];
  try {
    for (const script of scripts) {
      const [text] = script.children;
      if (text?.type !== 'text' || !text.data.includes(NAME)) continue;
      for (const racer of racersOf(text.data)) {
        // Counted while they are read: what is too much of megabytes is not read to its end.
        if (racers.length === MAX_DRIVERS) {
          throw pageChanged(`at most ${MAX_DRIVERS} drivers`, 'more', url);
        }
        racers.push(racer);
      }
    }
  } catch (error) {
    if (!(error instanceof ListTooLongError)) throw error;
    throw pageChanged(`at most ${MAX_LAPS} laps of a driver`, 'more', url);
  }
  return racers;
}

function* racersOf(source: string): Generator<Racer> {
  for (let at = 0; at < source.length; at++) {
    const character = source[at];
    if (character === "'" || character === '"') at = endOfString(source, at) - 1;
    if (character !== 'r' || !source.startsWith(NAME, at)) continue;
    ASSIGNED.lastIndex = at;
    const sourceDriverId = ASSIGNED.exec(source)?.[1];
    if (sourceDriverId === undefined) continue;
    // Lap 0 stands in the list, too.
    const literal = readJsLiteral(source, ASSIGNED.lastIndex, MAX_LAPS + 1);
    if (!literal) continue;
    at = literal.end - 1;
    const racer = toRacer(sourceDriverId, literal.value);
    if (racer) yield racer;
  }
}

function toRacer(sourceDriverId: string, block: JsLiteral): Racer | null {
  if (!(block instanceof Map) || !/^[1-9]/.test(sourceDriverId)) return null;
  const text = (key: string): string => textOf(block.get(key));
  const driverName = keptName(cleanText(text('driverName')));
  const entries = block.get('laps');
  if (!driverName || !Array.isArray(entries)) return null;
  return { sourceDriverId, driverName, ...toLaps(entries), figures: toFigures(text) };
}

const textOf = (value: JsLiteral | undefined): string => (typeof value === 'string' ? value : '');

/** Lap 0 is where the driver started from. */
function toLaps(entries: JsLiteral[]): Pick<Racer, 'laps' | 'gridPosition' | 'lapCount'> {
  const laps = new Map<number, RaceLap>();
  let gridPosition: number | null = null;
  let lapCount = 0;
  for (const entry of entries) {
    const read = (key: string): string => (entry instanceof Map ? textOf(entry.get(key)) : '');
    const lapNumber = readWhole(read('lapNum'));
    const position = readWhole(read('pos')) || null;
    if (lapNumber === 0) {
      gridPosition ??= position;
      continue;
    }
    lapCount++;
    const lapTimeSeconds = readSeconds(read('time'));
    if (lapNumber === null || lapTimeSeconds === null || laps.has(lapNumber)) continue;
    laps.set(lapNumber, { lapNumber, position, lapTimeSeconds });
  }
  const ordered = [...laps.values()].sort((one, other) => one.lapNumber - other.lapNumber);
  return { laps: ordered, gridPosition, lapCount };
}

function readWhole(text: string): number | null {
  return /^\d{1,6}$/.test(text) ? Number(text) : null;
}

function toFigures(text: (key: string) => string): RaceFigures {
  return {
    fastestLapSeconds: readSeconds(text('fastLap')),
    averageLapSeconds: readSeconds(text('avgLap')),
    averageTop5Seconds: readSeconds(text('avgTop5')),
    averageTop10Seconds: readSeconds(text('avgTop10')),
    averageTop15Seconds: readSeconds(text('avgTop15')),
    top2ConsecutiveSeconds: readSeconds(text('top2Consecutive')),
    top3ConsecutiveSeconds: readSeconds(text('top3Consecutive')),
    standardDeviationSeconds: readSeconds(text('stdDeviation')),
    consistencyPercent: readPercent(`${text('consistency')}%`),
  };
}
