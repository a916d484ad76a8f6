import type {
  EventRanking,
  Race,
  RaceResult,
  RaceWithResults,
  RankingKind,
  RankingRow,
} from '@trackside/contracts';

/** What stands for a race without a class. */
export const NO_CLASS = 'No class';

/** A race of the driver shown. */
export interface MyRace {
  readonly race: Omit<RaceWithResults, 'results'>;
  readonly result: RaceResult;
  /** How many are in its result. */
  readonly of: number;
}

/** Where the driver shown stands in a ranking of the class. */
export interface Standing {
  readonly row: RankingRow;
  readonly of: number;
  readonly provisional: boolean;
}

/** Where a driver stands in a class. */
export interface ClassStandings {
  readonly className: string;
  readonly qualifying: Standing | null;
  /** Of several mains together. */
  readonly mains: Standing | null;
  readonly final: Standing | null;
}

/** A driver's event in one class: figures of two classes are never put together. */
export interface MyClass extends ClassStandings {
  /** In the order of the programme. */
  readonly races: readonly MyRace[];
}

const UNRANKED = { qualifying: null, mains: null, final: null };

/** Whose a row is. */
export type IsTheirs = (row: { driver_name: string }) => boolean;

/**
 * A driver's races by class, the class raced first foremost.
 *
 * @param races those that the driver is in, in any order
 * @param programme all races of the event in their order
 */
export function myClasses(
  races: readonly RaceWithResults[],
  programme: readonly Race[],
  rankings: readonly EventRanking[],
  isTheirs: IsTheirs,
): MyClass[] {
  const places = new Map(programme.map(({ id }, place) => [id, place]));
  const placeOf = ({ id }: Race): number => places.get(id) ?? programme.length;
  const classes = new Map<string, MyRace[]>();
  for (const { results, ...race } of [...races].sort((a, b) => placeOf(a) - placeOf(b))) {
    const name = race.class_name ?? NO_CLASS;
    const theirs = results.filter(isTheirs);
    if (theirs.length === 0) continue;
    const mine = theirs.map((result) => ({ race, result, of: results.length }));
    classes.set(name, [...(classes.get(name) ?? []), ...mine]);
  }
  return [...classes].map(([className, its]) => {
    const [standings] = standingsOf(rankings, [className], isTheirs);
    return { ...(standings ?? { className, ...UNRANKED }), races: its };
  });
}

/** Where somebody stands in the rankings of their classes, in the order of `classNames`. */
export function standingsOf(
  rankings: readonly EventRanking[],
  classNames: readonly string[],
  isTheirs: IsTheirs,
): ClassStandings[] {
  return classNames.flatMap((className) => {
    const standing = (kind: RankingKind) => standingIn(rankings, kind, className, isTheirs);
    const [qualifying, mains, final] = [
      standing('qualifying_points'),
      standing('multi_main'),
      standing('overall'),
    ];
    return qualifying || mains || final ? [{ className, qualifying, mains, final }] : [];
  });
}

function standingIn(
  rankings: readonly EventRanking[],
  kind: RankingKind,
  className: string,
  isTheirs: IsTheirs,
): Standing | null {
  for (const { classes, provisional } of rankings.filter((ranking) => ranking.kind === kind)) {
    for (const { rows } of classes.filter((its) => its.class_name === className)) {
      const row = rows.find(isTheirs);
      if (row) return { row, of: rows.length, provisional };
    }
  }
  return null;
}
