import { printEntryList } from '../pages/entry-list-page.js';
import { printEvent } from '../pages/event-page.js';
import { printHeatSheet } from '../pages/heat-sheet-page.js';
import { printPoints } from '../pages/points-page.js';
import { printRace } from '../pages/race-page.js';
import { printMultiMain, printOverall, printRoundRanking } from '../pages/ranking-pages.js';
import type { EventDetail } from '../world/races/event-detail.js';
import { heatSheets } from '../world/races/heat-sheets.js';
import {
  multiMains,
  overallOf,
  pointsOf,
  ROUND_ORDERS,
  roundRankings,
} from '../world/races/rankings.js';
import type { LinkedPage } from '../world/races/race-ids.js';
import type { Track } from '../world/tracks.js';
import type { World } from '../world/world.js';
import type { PageRequest, ResultsPage } from './page-request.js';

type Print = (world: World, track: Track, id: number, order: string) => string | undefined;

/** A page that bears the number of its event. */
function ofEvent(print: (track: Track, detail: EventDetail, world: World) => string | undefined) {
  return (world: World, track: Track, id: number): string | undefined => {
    const detail = world.findEvent(track, id);
    return detail && print(track, detail, world);
  };
}

/** A page with a number of its own, found among those of its event. */
function linked<T extends { id: number }>(
  page: LinkedPage,
  listOf: (detail: EventDetail, world: World, order: string) => readonly T[],
  print: (track: Track, detail: EventDetail, found: T) => string,
): Print {
  return (world, track, id, order) => {
    const detail = world.findEventOf(track, page, id);
    const found = detail && listOf(detail, world, order).find((one) => one.id === id);
    return detail && found && print(track, detail, found);
  };
}

const orNone = <T>(value: T | null): T[] => (value === null ? [] : [value]);

const PAGES: Record<ResultsPage, Print> = {
  event: ofEvent((track, detail, world) => printEvent(track, detail, world.today)),
  'entry-list': ofEvent((track, detail) => printEntryList(track, detail)),
  overall: ofEvent((track, detail) => {
    const overall = overallOf(detail);
    return overall ? printOverall(track, detail, overall) : undefined;
  }),
  race: linked(
    'race',
    ({ races }) => races,
    (track, detail, race) => printRace(track, { detail, race }),
  ),
  points: linked('points', (detail) => orNone(pointsOf(detail)), printPoints),
  'round-ranking': linked(
    'round',
    (detail, _world, order) =>
      roundRankings(
        detail,
        ROUND_ORDERS.find((one) => one === order),
      ),
    printRoundRanking,
  ),
  'multi-main': linked('multi-main', multiMains, printMultiMain),
  'heat-sheet': linked(
    'heat-sheet',
    (detail, { today }) => heatSheets(detail, today),
    printHeatSheet,
  ),
};

const isResultsPage = (kind: string): kind is ResultsPage => Object.hasOwn(PAGES, kind);

/** A page of an event of this track; undefined for a number that is none. */
export function printEventPages(
  world: World,
  track: Track,
  { kind, id, order = '' }: PageRequest,
): string | undefined {
  return isResultsPage(kind) ? PAGES[kind](world, track, Number(id), order) : undefined;
}
