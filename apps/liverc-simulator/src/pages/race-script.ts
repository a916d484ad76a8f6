import type { Race } from '../world/races/race.js';
import type { ResultRow } from '../world/races/race-results.js';
import { printLapsTime, printSeconds } from './print.js';

/** Text inside of a script's single quotes, as PHP's addslashes leaves it. */
function quoted(text: string): string {
  return `'${text.replace(/['"\\]/g, '\\$&')}'`;
}

/** Thousandths with three decimals; empty for null. */
const printThousandths = printSeconds;

/** A lap's time loses the zeros at its end: `38.17`, `40`. */
function printScriptTime(ms: number): string {
  return String(ms / 1000);
}

/** Laps and time that the race would end with at the average so far. */
function printPace(lengthSeconds: number, laps: number, elapsedMs: number): string {
  const total = Math.ceil((lengthSeconds * 1000 * laps) / elapsedMs);
  return printLapsTime(total, Math.round((total * elapsedMs) / laps));
}

/** A new line with so many tabs: the site indents each kind of line in its own way. */
const line = (tabs: number): string => `\n${'\t'.repeat(tabs)}`;
const FIRST_LAP = line(30);
const NEXT_LAP = line(21);
const LAST_END = line(27);
const NO_LAPS_END = line(17);
const FIRST_POINT = line(24);
const NEXT_POINT = line(17);
const AFTER_POINTS = line(22);
const WITHOUT_POINTS = line(14);

function printLap(number: number, position: number, time: string, pace: string): string {
  return `{
												'lapNum' : '${number}',
												'pos' : '${position}',
												'time' : '${time}',
												'pace' : '${pace}',
												'segments' : [
																									]
											},`;
}

const hasLaps = (race: Race, { run }: ResultRow): boolean =>
  race.lapsPrinted && run.laps.length > 0;

function printLaps(race: Race, row: ResultRow): string {
  if (!hasLaps(race, row)) return NO_LAPS_END;
  const { run, positions } = row;
  let text = FIRST_LAP + printLap(0, run.carNumber, '0', '0');
  let elapsed = 0;
  run.laps.forEach((lap, index) => {
    elapsed += lap;
    const pace = printPace(race.lengthSeconds, index + 1, elapsed);
    const position = positions[index] as number;
    text += NEXT_LAP + printLap(index + 1, position, printScriptTime(lap), pace);
  });
  return text + LAST_END;
}

/** Points of the chart below the table; the laps again. */
function printChartPoints(race: Race, row: ResultRow): string {
  if (!hasLaps(race, row)) return WITHOUT_POINTS;
  let text = `${FIRST_POINT}positionDataDriver.data.push([0, ${row.run.carNumber}]);`;
  row.positions.forEach((position, index) => {
    text += `${NEXT_POINT}positionDataDriver.data.push([${index + 1}, ${position}]);`;
  });
  return text + AFTER_POINTS;
}

function printDriver(race: Race, row: ResultRow): string {
  const { run, figures } = row;
  const { id, name } = run.entrant.racer;
  return `													positionDataDriver = {};
							positionDataDriver.label = ${quoted(name)};
							positionDataDriver.data = [];
							driverNames.push(${quoted(name)});
							racerLaps[${id}] = {
								'driverName' : ${quoted(name)},
								'fastLap' : '${printSeconds(figures.fastestMs)}',
								'avgLap' : '${printSeconds(figures.averageMs)}',
								'avgTop5' : '${printSeconds(figures.top5Ms)}',
								'avgTop10' : '${printSeconds(figures.top10Ms)}',
								'avgTop15' : '${printSeconds(figures.top15Ms)}',
								'top2Consecutive' : '${printSeconds(figures.top2ConsecutiveMs)}',
								'top3Consecutive' : '${printSeconds(figures.top3ConsecutiveMs)}',
								'stdDeviation' : '${printSeconds(figures.deviationMs)}',
								'consistency' : '${printThousandths(figures.consistencyThousandths)}',
								'laps' : [${printLaps(race, row)}]
							};${printChartPoints(race, row)}positionData.push(positionDataDriver);
							console.log(racerLaps[${id}]);
`;
}

/** The laps of every driver, as the page's script holds them: no JSON, but single quotes. */
export function printRaceScript(race: Race, rows: readonly ResultRow[]): string {
  return `<script type="text/javascript">
						var racerLaps = {};
						var positionData = [];
						var driverNames = [];
${rows.map((row) => printDriver(race, row)).join('')}											</script>`;
}
