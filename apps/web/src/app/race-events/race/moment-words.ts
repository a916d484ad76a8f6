import type { RaceDriverLaps } from '@trackside/contracts';
import { raceMoments } from '@trackside/lap-statistics';
import { countWords } from '../../laps/count';
import { formatLapTime } from '../../laps/lap-time';

/** Something that happened in a race. */
export interface MomentWords {
  readonly name: string;
  readonly words: string;
}

/** What the crossings tell of a race, in sentences. @param drivers in order of position */
export function momentWords(drivers: readonly RaceDriverLaps[]): MomentWords[] {
  const moments = raceMoments(drivers);
  const name = (driver: number): string => drivers[driver]?.driver_name ?? '';
  const { longest_battle: battle, biggest_gain: gain } = moments;
  const found: (MomentWords | null)[] = [
    {
      name: 'Overtakes',
      words: countWords(moments.overtakes.length, 'overtake'),
    },
    ...moments.lead_changes.map((change) => ({
      name: `Lead, lap ${change.lap_number}`,
      words: `${name(change.driver)} took it from ${name(change.former)} at ${formatLapTime(change.race_seconds)}`,
    })),
    battle && {
      name: 'Longest battle',
      words:
        `${name(battle.drivers[0])} and ${name(battle.drivers[1])} within a second of each other ` +
        `from lap ${battle.from_lap} to ${battle.to_lap}`,
    },
    gain && {
      name: 'Biggest gain',
      words: `${name(gain.driver)}, from ${gain.from} after lap 1 to ${gain.to}`,
    },
  ];
  return drivers.some(({ laps }) => laps.length > 0) ? found.filter((one) => one !== null) : [];
}
