import type { TrackDriver } from '@trackside/contracts';
import { formatDate } from '../calendar/calendar-date';
import { driverLabel } from './driver-names';

/** The driver as a page of a day names whom it shows: unknown ones by their transponder. */
export function labelOf({ name, transponders }: TrackDriver): string {
  return driverLabel({ driver_name: name, transponder: transponders[0]?.transponder ?? null });
}

/** `3 days, last Sat 25 Oct 2025; 1/8 Electric Buggy, 1/10 2WD Buggy`. */
export function tallyWords({ day_count, last_date, classes }: TrackDriver): string {
  const days = `${day_count} ${day_count === 1 ? 'day' : 'days'}, last ${formatDate(last_date)}`;
  const names = classes.map(({ class_name }) => class_name).filter((name) => name !== null);
  return names.length === 0 ? days : `${days}; ${names.join(', ')}`;
}
