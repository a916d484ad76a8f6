import type { Simulator } from '@trackside/simulator';
import { newestDays } from './imports.js';

interface Somebody {
  name: string;
  /** Newest first. */
  dates: [string, string];
  transponders: string[];
  /** LiveRC's ids of two events that they entered, the newest first. */
  entered: [string, string];
}

/** Somebody who drove on two of the newest days and raced, with transponders that are nobody else's. */
export function somebodyOfTwoDays(simulator: Simulator, slug: string): Somebody {
  const driven = newestDays(simulator, slug, 8).flatMap((date) =>
    simulator.truth.day(slug, date)!.sessions.map((session) => ({ date, ...session })),
  );
  const names = new Set(driven.map((session) => session.driver_name));
  for (const name of names) {
    const own = driven.filter((session) => session.driver_name === name);
    const transponders = [...new Set(own.flatMap(({ transponder }) => transponder ?? []))];
    const [first, second] = new Set(own.map(({ date }) => date));
    const users = driven.filter(({ transponder }) => transponders.includes(transponder ?? ''));
    const isAlone = transponders.length > 0 && users.every((one) => one.driver_name === name);
    const [newer, older] = eventsOf(simulator, slug, name);
    if (!first || !second || !isAlone || !newer || !older) continue;
    return { name, dates: [first, second], transponders, entered: [newer, older] };
  }
  throw new Error('nobody drove on two of these days and entered two events');
}

/** LiveRC's ids of the events that somebody entered, newest first. */
function eventsOf(simulator: Simulator, slug: string, name: string): string[] {
  return simulator.truth
    .events(slug)
    .map(({ source_event_id }) => simulator.truth.event(slug, source_event_id))
    .filter((event) =>
      event?.races.some(({ results }) =>
        results.some(({ driver_name }) => driver_name === name.toUpperCase()),
      ),
    )
    .map((event) => event!.source_event_id);
}
