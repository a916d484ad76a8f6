/**
 * Numbers of what an event links to. Each kind has a number space of its own, as on LiveRC, and a
 * number can be read back; they say nothing of the order in which races are run.
 */
const FIRST_EVENT_ID = 200_000;

export type LinkedPage = 'race' | 'points' | 'round' | 'multi-main' | 'heat-sheet';

const SPACES: Record<LinkedPage, { first: number; perEvent: number }> = {
  race: { first: 3_000_000, perEvent: 256 },
  points: { first: 1_000_000, perEvent: 2 },
  round: { first: 400_000, perEvent: 16 },
  'multi-main': { first: 300_000, perEvent: 32 },
  'heat-sheet': { first: 5_000_000, perEvent: 16 },
};

/** @param slot place of the page among those of its kind in the event */
export function pageId(page: LinkedPage, eventId: number, slot: number): number {
  const { first, perEvent } = SPACES[page];
  if (slot >= perEvent) throw new RangeError(`an event has ${perEvent} pages of ${page} at most`);
  return first + (eventId - FIRST_EVENT_ID) * perEvent + slot;
}

/** Event and place of a number; the event may be none. */
export function readPageId(page: LinkedPage, id: number): { eventId: number; slot: number } {
  const { first, perEvent } = SPACES[page];
  const offset = id - first;
  return {
    eventId: FIRST_EVENT_ID + Math.floor(offset / perEvent),
    slot: ((offset % perEvent) + perEvent) % perEvent,
  };
}
