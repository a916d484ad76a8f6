import type { DriverAtTrack, DriverDay } from '@trackside/contracts';
import { countWords, formatCount } from '../laps/count';
import { formatLapTime, formatPercent } from '../laps/lap-time';
import type { Statistic } from '../laps/statistic';
import type { Figure } from '../page-parts/figure-list';
import { countsAllLaps } from './driver-charts';

/** The key figures of a driver at a track, in the class that the answer is of. */
export function driverFigures(driver: DriverAtTrack, statistic: Statistic): Figure[] {
  const note = ofWhichLaps(driver.days);
  const { seconds, consistency } = statistic.told(driver);
  return [
    { name: 'Best lap', value: formatLapTime(driver.fastest_lap_seconds), note },
    { name: statistic.pace, value: formatLapTime(seconds), note },
    {
      name: statistic.consistency,
      value: formatPercent(consistency),
      note: consistency === null ? '' : note,
    },
    { name: 'Days', value: formatCount(driver.days.length) },
    { name: 'Sessions', value: formatCount(driver.session_count) },
    { name: 'Laps', value: formatCount(driver.lap_count) },
  ];
}

/** Laps are told of the days that are read, the counts beside them of all. */
function ofWhichLaps(days: readonly DriverDay[]): string {
  const read = days.filter((day) => !countsAllLaps(day)).length;
  if (read === 0) return 'counts invalid laps, too';
  return read < days.length ? `of ${countWords(read, 'imported day')}` : '';
}
