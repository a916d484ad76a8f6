// The ranges that are measured, and their months. Dates are text, as in the API.

/** The UTC date so many days ago. */
function daysAgo(days) {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

/** Twelve calendar months, this one included, until today. */
export function lastTwelveMonths() {
  const today = new Date();
  const first = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - 11, 1));
  return { startDate: first.toISOString().slice(0, 10), endDate: daysAgo(0) };
}

/** The API's own range, when none is asked for. */
export function last180Days() {
  return { startDate: daysAgo(180), endDate: daysAgo(0) };
}

/** The calendar month before this one, whole. */
export function lastMonth() {
  const today = new Date();
  const first = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - 1, 1));
  const last = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), 0));
  return { startDate: first.toISOString().slice(0, 10), endDate: last.toISOString().slice(0, 10) };
}

/** Months that touch the range, `YYYY-MM`, newest first. */
export function monthsOf({ startDate, endDate }) {
  const months = [];
  let [year, month] = endDate.slice(0, 7).split('-').map(Number);
  for (;;) {
    const name = `${year}-${String(month).padStart(2, '0')}`;
    if (name < startDate.slice(0, 7)) return months;
    months.push(name);
    [year, month] = month === 1 ? [year - 1, 12] : [year, month - 1];
  }
}
