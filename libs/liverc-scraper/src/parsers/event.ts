import type { Element } from 'domhandler';

import type { EventPage, EventRace } from '../race-pages.js';
import { readEventDates } from './event-dates.js';
import { headingOf, isPlaceholder, openEventPage, type OpenEventPage } from './event-page.js';
import { readRaceLabel, readSection, rankingOf } from './event-row.js';
import { readCount, readIdFromHref } from './figures.js';
import { readNamedMinute } from './local-time.js';
import { childElements, findByTag, keptName, textOf, valueAfter, visibleText } from './markup.js';
import { pageChanged, quote } from './page-changed.js';
import { readFields } from './table-fields.js';

const KIND = 'an event';
const PANEL = 'Race Lineups & Results';
/** The largest events have some hundred races. */
const MAX_ROWS = 5000;

type Found = Pick<EventPage, 'hasEntryList' | 'lineUps' | 'rankings' | 'races' | 'unreadableRows'>;

/**
 * Reads `/results/?p=view_event&id=N`. The page does not show its id: compare its name.
 *
 * No race yet: the panel of line-ups and results is there and names none, and no laps are counted.
 *
 * @throws LivercPageChangedError for another page, a table that was cut, races of which none can be
 *   read, and for more than 5,000 rows
 */
export function parseEvent(html: string, url: string): EventPage {
  const page = openEventPage(html, url, KIND);
  const { trackName, eventName: name, part } = page;
  const tables = findTables(page);
  if (part !== null || !tables) {
    throw pageChanged(KIND, `a page titled ${quote(page.title)}`, url);
  }
  const rows = tables.flatMap((table) =>
    childElements(table, 'tbody').flatMap((body) => childElements(body, 'tr')),
  );
  if (rows.length > MAX_ROWS) {
    throw pageChanged(`at most ${MAX_ROWS} rows of an event`, `${rows.length}`, url);
  }
  const found = readRows(rows);
  const lost = countLinked(page) - found.races.length;
  const unreadableRows = Math.max(found.unreadableRows, lost);
  if (found.races.length === 0 && unreadableRows > 0) {
    throw pageChanged('rows of races', `${unreadableRows} that can't be read`, url);
  }
  const dates = readEventDates(page.pageHeader('h5') ?? '');
  const stats = readStats(page);
  const { raceLapCount } = stats.totals;
  if (found.races.length === 0 && raceLapCount) {
    throw pageChanged('races beside the count of their laps', 'none', url);
  }
  return { trackName, name, ...dates, ...stats, ...found, unreadableRows };
}

/** The tables of the event's panel; undefined where it has none of its own. */
function findTables(page: OpenEventPage): Element[] | undefined {
  const tables = page.select('table.entry_list_data');
  const isOwn = page.panels.some(({ heading }) => heading === PANEL);
  if (!isOwn && !tables.some((table) => headingOf(page, table) !== null)) return undefined;
  if (tables.every((table) => page.isClosed(table))) return tables;
  throw pageChanged('whole tables of an event', 'one that was cut', page.url);
}

/** What is linked beside the tables has fallen out of a damaged one. */
function countLinked(page: OpenEventPage): number {
  const ids = page.select('a').map(({ attribs }) => idOf(attribs['href'], 'view_race_result'));
  return new Set(ids.filter((id) => id !== null)).size;
}

const idOf = readIdFromHref;

function readRows(rows: Element[]): Found {
  const races = new Map<string, EventRace>();
  const rankings = new Map<string, EventPage['rankings'][number]>();
  const lineUps: EventPage['lineUps'] = [];
  let [sectionTitle, hasEntryList, readable] = ['', false, 0];
  for (const row of rows) {
    const [head] = childElements(row, 'th');
    const link = findByTag(row, 'a');
    const href = link?.attribs['href'];
    if (head) sectionTitle = textOf(head);
    const race = link && readRace(row, link, sectionTitle);
    const ranking = rankingOf(href);
    const sourceHeatSheetId = idOf(href, 'view_heat_sheet');
    const title = keptName(visibleText(link));
    const isKnown = idOf(href, 'view_entry_list') !== null;
    if (race && !races.has(race.sourceRaceId)) races.set(race.sourceRaceId, race);
    if (ranking) rankings.set(Object.values(ranking).join(' '), { ...ranking, title });
    if (sourceHeatSheetId !== null) lineUps.push({ sourceHeatSheetId, title });
    hasEntryList ||= isKnown;
    const isRead = head || race || ranking || sourceHeatSheetId !== null || isKnown;
    if (isRead || isPlaceholder(row)) readable++;
  }
  const unreadableRows = rows.length - readable;
  return {
    hasEntryList,
    lineUps,
    rankings: [...rankings.values()],
    races: [...races.values()],
    unreadableRows,
  };
}

function readRace(row: Element, link: Element, sectionTitle: string): EventRace | null {
  const sourceRaceId = idOf(link.attribs['href'], 'view_race_result');
  const label = readRaceLabel(visibleText(link));
  if (sourceRaceId === null || !label) return null;
  const completedAt = readNamedMinute(visibleText(childElements(row, 'td')[1]));
  return { sourceRaceId, sectionTitle, ...readSection(sectionTitle), ...label, completedAt };
}

function readStats(page: OpenEventPage): Pick<EventPage, 'raceTrack' | 'totals'> {
  const tables = page.select('table.table-sm').map((element) => readFields(page, { element }));
  const fields = tables.find((one) => one.has('Registrations') || one.has('Total Race Laps'));
  const count = (lines: string[] | undefined, label: string): number | null =>
    readCount(valueAfter(lines ?? [], label) ?? '');
  const registrations = fields?.get('Registrations');
  return {
    raceTrack: fields?.get('Race Track')?.[0] || null,
    totals: {
      entryCount: count(registrations, 'Entries:'),
      driverCount: count(registrations, 'Drivers:'),
      raceLapCount: count(fields?.get('Total Race Laps'), ''),
    },
  };
}
