const GROUPED = new Intl.NumberFormat('en');

/** A whole number as every page writes it: `8,031`. */
export function formatCount(count: number): string {
  return GROUPED.format(count);
}

/** `1 lap`, `8,031 laps`. */
export function countWords(count: number, one: string, several = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : several}`;
}
