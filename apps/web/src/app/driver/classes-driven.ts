import type { DriverAtTrack } from '@trackside/contracts';

type Driven = Pick<DriverAtTrack, 'class_names' | 'days'>;

/** The classes of a driver, those driven on most days first, equal ones by name. */
export function classesDriven(driver: Driven | null): string[] {
  const days = new Map(driver?.class_names.map((name) => [name, 0]));
  for (const name of driver?.days.flatMap(({ class_names }) => class_names) ?? []) {
    days.set(name, (days.get(name) ?? 0) + 1);
  }
  const byDays = [...days].sort(([a, some], [b, more]) => more - some || a.localeCompare(b));
  return byDays.map(([name]) => name);
}

/**
 * The class to look at: the one named, where the driver drove it, else the one driven most. Null with
 * fewer than two classes. Until it is known which there are, the one named.
 */
export function chosenClass(driver: Driven | null, named: string | null): string | null {
  if (driver === null) {
    return named;
  }
  const classes = classesDriven(driver);
  if (classes.length < 2) {
    return null;
  }
  return classes.find((name) => name === named) ?? classes[0] ?? null;
}
