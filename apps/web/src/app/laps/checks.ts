import type { FigureChecks, FigureMismatch } from '@trackside/contracts';
import { countWords, formatCount } from './count';

/**
 * What became of computing the printed figures again; null where none was.
 *
 * @param from what they were computed from, as a subject in the plural
 */
export function checkWords(
  { figures, mismatches }: FigureChecks,
  from = 'the laps',
): string | null {
  if (figures === 0) return null;
  const checked = `Checked against ${countWords(figures, 'printed figure')}`;
  if (mismatches.length === 0) return `${checked}: all follow from ${from}.`;
  const verb = mismatches.length === 1 ? 'differs' : 'differ';
  return `${checked}: ${formatCount(mismatches.length)} ${verb} from what ${from} give.`;
}

/** `consistency_percent` of lap 3: `consistency, lap 3`. */
export function figureWords(figure: string, lapNumber?: number): string {
  const name = figure.replace(/_(seconds|percent)$/, '').replaceAll('_', ' ');
  return lapNumber === undefined ? name : `${name}, lap ${lapNumber}`;
}

/** `average lap is printed as 26.1, the laps give 26.01.` */
export function mismatchWords(one: FigureMismatch): string {
  const figure = figureWords(one.figure, one.lap_number);
  return `${figure} is printed as ${one.printed ?? 'nothing'}, the laps give ${one.computed ?? 'none'}.`;
}
