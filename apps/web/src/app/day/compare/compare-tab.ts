import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { writeComparison } from '../../compare/compare-query';
import { SessionComparison } from '../../compare/session-comparison';
import { hasLaps } from '../../laps/valid-laps';
import { StateMessage } from '../../page-parts/state-message';
import { Comparison } from '../comparison';
import { DayStudy } from '../day-study';
import { SessionLaps } from '../session-laps';
import { leaderboardOf } from '../standings';

/** Two to six sessions side by side. */
@Component({
  selector: 'ts-compare-tab',
  imports: [MatButton, RouterLink, SessionComparison, StateMessage],
  templateUrl: './compare-tab.html',
  styleUrl: './compare-tab.scss',
})
export class CompareTab {
  protected readonly study = inject(DayStudy);
  protected readonly comparison = inject(Comparison);
  protected readonly sessions = this.comparison.sessions;
  protected readonly wanted = inject(SessionLaps).want(() => this.sessions());

  protected readonly named = this.comparison.named;
  /** Null while those of one of them are missing. */
  protected readonly lapsHere = computed(() => {
    const laps = this.wanted.laps();
    const areHere = this.sessions().every((session) => !hasLaps(session) || laps.has(session.id));
    return areHere ? laps : null;
  });
  protected readonly elsewhere = computed(() => writeComparison(this.comparison.ids(), null));

  /** The driver's own best session and the best one of the class, or the class's best two. */
  protected readonly proposal = computed(() => {
    const { places } = leaderboardOf(this.study.standings(), 'best');
    const own = places.find(({ standing }) => standing.key === '');
    const [first, second] = places;
    const pair = own !== undefined && own !== first ? [own, first] : [first, second];
    const ids = pair.flatMap((place) => place?.standing.bestSession ?? []);
    const others = own === first && own !== undefined;
    const words =
      own === undefined
        ? 'The two best of the class'
        : others
          ? 'Best and next best of the class'
          : 'Own best and class best';
    return ids.length === 2 ? { ids, words } : null;
  });
}
