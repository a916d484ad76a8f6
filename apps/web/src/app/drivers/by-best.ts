import type { TrackDriver } from '@trackside/contracts';

/** The quickest in a class first, those without a lap last; equal ones stay in their order. */
export function byBest(drivers: readonly TrackDriver[], className: string | null): TrackDriver[] {
  const wanted = className?.toLowerCase() ?? null;
  const bestOf = ({ classes }: TrackDriver): number =>
    classes.find(({ class_name }) => (class_name?.toLowerCase() ?? null) === wanted)
      ?.fastest_lap_seconds ?? Infinity;
  return [...drivers].sort((a, b) => {
    const [one, other] = [bestOf(a), bestOf(b)];
    return one === other ? 0 : one - other;
  });
}
