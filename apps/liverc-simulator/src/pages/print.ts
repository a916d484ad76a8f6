import { MONTH_NAMES, WEEKDAY_NAMES, dayNumberOf, pad2, weekdayOf } from '../world/dates.js';

/**
 * Text as PHP's htmlspecialchars prints it. The site leaves a lone ampersand raw in most places
 * (`Sorrel & Vetch`); panels that do otherwise use `escapeFully`.
 */
export function escapeText(text: string): string {
  return /[<>]/.test(text) ? text.replaceAll('<', '&lt;').replaceAll('>', '&gt;') : text;
}

export function escapeFully(text: string): string {
  if (!/[&<>"']/.test(text)) return text;
  return escapeText(text.replaceAll('&', '&amp;'))
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#039;');
}

/** A value as PHP's json_encode prints it: slashes and non-ASCII letters escaped. */
export function phpJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('/', '\\/')
    .replace(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const GROUPED = new Intl.NumberFormat('en-US');

/** `1,591` */
export function grouped(value: number): string {
  return value < 1000 ? String(value) : GROUPED.format(value);
}

/** Seconds with three decimals; empty for null. */
export function printSeconds(ms: number | null): string {
  if (ms === null) return '';
  const fraction = ms % 1000;
  return `${(ms - fraction) / 1000}.${fraction < 100 ? '0' : ''}${pad2ms(fraction)}`;
}

function pad2ms(fraction: number): string {
  return fraction < 10 ? `0${fraction}` : String(fraction);
}

/** `55`, `8:28`, `1:02:05`: no colon below a minute. */
export function printLength(seconds: number): string {
  if (seconds < 60) return String(seconds);
  const minutes = Math.floor(seconds / 60);
  const rest = pad2(seconds % 60);
  if (minutes < 60) return `${minutes}:${rest}`;
  return `${Math.floor(minutes / 60)}:${pad2(minutes % 60)}:${rest}`;
}

/** `7 hours, 16 minutes, 45 seconds`; parts that are zero are left out. */
export function printDuration(seconds: number): string {
  const parts: [number, string][] = [
    [Math.floor(seconds / 3600), 'hour'],
    [Math.floor(seconds / 60) % 60, 'minute'],
    [seconds % 60, 'second'],
  ];
  const shown = parts.filter(([value]) => value > 0);
  if (shown.length === 0) return '0 seconds';
  return shown.map(([value, unit]) => `${value} ${unit}${value === 1 ? '' : 's'}`).join(', ');
}

/** `16:36:38`; seconds past midnight of the next day start anew. */
export function printClock24(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `${pad2(Math.floor(minutes / 60) % 24)}:${pad2(minutes % 60)}:${pad2(seconds % 60)}`;
}

/** `4:36:38pm` */
export function printClock(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const hour = Math.floor(minutes / 60) % 24;
  const half = hour < 12 ? 'am' : 'pm';
  return `${hour % 12 || 12}:${pad2(minutes % 60)}:${pad2(seconds % 60)}${half}`;
}

/** `5:30pm` of minutes after midnight. */
export function printMinute(minute: number): string {
  return printClock(minute * 60).replace(/:00(?=[ap]m)/, '');
}

/** `37.234`, `1:51.828`, `1:02:05.007`: no colon below a minute. */
export function printLapTime(ms: number): string {
  if (ms < 60_000) return printSeconds(ms);
  const whole = Math.floor(ms / 1000);
  return `${printLength(whole)}${printSeconds(ms % 1000).slice(1)}`;
}

/** `16/10:14.477` */
export function printLapsTime(laps: number, ms: number): string {
  return `${laps}/${printLapTime(ms)}`;
}

/** `October 25, 2025 (Saturday)` */
export function printLongDate(date: string): string {
  const weekday = WEEKDAY_NAMES[weekdayOf(dayNumberOf(date))];
  const month = MONTH_NAMES[Number(date.slice(5, 7)) - 1];
  return `${month} ${Number(date.slice(8))}, ${date.slice(0, 4)} (${weekday})`;
}

/** `Oct 25, 2025` */
export function printShortDate(date: string): string {
  const month = MONTH_NAMES[Number(date.slice(5, 7)) - 1]?.slice(0, 3);
  return `${month} ${Number(date.slice(8))}, ${date.slice(0, 4)}`;
}

/** `Sat, Oct 25, 2025` */
export function printWeekdayDate(date: string): string {
  return `${WEEKDAY_NAMES[weekdayOf(dayNumberOf(date))]?.slice(0, 3)}, ${printShortDate(date)}`;
}

/** `October 2025` of `2025-10`. */
export function printMonth(month: string): string {
  return `${MONTH_NAMES[Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`;
}
