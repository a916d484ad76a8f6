import type { Lap } from '@trackside/contracts';
import type { ChartModel } from '../charts/chart-model';
import { lookOf } from '../charts/line-looks';
import { lapByLap } from '../laps/lap-by-lap';
import { formatLapTime } from '../laps/lap-time';
import { type Compared, gapChart, overlayChart } from './compare-charts';
import { type FigureLine, compareFigures } from './compare-figures';
import { gapsTo, quickestOf, rivalsOf } from './gaps';
import type { StintFigures } from './stint-figures';

/** A session or a race stint, and what it is called beside the others. */
export interface NamedSession {
  readonly session: StintFigures;
  readonly driver: string;
  /** What tells it from the driver's other ones: `10:58`, or `Sat 25 Oct 2025, 10:58`. */
  readonly when: string;
  readonly className: string;
  /** Equal for sessions whose times say something about each other: of one class at one track. */
  readonly rivals: string;
  /** Of a race: what laps that are left out are, by their number. */
  readonly notes?: ReadonlyMap<number, string>;
}

/** A lap in the table of laps. */
export interface LapCell {
  readonly time: string;
  /** `+0.123` behind the quickest of its kind, or what it is instead; empty for a lap alone. */
  readonly gap: string;
  readonly kind: 'quickest' | 'invalid' | 'slower' | 'alone' | 'none';
}

/** Sessions side by side, as they are shown and printed. */
export interface SideBySide {
  readonly compared: readonly Compared[];
  readonly figures: readonly FigureLine[];
  /** Those of which a gap can be told: they have a rival. */
  readonly rivals: readonly Compared[];
  /** They are of several classes or tracks, so that none of them is the best of all. */
  readonly mixed: boolean;
  /** The session that gaps are measured to; null where none can be. */
  readonly reference: string | null;
  /** Null without laps. */
  readonly overlay: ChartModel | null;
  readonly gaps: ChartModel | null;
  readonly lines: readonly { readonly number: number; readonly cells: readonly LapCell[] }[];
}

const NO_NOTES: ReadonlyMap<number, string> = new Map();

/**
 * @param laps by session; null while they are loading
 * @param gapTo the session that gaps are measured to; null, or one without a rival, for the quickest
 */
export function sideBySide(
  sessions: readonly NamedSession[],
  laps: ReadonlyMap<string, readonly Lap[]> | null,
  gapTo: string | null,
): SideBySide {
  const compared = sessions.map(({ session, driver, when, rivals, notes }, index): Compared => ({
    id: session.id,
    name: `${driver} ${when}`,
    look: lookOf(index),
    laps: laps?.get(session.id) ?? [],
    rivals,
    notes: notes ?? NO_NOTES,
  }));
  const rivals = compared.filter((one) => rivalsOf(one.id, compared).length > 1);
  const reference = rivals.find(({ id }) => id === gapTo)?.id ?? quickestOf(rivals);
  const measured = reference === null ? [] : rivalsOf(reference, rivals);
  return {
    compared,
    figures: compareFigures(sessions),
    rivals,
    mixed: new Set(sessions.map((one) => one.rivals)).size > 1,
    reference,
    overlay: overlayChart(compared),
    gaps: reference === null ? null : gapChart(measured, gapsTo(reference, measured), reference),
    lines: lapByLap(compared).map((line) => ({
      number: line.number,
      cells: line.laps.map((lap, index) =>
        cellOf(lap, line.quickest[index] ?? null, compared[index]?.notes),
      ),
    })),
  };
}

function cellOf(
  lap: Lap | null,
  quickest: number | null,
  notes: Compared['notes'] = NO_NOTES,
): LapCell {
  if (lap === null) {
    return { time: '', gap: '', kind: 'none' };
  }
  const time = formatLapTime(lap.lap_time_seconds);
  if (!lap.is_valid) {
    return { time, gap: notes.get(lap.lap_number) ?? 'invalid', kind: 'invalid' };
  }
  if (quickest === null) {
    return { time, gap: '', kind: 'alone' };
  }
  const behind = lap.lap_time_seconds - quickest;
  return behind <= 0
    ? { time, gap: 'quickest', kind: 'quickest' }
    : { time, gap: `+${formatLapTime(behind)}`, kind: 'slower' };
}
