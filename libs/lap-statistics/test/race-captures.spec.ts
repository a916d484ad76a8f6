import { capture, describeCaptures } from '../../liverc-scraper/test/captures.js';
import { parseRace } from '../../liverc-scraper/src/parsers/race.js';
import { checkRace, type PrintedRace } from '../src/index.js';

type Page = ReturnType<typeof parseRace>;

/** A page in the words of the API. */
function printedRace({ results, drivers }: Page): PrintedRace {
  return {
    results: results.map((one) => ({
      position: one.position,
      driver_name: one.driverName,
      source_driver_id: one.sourceDriverId,
      lap_count: one.lapCount,
      total_seconds: one.totalSeconds,
      gap_ahead_seconds: one.gapAheadSeconds,
      gap_ahead_laps: one.gapAheadLaps,
      fastest_lap_seconds: one.fastestLapSeconds,
      fastest_lap_number: one.fastestLapNumber,
      average_lap_seconds: one.averageLapSeconds,
      average_top_5_seconds: one.averageTop5Seconds,
      average_top_10_seconds: one.averageTop10Seconds,
      average_top_15_seconds: one.averageTop15Seconds,
      top_2_consecutive_seconds: one.top2ConsecutiveSeconds,
      top_3_consecutive_seconds: one.top3ConsecutiveSeconds,
      standard_deviation_seconds: one.standardDeviationSeconds,
      consistency_percent: one.consistencyPercent,
    })),
    drivers: drivers.map((one) => ({
      driver_name: one.driverName,
      source_driver_id: one.sourceDriverId,
      laps: one.laps.map((lap) => ({
        lap_number: lap.lapNumber,
        lap_time_seconds: lap.lapTimeSeconds,
        position: lap.position,
      })),
    })),
  };
}

describeCaptures('captured races', () => {
  it.each([
    ['6304829', false, 599],
    ['6304822', true, 199],
  ])('all figures of race %s follow from its laps', (id, firstLapCounts, figures) => {
    const race = printedRace(parseRace(capture(`race-${id}`), 'https://captured.liverc.com/'));
    expect(checkRace(race)).toEqual({
      first_lap_counts: firstLapCounts,
      figures,
      mismatches: [],
    });
  });
});
