import type { RaceResult, RaceWithResults } from '@trackside/contracts';
import { formatDate } from '../../../calendar/calendar-date';
import { countWords } from '../../../laps/count';
import { NOTHING, formatLapTime } from '../../../laps/lap-time';
import { gapWords, partTitle, raceTitle } from '../../event-words';

/** So many rows can be read on a phone that shows the whole picture. */
const MOST_ROWS = 12;

/** What stands on the picture of a result. */
export interface ResultCard {
  readonly title: string;
  readonly about: string;
  readonly rows: readonly ResultCardRow[];
  /** Those who are not on it; null where all are. */
  readonly more: string | null;
}

export interface ResultCardRow {
  readonly place: string;
  readonly name: string;
  /** `18 laps in 10:11.688`; that the driver did not start. */
  readonly driven: string;
  readonly gap: string;
  readonly best: string;
}

/** @param eventName null while it is not known */
export function resultCard(race: RaceWithResults, eventName: string | null): ResultCard {
  const { completed_at, results } = race;
  const when = completed_at === null ? null : formatDate(completed_at.slice(0, 10));
  const left = results.length - MOST_ROWS;
  return {
    title: raceTitle(race),
    about: [eventName, partTitle(race), when].filter(Boolean).join(' · '),
    rows: results.slice(0, MOST_ROWS).map(rowOf),
    more: left > 0 ? `and ${countWords(left, 'driver')} more` : null,
  };
}

function rowOf(result: RaceResult): ResultCardRow {
  const { position, status, lap_count, total_seconds, started } = result;
  const laps = countWords(lap_count ?? 0, 'lap');
  const driven = total_seconds === null ? laps : `${laps} in ${formatLapTime(total_seconds)}`;
  const gap = position === 1 ? '' : gapWords(result.gap_winner_seconds, result.gap_winner_laps);
  return {
    place: String(position ?? status ?? NOTHING),
    name: result.driver_name,
    driven: started ? driven : 'did not start',
    gap: started && gap !== NOTHING ? gap : '',
    best: result.fastest_lap_seconds === null ? '' : formatLapTime(result.fastest_lap_seconds),
  };
}
