import { checkRace, type RaceCheckLap } from '@trackside/lap-statistics';
import type { RacePage, RaceResult as PrintedResult } from '@trackside/liverc-scraper';
import type { RaceReading, ResultRow } from '../storage/race-rows.js';

/** What a race's page says, in the words of the store; its figures are checked against its laps. */
export function toRaceReading(page: RacePage): RaceReading {
  const lapsOf = lapsByDriver(page);
  const results = page.results.map((result, row_number) => ({
    row_number,
    ...toColumns(result),
    ...lapsOf(result),
  }));
  return { label: page.label, lengthSeconds: page.lengthSeconds, ...checked(results), results };
}

/** Laps that the page shows, over all drivers. */
export function lapsOn(page: RacePage): number {
  return page.drivers.reduce((total, { laps }) => total + laps.length, 0);
}

type LapColumns = Pick<ResultRow, 'lap_numbers' | 'lap_times' | 'lap_positions'>;

function lapsByDriver(page: RacePage): (result: PrintedResult) => LapColumns {
  const drivers = new Map(page.drivers.map((driver) => [driver.sourceDriverId, driver.laps]));
  return ({ sourceDriverId }) => {
    const laps = (sourceDriverId !== null && drivers.get(sourceDriverId)) || [];
    return {
      lap_numbers: laps.map(({ lapNumber }) => lapNumber),
      lap_times: laps.map(({ lapTimeSeconds }) => lapTimeSeconds),
      lap_positions: laps.map(({ position }) => position),
    };
  };
}

function toColumns(result: PrintedResult): Omit<ResultRow, 'row_number' | keyof LapColumns> {
  return {
    position: result.position,
    status: result.status,
    driver_name: result.driverName,
    driver_hidden: false,
    source_driver_id: result.sourceDriverId,
    car_number: result.carNumber,
    qualified_position: result.qualifiedPosition,
    started: result.started,
    lap_count: result.lapCount,
    total_seconds: result.totalSeconds,
    gap_ahead_seconds: result.gapAheadSeconds,
    gap_ahead_laps: result.gapAheadLaps,
    fastest_lap_seconds: result.fastestLapSeconds,
    fastest_lap_number: result.fastestLapNumber,
    average_lap_seconds: result.averageLapSeconds,
    average_top_5_seconds: result.averageTop5Seconds,
    average_top_10_seconds: result.averageTop10Seconds,
    average_top_15_seconds: result.averageTop15Seconds,
    top_2_consecutive_seconds: result.top2ConsecutiveSeconds,
    top_3_consecutive_seconds: result.top3ConsecutiveSeconds,
    standard_deviation_seconds: result.standardDeviationSeconds,
    consistency_percent: result.consistencyPercent,
  };
}

function checked(
  results: ResultRow[],
): Pick<RaceReading, 'firstLapCounts' | 'checkedFigures' | 'mismatches'> {
  // Two drivers may have one name, and who did not start may have no number: the row tells them apart.
  const rows = results.map((row) => ({ ...row, source_driver_id: String(row.row_number) }));
  const drivers = rows.map((row) => ({ ...row, laps: lapsOf(row) }));
  const check = checkRace({ results: rows, drivers });
  return {
    firstLapCounts: check.first_lap_counts,
    checkedFigures: check.figures,
    mismatches: check.mismatches.map(({ driver_name: _name, source_driver_id, ...mismatch }) => ({
      row_number: Number(source_driver_id),
      ...mismatch,
    })),
  };
}

function lapsOf({ lap_numbers, lap_times, lap_positions }: ResultRow): RaceCheckLap[] {
  return lap_numbers.map((lap_number, i) => ({
    lap_number,
    lap_time_seconds: lap_times[i]!,
    position: lap_positions[i] ?? null,
  }));
}
