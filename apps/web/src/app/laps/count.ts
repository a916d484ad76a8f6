const GROUPED = new Intl.NumberFormat('en');

/** A whole number as every page writes it: `8,031`. */
export function formatCount(count: number): string {
  return GROUPED.format(count);
}

/** `1 lap`, `8,031 laps`. */
export function countWords(count: number, one: string, several = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : several}`;
}

/** `1st`, `2nd`, `11th`. */
export function ordinal(rank: number): string {
  const [tens, ones] = [Math.floor(rank / 10) % 10, rank % 10];
  const suffix = tens === 1 ? undefined : ['th', 'st', 'nd', 'rd'][ones];
  return `${rank}${suffix ?? 'th'}`;
}
