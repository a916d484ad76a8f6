import type { Params } from '@angular/router';

/** What a driver drove in a race; the driver is named as the race does. */
export interface RaceStint {
  readonly raceId: string;
  readonly driver: string;
}

const STINT = /^([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}):(.+)$/i;

/** As the address of a comparison has it: `<id of the race>:<driver>`. */
export function stintId({ raceId, driver }: RaceStint): string {
  return `${raceId.toLowerCase()}:${driver}`;
}

/** Null for what is the id of no stint. */
export function stintOf(id: string): RaceStint | null {
  const [, raceId, driver] = STINT.exec(id) ?? [];
  return raceId && driver ? { raceId: raceId.toLowerCase(), driver } : null;
}

/** The parameters of `/compare` for stints. */
export function comparisonOf(stints: readonly RaceStint[]): Params {
  return { ids: stints.map(stintId) };
}
