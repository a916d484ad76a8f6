// Which tracks are measured: enough of each kind that every run has one that nobody has asked for.
import { monthsOf } from './dates.mjs';
import { ask } from './http-client.mjs';

/** About 20 and more practice days a month, up to 600 sessions a day. */
const BUSY_DAYS = 20;
/** Of twelve; a track with more gaps says little. */
const PRACTISED_MONTHS = 10;

/**
 * @returns slugs of `club` tracks (2 to 9 practice days in a month) and of `busy` ones, each with
 *   practice in most months of the range
 */
export async function chooseTracks(site, range) {
  const months = monthsOf(range);
  const chosen = { club: [], busy: [] };
  for (const { slug } of await site.tracks()) {
    const { listed, days } = await readCalendar(site, slug, months[1]);
    if (months.filter((month) => listed.has(month)).length < PRACTISED_MONTHS) continue;
    if (days.length >= BUSY_DAYS) chosen.busy.push(slug);
    else if (days.length > 0) chosen.club.push(slug);
  }
  return chosen;
}

/** Months that a calendar page lists, and its days with their counts of sessions. */
export async function readCalendar(site, slug, month) {
  const html = await ask(`${site.origin}/${slug}/practice/?p=calendar&d=${month}`);
  const listed = new Set(Array.from(html.matchAll(/<option value="(\d{4}-\d\d)"/g), ([, m]) => m));
  const cell = /<td><a href="[^"]*p=session_list&(?:amp;)?d=([\d-]{10})">([^<]*)<\/a><\/td>/g;
  const days = [];
  for (const [, date, text] of html.matchAll(cell)) {
    if (/^[\d,]+$/.test(text)) days.push({ date, sessions: Number(text.replaceAll(',', '')) });
  }
  return { listed, days };
}
