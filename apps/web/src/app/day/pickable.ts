import { countWords } from '../laps/count';
import type { PickableDriver } from '../page-parts/person-picker';
import type { DayDriver } from './drivers';

/** A driver of a day as the list to pick from shows it. */
export function pickable(driver: DayDriver): PickableDriver {
  const { key, label, transponders } = driver;
  const used = transponders.map(({ transponder }) => transponder);
  return {
    key,
    label,
    about: aboutOf(driver),
    driven: [null, ...used].map((transponder) => ({ driver_name: label, transponder })),
  };
}

/** `6 sessions, 1/8 Nitro Buggy, transponder 3071066 (also used by Idris Vale)`. */
function aboutOf({ sessionCount, classNames, transponders }: DayDriver): string {
  const used = transponders.map(({ transponder, sharedWith }) =>
    sharedWith.length === 0
      ? transponder
      : `${transponder} (also used by ${sharedWith.join(', ')})`,
  );
  const sessions = countWords(sessionCount, 'session');
  return [sessions, ...classNames, ...used].join(', ');
}
