import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type ExportFormat, dayExportUrl } from '../../api/export-urls';
import { ExportLinks } from '../../export/export-links';
import { formatGap, formatLapTime, formatPercent } from '../../laps/lap-time';
import { belongsTo } from '../../me/driver-names';
import { Me } from '../../me/me';
import { RANKINGS, type Ranking, writeAddress } from '../address';
import { DayStudy } from '../day-study';
import { NO_CLASS } from '../drivers';
import { LAPS_FOR_CONSISTENCY, SHOWN, type Standing, leaderboardOf } from '../standings';

const NAMES: Record<Ranking, string> = {
  best: 'Best lap',
  consecutive: 'Best 3 in a row',
  top5: 'Best 5, average',
  consistency: 'LiveRC consistency',
};

const EXPLANATIONS: Record<Ranking, string> = {
  best: 'Quickest valid lap of the day, in seconds.',
  consecutive: 'Smallest sum of three valid laps in a row, in seconds.',
  top5: 'Smallest average of the five quickest valid laps of one session, in seconds.',
  consistency: `How even all valid laps of the day were; from ${LAPS_FOR_CONSISTENCY} valid laps on.`,
};

/** The leaderboard of a class, by a ranking that stands in the address. */
@Component({
  selector: 'ts-class-tab',
  imports: [ExportLinks, RouterLink],
  templateUrl: './class-tab.html',
  styleUrl: './class-tab.scss',
})
export class ClassTab {
  protected readonly study = inject(DayStudy);
  readonly #me = inject(Me);

  protected readonly noClass = NO_CLASS;
  protected readonly exportUrl = computed(() => {
    const day = this.study.day()?.event_id ?? '';
    const part = { class: this.study.className() };
    return (format: ExportFormat) => dayExportUrl(day, format, part);
  });
  protected readonly ranking = computed(() => this.study.address().ranking);
  protected readonly explanation = computed(() => EXPLANATIONS[this.ranking()]);
  protected readonly rankings = computed(() =>
    RANKINGS.map((ranking) => ({
      name: NAMES[ranking],
      params: writeAddress({ ranking }),
      current: ranking === this.ranking(),
    })),
  );
  protected readonly column = computed(() => NAMES[this.ranking()]);
  readonly #board = computed(() => leaderboardOf(this.study.standings(), this.ranking()));
  protected readonly places = computed(() =>
    this.#board().places.map(({ rank, standing, value, gap }) => ({
      ...this.#words(standing),
      rank,
      value: this.#isTime() ? formatLapTime(value) : formatPercent(value),
      gap: rank === 1 ? '' : this.#isTime() ? formatGap(gap) : pointsBehind(gap),
    })),
  );
  protected readonly unplaced = computed(() =>
    this.#board().unplaced.map(({ standing, reason }) => ({
      ...this.#words(standing),
      reason,
      unchecked: this.ranking() === 'best' ? standing.unreadBest : null,
    })),
  );

  protected async pick(className: string): Promise<void> {
    await this.study.replace({ className });
  }

  protected time(seconds: number): string {
    return formatLapTime(seconds);
  }

  #isTime(): boolean {
    return this.ranking() !== 'consistency';
  }

  #words(standing: Standing) {
    const shown = standing.key === SHOWN;
    const driver = shown ? this.study.person().join(' + ') : standing.label;
    const named = { driver_name: standing.label, transponder: null };
    const isMe = shown ? this.study.personIsMe() : belongsTo(this.#me.person())(named);
    return {
      key: standing.key,
      driver,
      page: this.study.driverPage(standing.label),
      shown,
      isMe,
      laps: standing.validLaps,
      sessions: standing.sessionCount,
      unread: standing.unreadCount,
    };
  }
}

function pointsBehind(gap: number): string {
  const points = gap.toFixed(1);
  return points === '0.0' ? points : `−${points}`;
}
