/** What stands where LiveRC tells nothing. */
export const NOT_TOLD = '–';

/** A lap as LiveRC writes it: `34.746`, `1:02.345`. */
export function lapTime(seconds: number | null): string {
  if (seconds === null) {
    return NOT_TOLD;
  }
  const milliseconds = Math.round(seconds * 1000);
  const [minutes, rest] = [Math.floor(milliseconds / 60_000), milliseconds % 60_000];
  const text = (rest / 1000).toFixed(3);
  return minutes === 0 ? text : `${minutes}:${text.padStart(6, '0')}`;
}

/** `93.4 %`. */
export function percent(value: number | null): string {
  return value === null ? NOT_TOLD : `${value.toFixed(1)} %`;
}

/** When a session began: `Sat 25 Oct 2025, 11:20` needs only the clock beside its date. */
export function clockOf(localTime: string | null): string {
  return localTime === null ? NOT_TOLD : localTime.slice(11, 16);
}
