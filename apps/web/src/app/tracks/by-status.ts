import type { Track, TrackStatus } from '@trackside/contracts';

/** What a track is doing, as it is written beside its name; of the idle ones there is no list. */
const WORDS: readonly TrackStatus[] = ['racing', 'practice'];
/** Fewer letters are the beginning of too many names. */
const LEAST_LETTERS = 4;

/** What tracks are doing that somebody looks for who has typed this; null where it is no such word. */
export function statusMeant(text: string): TrackStatus | null {
  const typed = text.toLowerCase();
  return WORDS.find((word) => typed.length >= LEAST_LETTERS && word.startsWith(typed)) ?? null;
}

/** Tracks of that name first, then those that are doing it. */
export function withStatus(
  named: readonly Track[],
  running: readonly Track[],
  status: TrackStatus,
): Track[] {
  const ids = new Set(named.map(({ id }) => id));
  return [...named, ...running.filter((track) => track.status === status && !ids.has(track.id))];
}
