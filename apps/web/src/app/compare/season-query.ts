import type { ParamMap } from '@angular/router';
import { samePerson } from '../me/driver-names';

/** What the address names: a track, up to two drivers, a class and a year. */
export interface SeasonQuery {
  readonly trackId: string | null;
  /** As `driverLabel` writes them, none twice, two at most. */
  readonly labels: readonly string[];
  /** The second driver is the first once more. */
  readonly twice: boolean;
  readonly className: string | null;
  /** Null for all that is known. */
  readonly year: number | null;
}

export function readSeason(params: ParamMap): SeasonQuery {
  const named = params.getAll('driver').filter((label) => label.trim() !== '');
  const [first, second] = named;
  const twice = first !== undefined && second !== undefined && samePerson([first], [second]);
  const year = params.get('year') ?? '';
  return {
    trackId: params.get('track') || null,
    labels: twice ? [first] : named.slice(0, 2),
    twice,
    className: params.get('class'),
    year: /^20\d\d$/.test(year) ? Number(year) : null,
  };
}

export function sameSeason(a: SeasonQuery, b: SeasonQuery): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
