import type { ErrorCode } from '@trackside/contracts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Pauses before the first tries at a month that somebody has searched in vain; later ones are slow. */
const FIRST_PAUSES_MS = [1, 5, 15, 60].map((minutes) => minutes * MINUTE_MS);
const SLOW_PAUSE_MS = 6 * HOUR_MS;
/** So long after the last search in vain nothing is tried any more. */
const LIFE_MS = 72 * HOUR_MS;
/** The longest pause that LiveRC may ask for and is kept to the letter. */
const LONGEST_PAUSE_MS = LIFE_MS;

/** How a failure is taken: it passes by itself, hardly does, or is none of LiveRC's. */
type Pace = 'growing' | 'slow' | 'never';

/** Codes with which a month can end; others can't come of a reading. */
const PACES: Partial<Record<ErrorCode, Pace>> = {
  LIVERC_TIMEOUT: 'growing',
  LIVERC_UNAVAILABLE: 'growing',
  // The second reading, a minute later, settles most of them.
  LIVERC_PAGE_INCOMPLETE: 'growing',
  SERVICE_UNAVAILABLE: 'growing',
  // Somebody has to adapt the parser; a notice in the page's place is gone in hours.
  LIVERC_PAGE_CHANGED: 'slow',
  INTERNAL_ERROR: 'slow',
  // Nobody was asked. What began before waits until LiveRC is on again.
  LIVERC_DISABLED: 'never',
};

/** Why a month is not complete. */
export interface Trouble {
  code: ErrorCode;
  /** LiveRC has asked for so long a pause. */
  retryAfterSeconds?: number;
}

/**
 * When a month that was searched in vain is tried again by itself: after 1, 5, 15, 60 minutes, then
 * every six hours, for three days; only every six hours where the failure hardly passes by itself.
 *
 * @param tries readings in the background since the search
 * @returns null when it is left to the next search
 */
export function nextTry(
  { code, retryAfterSeconds = 0 }: Trouble,
  { tries, searchedAt }: { tries: number; searchedAt: Date },
  now: Date,
): Date | null {
  const pace = PACES[code] ?? 'slow';
  if (pace === 'never') return null;
  const pauseMs = pace === 'slow' ? SLOW_PAUSE_MS : (FIRST_PAUSES_MS[tries] ?? SLOW_PAUSE_MS);
  const wishedMs = Math.min(retryAfterSeconds * 1000, LONGEST_PAUSE_MS);
  const next = new Date(now.getTime() + Math.max(pauseMs, wishedMs));
  return next.getTime() - searchedAt.getTime() > LIFE_MS ? null : next;
}

/** A month due after this moment was noted by a clock that ran ahead. */
export function latestDue(now: Date): Date {
  return new Date(now.getTime() + LONGEST_PAUSE_MS);
}
