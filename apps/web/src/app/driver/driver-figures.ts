import type { DriverAtTrack } from '@trackside/contracts';
import { formatCount } from '../laps/count';
import { formatLapTime, formatPercent } from '../laps/lap-time';
import type { Statistic } from '../laps/statistic';
import type { Figure } from '../page-parts/figure-list';
import { countsAllLaps } from './driver-charts';

/** The key figures of a driver at a track, in the class that the answer is of. */
export function driverFigures(driver: DriverAtTrack, statistic: Statistic): Figure[] {
  const note = driver.days.every(countsAllLaps) ? 'counts invalid laps, too' : '';
  const { seconds, consistency } = statistic.told(driver);
  return [
    { name: 'Best lap', value: formatLapTime(driver.fastest_lap_seconds), note },
    { name: statistic.pace, value: formatLapTime(seconds), note },
    { name: statistic.consistency, value: formatPercent(consistency) },
    { name: 'Days', value: formatCount(driver.days.length) },
    { name: 'Sessions', value: formatCount(driver.session_count) },
    { name: 'Laps', value: formatCount(driver.lap_count) },
  ];
}
