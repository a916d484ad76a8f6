import type { ParamMap, Params } from '@angular/router';

export const MOST_SHOWN = 6;
export const RACE_CHARTS = ['positions', 'gaps', 'laps'] as const;
/** How many seconds of the race pass in one. */
export const SPEEDS = [1, 5, 10, 30, 60] as const;
const USUAL_SPEED = 10;

export type RaceChart = (typeof RACE_CHARTS)[number];

/** What the address shows of a race. */
export interface RaceQuery {
  readonly chart: RaceChart;
  /** Names of those shown beside each other, at most six; null for those that the page chooses. */
  readonly drivers: readonly string[] | null;
  /** To whom gaps are measured; null for the first of the result. */
  readonly gapTo: string | null;
  /** Seconds on the race's clock at which the replay stands; null for its start. */
  readonly at: number | null;
  readonly speed: number;
}

export function readRaceQuery(params: ParamMap): RaceQuery {
  const drivers = [...new Set(params.getAll('driver'))].slice(0, MOST_SHOWN);
  const at = Number(params.get('t') || Number.NaN);
  return {
    chart: RACE_CHARTS.find((chart) => chart === params.get('chart')) ?? 'positions',
    drivers: drivers.length === 0 ? null : drivers,
    gapTo: params.get('to'),
    at: Number.isFinite(at) && at >= 0 ? at : null,
    speed: SPEEDS.find((speed) => String(speed) === params.get('speed')) ?? USUAL_SPEED,
  };
}

/** Parameters of an address for what is given; what is as ever has none. */
export function writeRaceQuery(query: Partial<RaceQuery>): Params {
  const params: Params = {};
  if (query.chart !== undefined) {
    params['chart'] = query.chart === 'positions' ? null : query.chart;
  }
  if (query.drivers !== undefined) params['driver'] = query.drivers;
  if (query.gapTo !== undefined) params['to'] = query.gapTo;
  if (query.at !== undefined) params['t'] = query.at === null ? null : momentOf(query.at);
  if (query.speed !== undefined) {
    params['speed'] = query.speed === USUAL_SPEED ? null : String(query.speed);
  }
  return params;
}

/** To the thousandth, as crossings are printed. */
function momentOf(seconds: number): string {
  return String(Math.round(seconds * 1000) / 1000);
}
