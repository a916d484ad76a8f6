/**
 * `17 drivers`, `17 drivers, 2 unknown`, `2 unknown drivers`. LiveRC counts those with a name;
 * unknown ones are told apart by transponder.
 */
export function driverCountWords(named: number, unknown: number): string {
  if (named === 0 && unknown > 0) {
    return `${unknown} unknown ${drivers(unknown)}`;
  }
  const words = `${named} ${drivers(named)}`;
  return unknown === 0 ? words : `${words}, ${unknown} unknown`;
}

function drivers(count: number): string {
  return count === 1 ? 'driver' : 'drivers';
}
