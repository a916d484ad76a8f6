import type { RaceDriver, RaceFigures, RaceResult } from '../src/race-pages.js';
import { escape } from './printed-frame.js';
import { printEventFrame } from './printed-event-frame.js';

export const NO_FIGURES: RaceFigures = {
  fastestLapSeconds: null,
  averageLapSeconds: null,
  averageTop5Seconds: null,
  averageTop10Seconds: null,
  averageTop15Seconds: null,
  top2ConsecutiveSeconds: null,
  top3ConsecutiveSeconds: null,
  standardDeviationSeconds: null,
  consistencyPercent: null,
};

const FIGURES: RaceFigures = {
  fastestLapSeconds: 36.017,
  averageLapSeconds: 61.5,
  averageTop5Seconds: 36.521,
  averageTop10Seconds: null,
  averageTop15Seconds: null,
  top2ConsecutiveSeconds: 73.416,
  top3ConsecutiveSeconds: 111.01,
  standardDeviationSeconds: 2.852,
  consistencyPercent: 92.704,
};

/** A row of a race with invented values; `values` replaces some. */
export function result(values: Partial<RaceResult> = {}): RaceResult {
  return {
    ...FIGURES,
    position: 1,
    status: null,
    driverName: 'ALDO QUIST',
    sourceDriverId: '910001',
    carNumber: 3,
    qualifiedPosition: 3,
    started: true,
    lapCount: 3,
    totalSeconds: 146.309,
    gapAheadSeconds: null,
    gapAheadLaps: null,
    fastestLapNumber: 2,
    ...values,
  };
}

/** A row of somebody who did not start. */
export function nonStarter(values: Partial<RaceResult> = {}): RaceResult {
  const nothing = { started: false, lapCount: 0, totalSeconds: null, fastestLapNumber: null };
  return result({
    ...NO_FIGURES,
    position: 2,
    driverName: 'BEA MORROW',
    sourceDriverId: '910002',
    carNumber: 5,
    qualifiedPosition: 5,
    gapAheadLaps: 3,
    ...nothing,
    ...values,
  });
}

/** What the script tells of the driver of a row. */
export function racer(row: RaceResult, lapTimes: number[] = [36.5, 36.017, 73.792]): RaceDriver {
  return {
    sourceDriverId: row.sourceDriverId ?? '',
    driverName: row.driverName,
    gridPosition: row.started ? row.carNumber : null,
    laps: row.started
      ? lapTimes.map((lapTimeSeconds, index) => ({
          lapNumber: index + 1,
          position: row.position,
          lapTimeSeconds,
        }))
      : [],
  };
}

/** `1:51.828` from a minute on; three decimals always. */
export function printTime(seconds: number): string {
  const thousandths = Math.round(seconds * 1000);
  const [whole, rest] = [Math.floor(thousandths / 1000), thousandths % 1000];
  const pad = (value: number, length = 2): string => String(value).padStart(length, '0');
  const tail = `.${pad(rest, 3)}`;
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  if (hours > 0) return `${hours}:${pad(minutes)}:${pad(whole % 60)}${tail}`;
  return minutes > 0 ? `${minutes}:${pad(whole % 60)}${tail}` : `${whole}${tail}`;
}

const hidden = (seconds: number | null): string =>
  seconds === null
    ? '<div class="hidden"></div>'
    : `<div class="hidden">${seconds.toFixed(3)}</div>${printTime(seconds)}`;

export const RACE_COLUMNS = [
  ...['Pos', 'Driver', 'Qual', 'Laps/Time', 'Behind', 'Fastest Lap', 'Avg Lap', 'Avg Top 5'],
  ...['Avg Top 10', 'Avg Top 15', 'Top 3 Consecutive', 'Std. Deviation', 'Consistency'],
];

function printDriverCell(row: RaceResult): string {
  const link = `<a href="#" data-driver-id="${row.sourceDriverId}" class="driver_laps">`;
  return [
    `<span class="car_num">${row.carNumber ?? ''}</span> `,
    `<span class="driver_name">${escape(row.driverName)}</span>`,
    row.started && row.sourceDriverId !== null
      ? `<br /><span class="text-nowrap"><small>${link}View Laps</a></small></span>`
      : '',
  ].join('');
}

function printGap({ gapAheadSeconds, gapAheadLaps }: RaceResult): string {
  if (gapAheadLaps !== null) return `${gapAheadLaps} ${gapAheadLaps === 1 ? 'Lap' : 'Laps'}`;
  return gapAheadSeconds === null ? '' : printTime(gapAheadSeconds);
}

