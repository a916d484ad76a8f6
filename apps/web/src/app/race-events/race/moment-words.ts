import type { RaceMoments } from '@trackside/lap-statistics';
import { formatLapTime } from '../../laps/lap-time';
import type { Racer } from './racers';

/** Something that happened in a race. */
export interface MomentWords {
  readonly name: string;
  readonly words: string;
  /** When, in seconds on the race's clock; null where it is no moment. */
  readonly at: number | null;
}

/** What the crossings tell of a race, in sentences. */
export interface ToldMoments {
  readonly moments: readonly MomentWords[];
  /** In the order of the race's clock. */
  readonly overtakes: readonly MomentWords[];
}

/** @param racers those whom the moments number, in order of position */
export function momentWords(told: RaceMoments, racers: readonly Racer[]): ToldMoments {
  const name = (driver: number): string => racers[driver]?.name ?? '';
  const { longest_battle: battle, biggest_gain: gain } = told;
  const found: (MomentWords | null)[] = [
    ...told.lead_changes.map(({ driver, former, lap_number, race_seconds }) => ({
      name: `Lead, lap ${lap_number}`,
      words: `${name(driver)} took it from ${name(former)} at ${formatLapTime(race_seconds)}`,
      at: race_seconds,
    })),
    battle && {
      name: 'Longest battle',
      words:
        `${name(battle.drivers[0])} and ${name(battle.drivers[1])} within a second of each other ` +
        `from lap ${battle.from_lap} to ${battle.to_lap}`,
      at: endOf(racers[battle.drivers[0]], battle.from_lap),
    },
    gain && {
      name: 'Biggest gain',
      words: `${name(gain.driver)}, from ${gain.from} after lap 1 to ${gain.to}`,
      at: null,
    },
  ];
  return {
    moments: found.filter((one) => one !== null),
    overtakes: told.overtakes.map(({ driver, passed, lap_number, race_seconds }) => ({
      name: `Lap ${lap_number}`,
      words: `${name(driver)} passed ${name(passed)}, seen at ${formatLapTime(race_seconds)}`,
      at: race_seconds,
    })),
  };
}

function endOf(racer: Racer | undefined, lapNumber: number): number | null {
  return racer?.laps[lapNumber - 1]?.elapsed_seconds ?? null;
}
