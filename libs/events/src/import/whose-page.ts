import { collapseWhiteSpace } from '@trackside/contracts';
import { type EventPage, LivercPageChangedError, type RacePage } from '@trackside/liverc-scraper';
import type { UnreadRace } from '../storage/race-rows.js';
import type { PageEvent } from './page-event.js';

/**
 * No page of an event shows its own id, so what it does show has to be what is known. An event that
 * was renamed since its track's list was read still has its dates.
 *
 * @throws LivercPageChangedError for another event's page
 */
export function checkIsEvent(event: PageEvent, page: EventPage, url: string): void {
  if (comparable(page.name) === comparable(event.name)) return;
  const hasItsDates = event.startDate !== null && page.startDate === event.startDate;
  if (hasItsDates && page.endDate === event.endDate) return;
  throw otherThan(`the event ${event.name}`, page.name, url);
}

/** @throws LivercPageChangedError for a page of another event */
export function checkIsOfEvent(event: PageEvent, page: { eventName: string }, url: string): void {
  if (comparable(page.eventName) === comparable(event.name)) return;
  throw otherThan(`a page of ${event.name}`, `one of ${page.eventName}`, url);
}

/** @throws LivercPageChangedError for another race's page */
export function checkIsRace(event: PageEvent, race: UnreadRace, page: RacePage, url: string): void {
  checkIsOfEvent(event, page, url);
  const [listed, shown] = [race.raceNumber, page.raceNumber];
  const isItsNumber = listed === null || shown === null || listed === shown;
  if (isItsNumber && isLabelOf(page.label, race.label)) return;
  const expected = `race ${listed ?? '?'}, ${race.label}`;
  throw otherThan(expected, `${shown ?? '?'}, ${page.label}`, url);
}

function otherThan(expected: string, got: string, url: string): LivercPageChangedError {
  return new LivercPageChangedError(`expected ${expected}, got ${got}: ${url}`, url);
}

/** Some events list races by their class alone; what follows on the race's own page is its label. */
function isLabelOf(ofPage: string, listed: string): boolean {
  const [label, known] = [comparable(ofPage), comparable(listed)];
  return label === known || label.startsWith(`${known} `);
}

function comparable(words: string): string {
  return collapseWhiteSpace(words.normalize('NFC')).toLowerCase();
}
