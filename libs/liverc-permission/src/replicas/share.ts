/**
 * How many of `maximum` requests one process may have in flight beside the others: all of them together
 * have as many, and each has one at least.
 *
 * @param rank its place among them, from 0
 */
export function shareOf(maximum: number, processes: number, rank: number): number {
  const more = rank < maximum % processes ? 1 : 0;
  return Math.max(1, Math.floor(maximum / processes) + more);
}
