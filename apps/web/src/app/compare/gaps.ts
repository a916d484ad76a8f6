import type { Lap } from '@trackside/contracts';
import { lapKinds } from '../charts/fit';
import type { ComparedLaps } from '../laps/lap-by-lap';

/** A session and those whose times say something about its own, in their order. */
export function rivalsOf<T extends ComparedLaps>(id: string, compared: readonly T[]): T[] {
  const own = compared.find((one) => one.id === id);
  return compared.filter(({ rivals }) => rivals === own?.rivals);
}

/** How far a session was behind (or, negative, ahead of) another after each valid lap. */
export interface GapLine {
  readonly id: string;
  /** Seconds after lap 1, 2, …: as many as both have. */
  readonly gaps: readonly number[];
  /** The same without what a lap that stands out lost more than the session's median lap. */
  readonly usualGaps: readonly number[];
}

/**
 * The quickest session: the least time for as many valid laps as all have, those without any left
 * out; the first chosen of equal ones. Of several classes it is the quickest of that with most
 * sessions. Null when none has a valid lap.
 */
export function quickestOf(compared: readonly ComparedLaps[]): string | null {
  const timed = largestField(compared)
    .map(({ id, laps }) => ({ id, times: validTimes(laps) }))
    .filter(({ times }) => times.length > 0);
  const common = Math.min(...timed.map(({ times }) => times.length));
  let quickest: { id: string; total: number } | null = null;
  for (const { id, times } of timed) {
    const total = sum(times.slice(0, common));
    if (quickest === null || total < quickest.total) {
      quickest = { id, total };
    }
  }
  return quickest?.id ?? null;
}

/** The gaps of all to one of them, whose own are zero. Invalid laps are left out. */
export function gapsTo(reference: string, compared: readonly ComparedLaps[]): GapLine[] {
  const own = compared.find(({ id }) => id === reference)?.laps ?? [];
  const [times, usual] = [cumulated(validTimes(own)), cumulated(usualTimes(own))];
  return compared.map(({ id, laps }) => ({
    id,
    gaps: differences(cumulated(validTimes(laps)), times),
    usualGaps: differences(cumulated(usualTimes(laps)), usual),
  }));
}

/** Most sessions that are of one kind, the first of equally many. */
function largestField(compared: readonly ComparedLaps[]): readonly ComparedLaps[] {
  const fields = compared.map(({ id }) => rivalsOf(id, compared));
  return fields.reduce(
    (most, field) => (field.length > most.length ? field : most),
    fields[0] ?? [],
  );
}

function validTimes(laps: readonly Lap[]): number[] {
  return laps.filter((lap) => lap.is_valid).map((lap) => lap.lap_time_seconds);
}

function usualTimes(laps: readonly Lap[]): number[] {
  const kindOf = lapKinds(laps);
  const valid = laps.filter((lap) => lap.is_valid);
  const middle = validTimes(laps).sort((a, b) => a - b)[Math.floor(valid.length / 2)] ?? 0;
  return valid.map((lap) => (kindOf(lap) === 'outlier' ? middle : lap.lap_time_seconds));
}

function cumulated(times: readonly number[]): number[] {
  let total = 0;
  return times.map((time) => (total = Math.round((total + time) * 1000) / 1000));
}

function differences(times: readonly number[], reference: readonly number[]): number[] {
  const common = Math.min(times.length, reference.length);
  return Array.from({ length: common }, (_, index) => {
    const difference = (times[index] ?? 0) - (reference[index] ?? 0);
    return Math.round(difference * 1000) / 1000;
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
