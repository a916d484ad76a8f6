import type { DriverAtTrack, ImportedPracticeSession, Lap } from '@trackside/contracts';
import type { ChartColours } from '../app/charts/chart-colours';
import type { ChartModel, ChartPoint } from '../app/charts/chart-model';
import { NEWEST_FIRST } from '../app/day/address';
import { classOf } from '../app/day/drivers';
import { dayChart } from '../app/day/my-day/day-chart';
import {
  type DayInClass,
  changeWords,
  classWords,
  consistencyWords,
  keyFigures,
} from '../app/day/my-day/my-figures';
import { sessionLines } from '../app/day/my-day/session-lines';
import { sortSessions } from '../app/day/sessions/session-order';
import { sessionWords } from '../app/day/sessions/session-words';
import { SHOWN, leaderboardOf, standingsOf } from '../app/day/standings';
import { chosenClass } from '../app/driver/classes-driven';
import { driverCharts } from '../app/driver/driver-charts';
import { driverFigures } from '../app/driver/driver-figures';
import { formatLapTime, formatPercent } from '../app/laps/lap-time';
import { STATISTICS } from '../app/laps/statistic';
import { belongsTo, driverKey } from '../app/me/driver-names';

/** What the API tells of a day. */
export interface DayAnswers {
  readonly date: string;
  readonly sessions: readonly ImportedPracticeSession[];
  /** By the session's id. */
  readonly laps: ReadonlyMap<string, readonly Lap[]>;
}

/** What the page of a day says of a driver in a class, place by place. */
export interface ShownOnDay {
  /** By their names. */
  readonly tiles: Readonly<Record<string, string>>;
  /** Of how the day went, of the class, and of consistency. */
  readonly sentences: readonly (string | null)[];
  readonly chartTable: readonly (readonly string[])[];
  /** Words of the points of the best laps, then those of the paces. */
  readonly chartPoints: readonly (readonly string[])[];
  /** Start, best, pace, laps, consistency. */
  readonly sessionsOfMyDay: readonly (readonly string[])[];
  readonly sessionsTab: readonly (readonly string[])[];
  /** By best lap and by LiveRC's consistency. */
  readonly leaderboard: readonly string[];
}

type Name = keyof typeof STATISTICS;

/** Reckons as the page of a day does, from what the API has answered. */
export function shownOnDay(
  { date, sessions, laps }: DayAnswers,
  person: string,
  className: string,
  name: Name,
): ShownOnDay {
  const statistic = STATISTICS[name];
  const isTheirs = belongsTo([person]);
  const ofClass = sortSessions(sessions, NEWEST_FIRST).filter((of) => classOf(of) === className);
  const theirs = ofClass.filter(isTheirs).reverse();
  const driven = theirs.map((session) => ({ session, laps: laps.get(session.id) ?? [] }));
  const keyOf = (of: ImportedPracticeSession): string => (isTheirs(of) ? SHOWN : driverKey(of));
  const standings = standingsOf(ofClass, keyOf);
  const board = leaderboardOf(standings, 'best');
  const day: DayInClass = { sessions: theirs, laps: driven.map((of) => of.laps), board, statistic };
  const [first] = board.places;
  const best = first ? { seconds: first.value, driver: first.standing.label } : null;
  const chart = dayChart(driven, date, best, statistic);
  return {
    tiles: Object.fromEntries(keyFigures(day).map((figure) => [figure.name, figure.value])),
    sentences: [changeWords(day), classWords(board), consistencyWords(day)],
    chartTable: chart?.table.rows ?? [],
    chartPoints: wordsOfPoints(chart),
    sessionsOfMyDay: sessionLines(day, new Map()).map((line) => [
      ...[line.time, line.best, line.pace, String(line.laps), line.consistency],
    ]),
    sessionsTab: theirs
      .map((session) => sessionWords(session, person, statistic))
      .map((words) => [words.time, words.best, words.average, words.laps, words.consistency]),
    leaderboard: (['best', 'consistency'] as const).map((ranking) => {
      const { places } = leaderboardOf(standings, ranking);
      const value = places.find(({ standing }) => standing.key === SHOWN)?.value ?? null;
      return ranking === 'best' ? formatLapTime(value) : formatPercent(value);
    }),
  };
}

function wordsOfPoints(chart: ChartModel | null): string[][] {
  const { series = [] } = (chart?.option({} as ChartColours) ?? {}) as {
    series?: { data: ChartPoint[] }[];
  };
  return series.slice(0, 2).map(({ data }) => data.map(({ words }) => words.join(' ')));
}

/** The class that the page of a driver asks for, too; null where the first answer says it all. */
export function classOfDriverPage(driver: DriverAtTrack): string | null {
  return chosenClass(driver, null);
}

/** What the page of a driver says: tiles by their names, and the rows of its charts' tables. */
export function shownOfDriver(driver: DriverAtTrack, name: Name) {
  const statistic = STATISTICS[name];
  const figures = driverFigures(driver, statistic);
  return {
    tiles: Object.fromEntries(figures.map((figure) => [figure.name, figure.value])),
    tables: driverCharts(driver, statistic).map(({ table }) => table.rows),
  };
}
