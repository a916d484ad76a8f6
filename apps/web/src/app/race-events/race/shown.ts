import { type LineLook, lookOf } from '../../charts/line-looks';
import type { Racer } from './racers';
import { MOST_SHOWN, type RaceQuery } from './race-query';

const FIRST_SHOWN = 3;

/** One of those who are shown beside each other, with the look that they have in every chart. */
export interface ShownRacer {
  readonly racer: Racer;
  readonly look: LineLook;
}

/**
 * Those whom the address names, in the order of the result; where it names none who raced, the first
 * three and whom this browser knows as its own.
 *
 * @param mine whether a racer is the reader
 */
export function shownOf(
  racers: readonly Racer[],
  { drivers }: Pick<RaceQuery, 'drivers'>,
  mine: (racer: Racer) => boolean,
): ShownRacer[] {
  const raced = racers.filter(({ laps }) => laps.length > 0);
  const named = raced.filter(({ name }) => drivers?.includes(name));
  const chosen =
    named.length > 0 ? named : raced.filter((one, index) => index < FIRST_SHOWN || mine(one));
  return chosen.slice(0, MOST_SHOWN).map((racer, index) => ({ racer, look: lookOf(index) }));
}

/** To whom gaps are measured: whom the address names, else who placed first. Null without laps. */
export function gapToOf(
  racers: readonly Racer[],
  { gapTo }: Pick<RaceQuery, 'gapTo'>,
): Racer | null {
  const raced = racers.filter(({ laps }) => laps.length > 0);
  return raced.find(({ name }) => name === gapTo) ?? raced[0] ?? null;
}

/** The names once one is added or left out; as before where there are six, or it is the only one. */
export function toggled(shown: readonly ShownRacer[], name: string): string[] {
  const names = shown.map(({ racer }) => racer.name);
  if (!names.includes(name)) {
    return names.length < MOST_SHOWN ? [...names, name] : names;
  }
  return names.length > 1 ? names.filter((other) => other !== name) : names;
}
