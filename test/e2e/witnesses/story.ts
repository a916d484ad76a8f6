import type { Faults } from './page-site.js';
import type { Reading } from './readings.js';
import type { Ask } from './sequences.js';
import type { ServedDay, View } from './served-view.js';
import type { ShownRow } from './site-pages.js';
import type { StandAnswer } from './stand.js';

/** One ask in words: what was shown, and what is told then. */
export function tell(
  ask: Ask,
  faults: Faults | null,
  reading: Reading,
  answer: StandAnswer | null,
  view: View,
): string[] {
  const at = `${(reading.elapsedMs / 1000).toFixed(0)} s${reading.ahead ? ', clock ahead' : ''}`;
  const cut = reading.certain ? '' : ', cut';
  const lies = faults ? faultsOf(faults) : 'true';
  const calendar = reading.calendar
    ? [...reading.calendar].map(([date, count]) => `${date.slice(8)}×${count}`).join(' ')
    : 'none';
  const pages = [...reading.days].map(([date, { rows, totals }]) => {
    return `${date.slice(8)}: ${rowsOf(rows)}${totals ? ` (${totals.laps} laps)` : ''}`;
  });
  const error = answer && answer.status >= 400 ? ` ${answer.body.error?.code}` : '';
  const lines = [
    `${at}: ${JSON.stringify(ask)}${cut}, pages ${lies}`,
    `  shown  calendar ${reading.calendarAsked ? calendar : 'not asked'}; ${pages.join('; ')}`,
    `  asked  ${[...reading.askedDates].map((date) => date.slice(8)).join(' ')}`,
    `  answer ${answer?.status ?? '-'}${error} ${answer?.body.data?.state ?? ''}`,
  ];
  if (view.discovered) {
    const { month, days } = view.discovered;
    const missing = (month.missing ?? []).map(({ date, code }) => `${date} ${code}`).join(', ');
    lines.push(`  month  ${month.status}, missing ${month.missing_dates.join(' ')} (${missing})`);
    lines.push(`  given  ${daysOf(days)}`);
  }
  lines.push(`  imported ${daysOf(view.imported)}; known ${daysOf(view.known)}`);
  return lines;
}

function faultsOf({ calendar, days }: Faults): string {
  return [calendar, ...days]
    .map((fault) => ('ago' in fault ? `${fault.type} ${fault.ago}` : fault.type))
    .join(', ');
}

function rowsOf(rows: readonly ShownRow[]): string {
  return rows.map((row) => `${row.source_session_id.slice(-2)}/${row.lap_count}`).join(' ');
}

function daysOf(days: ServedDay[]): string {
  return days
    .map((day) => {
      const sessions = (day.sessions ?? []).map((one) => {
        const laps = one.laps ? `+${one.laps.length}${one.laps_state?.[0] ?? ''}` : '';
        return `${one.source_session_id.slice(-2)}/${one.lap_count}${laps}`;
      });
      const listed = day.listed === false ? ' unlisted' : '';
      const counts = `${day.session_count}/${day.total_laps} ${day.verified}${listed}`;
      return `${day.date.slice(8)} [${counts}] ${sessions.join(' ')}`;
    })
    .join('; ');
}
