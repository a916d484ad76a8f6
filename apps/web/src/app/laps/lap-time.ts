/** What stands where there is no figure. */
export const NOTHING = '–';

/** A time in seconds as racers write it: `34.746`, `1:02.345`, `1:02:03.456`; a dash for null. */
export function formatLapTime(seconds: number | null): string {
  return seconds === null ? NOTHING : printed(seconds, 3);
}

/** A difference in seconds with its sign: `+0.123`, `−1.5` would be `−1.500`; `0.000` has none. */
export function formatGap(seconds: number | null): string {
  if (seconds === null) {
    return NOTHING;
  }
  const milliseconds = Math.round(seconds * 1000);
  const sign = milliseconds === 0 ? '' : milliseconds > 0 ? '+' : '−';
  return sign + printed(Math.abs(milliseconds) / 1000, 3);
}

/** A mark of an axis: no more decimals than the marks' distance needs. */
export function formatAxisTime(seconds: number, step: number): string {
  const decimals = step >= 1 ? 0 : step >= 0.1 ? 1 : step >= 0.01 ? 2 : 3;
  return printed(seconds, decimals);
}

/** `94.7 %`. */
export function formatPercent(percent: number | null): string {
  return percent === null ? NOTHING : `${percent.toFixed(1).replace('-', '−')}\u00a0%`;
}

function printed(seconds: number, decimals: number): string {
  const scale = 10 ** decimals;
  const units = Math.round(Math.abs(seconds) * scale);
  const whole = Math.floor(units / scale);
  const fraction = decimals === 0 ? '' : `.${String(units % scale).padStart(decimals, '0')}`;
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const sign = seconds < 0 && units > 0 ? '−' : '';
  if (whole < 60) {
    return `${sign}${whole}${fraction}`;
  }
  const rest = String(whole % 60).padStart(2, '0') + fraction;
  return hours === 0
    ? `${sign}${minutes}:${rest}`
    : `${sign}${hours}:${String(minutes).padStart(2, '0')}:${rest}`;
}
