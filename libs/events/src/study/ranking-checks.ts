import type { EventChecks, EventRanking, RankingClass } from '@trackside/contracts';
import { checkQualifyingPoints } from '@trackside/lap-statistics';

/** A ranking as it is stored. */
export type StoredRanking = Omit<EventRanking, 'classes'> & {
  /** All of its page could be read, so that ranks among its rows are ranks among all. */
  is_whole: boolean;
  classes: Omit<RankingClass, 'checks'>[];
};

/** With what became of computing its printed figures again; they stay as printed. */
export function withChecks({ is_whole, classes, ...ranking }: StoredRanking): EventRanking {
  const isChecked = is_whole && ranking.kind === 'qualifying_points';
  return {
    ...ranking,
    classes: classes.map((its) => ({
      ...its,
      checks: isChecked && areCompared(its) ? checkQualifyingPoints(its) : null,
    })),
  };
}

/** Before its first round, and of one driver alone, a class has no points that tell anything. */
function areCompared({ rows }: Pick<RankingClass, 'rows'>): boolean {
  return rows.filter(({ rounds }) => rounds.length > 0).length > 1;
}

/** The sum over rankings, in the order of the event's page. */
export function sumOfChecks(
  rankings: readonly EventRanking[],
): Pick<EventChecks, 'ranking_figures' | 'ranking_mismatches'> {
  const classes = rankings.flatMap((ranking) => ranking.classes);
  return {
    ranking_figures: classes.reduce((sum, { checks }) => sum + (checks?.figures ?? 0), 0),
    ranking_mismatches: classes.flatMap(({ class_name, checks }) =>
      (checks?.mismatches ?? []).map((mismatch) => ({ class_name, ...mismatch })),
    ),
  };
}