/** Cells by column, as LiveRC prints a row; null values are empty. */
export function printCells(row: RaceResult): Record<string, string> {
  const total = row.totalSeconds === null ? '' : `/${printTime(row.totalSeconds)}`;
  const small = row.fastestLapNumber === null ? '' : `<sup>${row.fastestLapNumber}</sup>`;
  const fastest = row.fastestLapSeconds === null ? '' : printTime(row.fastestLapSeconds);
  const { standardDeviationSeconds: deviation, consistencyPercent: consistency } = row;
  return {
    Pos: row.status ?? `${row.position ?? ''}`,
    Driver: printDriverCell(row),
    Qual: `${row.qualifiedPosition ?? ''}`,
    'Laps/Time': row.lapCount === null ? '' : `${row.lapCount}${total}`,
    Behind: printGap(row),
    'Fastest Lap': `${fastest}${small}`,
    'Avg Lap': hidden(row.averageLapSeconds),
    'Avg Top 5': hidden(row.averageTop5Seconds),
    'Avg Top 10': hidden(row.averageTop10Seconds),
    'Avg Top 15': hidden(row.averageTop15Seconds),
    'Top 3 Consecutive': hidden(row.top3ConsecutiveSeconds),
    'Std. Deviation': deviation?.toFixed(2) ?? '',
    Consistency: consistency === null ? '' : `${consistency.toFixed(2)}%`,
  };
}

export function printResult(row: RaceResult, columns = RACE_COLUMNS): string {
  const cells = printCells(row);
  return `<tr>${columns.map((name) => `<td>${cells[name] ?? ''}</td>`).join('')}</tr>`;
}

const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;

/** The part of the script about one driver, as LiveRC prints it. */
export function printRacer(driver: RaceDriver, figures: RaceFigures): string {
  const grid =
    driver.gridPosition === null
      ? []
      : [{ lapNumber: 0, position: driver.gridPosition, lapTimeSeconds: 0 }];
  const laps = [...grid, ...driver.laps].map(
    ({ lapNumber, position, lapTimeSeconds }) => `{
      'lapNum' : '${lapNumber}', 'pos' : '${position ?? ''}', 'time' : '${lapTimeSeconds}',
      'pace' : '48/30:32.160', 'segments' : [
      ] }`,
  );
  const decimal = (value: number | null): string => quoted(value?.toFixed(3) ?? '');
  const { sourceDriverId: id, driverName } = driver;
  return `positionDataDriver = {};
    positionDataDriver.label = ${quoted(driverName)};
    driverNames.push(${quoted(driverName)});
    racerLaps[${id}] = {
      'driverName' : ${quoted(driverName)},
      'fastLap' : ${decimal(figures.fastestLapSeconds)},
      'avgLap' : ${decimal(figures.averageLapSeconds)},
      'avgTop5' : ${decimal(figures.averageTop5Seconds)},
      'avgTop10' : ${decimal(figures.averageTop10Seconds)},
      'avgTop15' : ${decimal(figures.averageTop15Seconds)},
      'top2Consecutive' : ${decimal(figures.top2ConsecutiveSeconds)},
      'top3Consecutive' : ${decimal(figures.top3ConsecutiveSeconds)},
      'stdDeviation' : ${decimal(figures.standardDeviationSeconds)},
      'consistency' : ${decimal(figures.consistencyPercent)},
      'laps' : [${laps.join(',')}
      ]
    };
    positionDataDriver.data.push([0, 7]);
    console.log(racerLaps[${id}]);`;
}

export interface PrintedRace {
  label?: string;
  raceNumber?: number;
  heading?: string;
  round?: string;
  length?: string;
  results?: RaceResult[];
  /** In place of those of the results. */
  drivers?: RaceDriver[];
  columns?: string[];
  /** The table's rows, as markup. */
  rows?: string[];
  /** The script, in place of the drivers'. */
  script?: string;
  trackName?: string;
  eventName?: string;
}

/** A race's page. */
export function printRace(race: PrintedRace = {}): string {
  const { results = [result()], label = '1/8 Nitro Buggy A-Main', raceNumber = 14 } = race;
  const { round = 'Main Events', length = '30:00 Timed', columns = RACE_COLUMNS } = race;
  const known = results.filter(({ sourceDriverId }) => sourceDriverId !== null);
  const drivers = race.drivers ?? known.map((row) => racer(row));
  const figuresOf = ({ sourceDriverId }: RaceDriver): RaceFigures =>
    results.find((row) => row.sourceDriverId === sourceDriverId) ?? NO_FIGURES;
  const script =
    race.script ?? drivers.map((driver) => printRacer(driver, figuresOf(driver))).join('\n');
  const headings = (small: string): string =>
    columns.map((name) => `<th>${name}${name === 'Fastest Lap' ? small : ''}</th>`).join('');
  const rows = race.rows ?? results.map((row) => printResult(row, columns));
  return printEventFrame({
    ...race,
    part: label,
    heading: race.heading ?? `${label} Results [M1 Race #${raceNumber}]`,
    panelBody: [
      `<script type="text/javascript">var racerLaps = {};\nvar driverNames = [];\n${script}`,
      '</script><div class="table-responsive"><table class="table table-striped race_result">',
      `<thead><tr><th colspan="14"><div class="race_num">${raceNumber}</div>`,
      `<div class="race_info"><span class="class_header">${escape(label)}</span><br />`,
      `<span class="class_sub_header">Round: ${round}</span><br />`,
      `<span class="class_sub_header">Length: ${length}</span></div></th></tr>`,
      `<tr>${headings('')}</tr></thead>`,
      `<tfoot><tr>${headings(' <sup>(Lap #)</sup>')}</tr></tfoot>`,
      `<tbody>${rows.join('')}</tbody></table></div>`,
    ].join(''),
  });
}
