import type { EventEntry, EventRanking } from '@trackside/contracts';
import { normalisedName } from '../../me/driver-names';
import type { PickableDriver } from '../../page-parts/person-picker';

/** A driver of an event. */
export interface EventDriver extends PickableDriver {
  readonly classNames: readonly string[];
}

interface Told {
  readonly label: string;
  readonly classNames: Set<string>;
  readonly transponders: Set<string>;
}

/**
 * Who takes part, by name: those of the entry list, and those of the rankings whom it lacks. Namesakes
 * are one driver, as everywhere: LiveRC tells them apart by nothing that a page shows.
 */
export function eventDrivers(
  entries: readonly EventEntry[],
  rankings: readonly EventRanking[],
): EventDriver[] {
  const drivers = new Map<string, Told>();
  const take = (label: string, className: string, transponder: string | null): void => {
    const key = normalisedName(label);
    if (key === '') return;
    const told = drivers.get(key) ?? { label, classNames: new Set(), transponders: new Set() };
    drivers.set(key, told);
    told.classNames.add(className);
    if (transponder !== null) told.transponders.add(transponder);
  };
  for (const entry of entries) take(entry.driver_name, entry.class_name, entry.transponder);
  for (const { class_name, rows } of rankings.flatMap(({ classes }) => classes)) {
    for (const { driver_name } of rows) take(driver_name, class_name, null);
  }
  return [...drivers].map(([key, told]) => driverOf(key, told)).sort(byLabel);
}

function driverOf(key: string, { label, classNames, transponders }: Told): EventDriver {
  return {
    key,
    label,
    classNames: [...classNames],
    about: [...classNames, ...transponders].join(', '),
    driven: [null, ...transponders].map((transponder) => ({ driver_name: label, transponder })),
  };
}

function byLabel(a: EventDriver, b: EventDriver): number {
  return a.label.localeCompare(b.label);
}
