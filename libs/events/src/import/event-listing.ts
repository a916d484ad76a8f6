import { createHash } from 'node:crypto';
import { v5 as uuidv5 } from 'uuid';
import type { EventPage, EventRace } from '@trackside/liverc-scraper';
import type { EventListing, EventPageKind, ListedPage, ListedRace } from '../storage/race-rows.js';

/** What an event's page lists, its races in the order in which they were run. */
export function toListing(
  page: EventPage,
  event: { id: string; trackId: string; sourceEventId: string },
  url: string,
): EventListing {
  return {
    name: page.name,
    entryCount: page.totals.entryCount,
    driverCount: page.totals.driverCount,
    raceLapCount: page.totals.raceLapCount,
    error:
      page.unreadableRows === 0
        ? null
        : {
            code: 'LIVERC_PAGE_CHANGED',
            message: `${page.unreadableRows} rows of the event's page can't be read: ${url}`,
          },
    races: inOrderOfProgramme(page.races).map((race, position) =>
      toListedRace(race, position, event.trackId),
    ),
    pages: pagesOf(page, event),
  };
}

/** UUIDv5 of track and LiveRC's id: the same race has the same id in every database. */
export function raceIdOf(trackId: string, sourceRaceId: string): string {
  return uuidv5(`race/${sourceRaceId}`, trackId);
}

/**
 * The page shows the newest first. Races of a section are run in order of their numbers; the moments
 * at which they were completed go back on some events (liverc-race-pages.md, 0).
 */
function inOrderOfProgramme(races: readonly EventRace[]): EventRace[] {
  const oldestFirst = [...races].reverse();
  const sections = new Map<string, EventRace[]>();
  for (const race of oldestFirst) {
    const section = sections.get(race.sectionTitle) ?? [];
    sections.set(race.sectionTitle, section);
    section.push(race);
  }
  return [...sections.values()].flatMap((section) =>
    // A sort that is stable keeps the page's order among those without a number.
    section.every(({ raceNumber }) => raceNumber !== null)
      ? section.sort((a, b) => a.raceNumber! - b.raceNumber!)
      : section,
  );
}

function toListedRace(race: EventRace, position: number, trackId: string): ListedRace {
  const row = {
    source_race_id: race.sourceRaceId,
    section: race.section,
    section_title: race.sectionTitle,
    round: race.section === 'main' ? null : race.round,
    race_number: race.raceNumber,
    label: race.label,
    class_name: race.className,
    completed_at: race.completedAt,
  };
  const listed_as = createHash('sha256').update(JSON.stringify(row)).digest('hex');
  return { id: raceIdOf(trackId, race.sourceRaceId), position, ...row, listed_as };
}

function pagesOf(page: EventPage, event: { id: string; sourceEventId: string }): ListedPage[] {
  const entries = {
    kind: 'entries',
    sourceId: event.sourceEventId,
    order: null,
    title: '',
  } as const;
  const links = page.rankings.map(({ kind, sourceRankingId, order, title }) => ({
    kind,
    sourceId: sourceRankingId,
    order,
    title,
  }));
  return [...(page.hasEntryList ? [entries] : []), ...links].map((link, position) => {
    const sorted_by = link.order ?? '';
    return {
      id: pageIdOf(event.id, link.kind, link.sourceId, sorted_by),
      kind: link.kind,
      source_id: link.sourceId,
      sorted_by,
      position,
      title: link.title,
    };
  });
}

function pageIdOf(
  eventId: string,
  kind: EventPageKind,
  sourceId: string,
  sortedBy: string,
): string {
  return uuidv5(`${kind}/${sourceId}/${sortedBy}`, eventId);
}
