import type { DriverAtTrack } from '@trackside/contracts';

type Driven = Pick<DriverAtTrack, 'classes'>;

/** The classes of a driver, those with most sessions first. */
export function classesDriven(driver: Driven | null): string[] {
  return (driver?.classes ?? []).flatMap(({ class_name }) => class_name ?? []);
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
