import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type ExportFormat, dayExportUrl } from '../../api/export-urls';
import { Chart } from '../../charts/chart';
import { ExportLinks } from '../../export/export-links';
import { countWords, formatCount } from '../../laps/count';
import { formatLapTime, formatPercent } from '../../laps/lap-time';
import { belongsTo, isHidden } from '../../me/driver-names';
import { Me } from '../../me/me';
import { RANKINGS, type Ranking, writeAddress } from '../address';
import { DayStudy } from '../day-study';
import { NO_CLASS } from '../drivers';
import { LAPS_FOR_CONSISTENCY, SHOWN, type Standing } from '../standings';
import { ClassBoard, RANKING_NAMES } from './class-board';

const EXPLANATIONS: Record<Ranking, string> = {
  best: 'Quickest valid lap of the day, in seconds.',
  consecutive: 'Smallest sum of three valid laps in a row, in seconds.',
  top5: 'Smallest average of the five quickest valid laps of one session, in seconds.',
  consistency: `How even all valid laps of the day were; from ${LAPS_FOR_CONSISTENCY} valid laps on.`,
};

/** The leaderboard of a class, by a ranking that stands in the address. */
@Component({
  selector: 'ts-class-tab',
  imports: [Chart, ExportLinks, RouterLink],
  providers: [ClassBoard],
  templateUrl: './class-tab.html',
  styleUrl: './class-tab.scss',
})
export class ClassTab {
  protected readonly study = inject(DayStudy);
  protected readonly board = inject(ClassBoard);
  readonly #me = inject(Me);

  protected readonly noClass = NO_CLASS;
  protected readonly exportUrl = computed(() => {
    const day = this.study.day()?.event_id ?? '';
    const part = { class: this.study.className() };
    return (format: ExportFormat) => dayExportUrl(day, format, part);
  });
  protected readonly explanation = computed(() => EXPLANATIONS[this.board.ranking()]);
  protected readonly rankings = computed(() =>
    RANKINGS.map((ranking) => ({
      name: RANKING_NAMES[ranking],
      params: writeAddress({ ranking }),
      current: ranking === this.board.ranking(),
    })),
  );
  protected readonly places = computed(() =>
    this.board.board().places.map(({ rank, standing, value, gap }) => ({
      ...this.#words(standing),
      rank,
      value: this.board.isTime() ? formatLapTime(value) : formatPercent(value),
      gap: rank === 1 ? '' : this.board.gapWords(gap),
    })),
  );
  protected readonly unplaced = computed(() =>
    this.board.board().unplaced.map(({ standing, reason }) => ({
      ...this.#words(standing),
      reason,
      unchecked: this.board.ranking() === 'best' ? standing.unreadBest : null,
    })),
  );

  protected async pick(className: string): Promise<void> {
    await this.study.replace({ className });
  }

  protected time(seconds: number): string {
    return formatLapTime(seconds);
  }

  #words(standing: Standing) {
    const shown = standing.key === SHOWN;
    const named = { driver_name: standing.label, transponder: null };
    const isMe = shown ? this.study.personIsMe() : belongsTo(this.#me.person())(named);
    return {
      key: standing.key,
      driver: this.board.nameOf(standing),
      page: isHidden(standing.label) ? null : this.study.driverPage(standing.label),
      shown,
      isMe,
      laps: formatCount(standing.validLaps),
      lapWords: countWords(standing.validLaps, 'lap'),
      sessions: formatCount(standing.sessionCount),
      unread: standing.unreadCount,
    };
  }
}
