import { Component, computed, effect, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Title } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import type { RaceResult } from '@trackside/contracts';
import { isUnanswered } from '../../api/api-error';
import { type ExportFormat } from '../../api/export-urls';
import { raceExportUrl } from '../../api/race-events-api';
import { Printing } from '../../browser/printing';
import { ExportLinks } from '../../export/export-links';
import { Icon } from '../../icon/icon';
import { checkWords, mismatchWords } from '../../laps/checks';
import { formatLapTime, formatPercent } from '../../laps/lap-time';
import { PrintButton } from '../../page-parts/print-button';
import { StateMessage } from '../../page-parts/state-message';
import { gapWords, lengthWords, partTitle, raceTitle, whenWords } from '../event-words';
import { LapsBeside } from './beside/laps-beside';
import { RacePageData } from './race';
import { RaceCharts } from './race-charts';
import { RaceMoments } from './race-moments';
import { RaceSheet } from './race-sheet';
import { RaceView } from './race-view';
import { RaceReplay } from './replay/race-replay';
import { ShareResult } from './sharing/share-result';

/** A race to the last lap. */
@Component({
  selector: 'ts-race-page',
  imports: [
    ExportLinks,
    Icon,
    LapsBeside,
    MatButton,
    PrintButton,
    RaceCharts,
    RaceMoments,
    RaceReplay,
    RaceSheet,
    RouterLink,
    ShareResult,
    StateMessage,
  ],
  providers: [RacePageData, RaceView],
  templateUrl: './race-page.html',
  styleUrl: './race-page.scss',
})
export default class RacePage {
  protected readonly page = inject(RacePageData);
  protected readonly view = inject(RaceView);
  protected readonly printing = inject(Printing);
  protected readonly lap = formatLapTime;
  protected readonly percent = formatPercent;
  protected readonly gap = gapWords;
  protected readonly title = raceTitle;
  protected readonly part = partTitle;
  protected readonly mismatch = mismatchWords;
  protected readonly length = lengthWords;
  protected readonly when = whenWords;

  protected readonly unknown = computed(() => {
    const code = this.page.failure()?.code;
    return code === 'NOT_FOUND' || code === 'VALIDATION_ERROR';
  });
  protected readonly unanswered = computed(() => isUnanswered(this.page.failure()));
  protected readonly checks = computed(() => {
    const race = this.page.race();
    return race && checkWords(race.checks);
  });
  protected readonly firstLap = computed(() => {
    const counts = this.page.race()?.first_lap_counts;
    if (counts === false)
      return 'The figures leave lap 1 out, as LiveRC prints them for this race.';
    return counts ? 'The figures count lap 1.' : null;
  });
  /** Seconds on the race's clock. */
  protected readonly leadChanges = computed(() =>
    this.view.moments().lead_changes.map(({ race_seconds }) => race_seconds),
  );
  /** What stands under the result, on paper. */
  protected readonly said = computed(() => [
    ...[this.firstLap(), this.checks()].filter((words) => words !== null),
    ...(this.page.race()?.checks.mismatches ?? []).map(
      (one) => `${one.driver_name}: ${mismatchWords(one)}`,
    ),
  ]);
  /** Laps by their number, a column a driver. */
  protected readonly lapNumbers = computed(() => {
    const most = Math.max(0, ...(this.page.drivers() ?? []).map(({ laps }) => laps.length));
    return Array.from({ length: most }, (_, index) => index);
  });
  protected readonly exportUrl = computed(() => {
    const id = this.page.race()?.id ?? '';
    return (format: ExportFormat) => raceExportUrl(id, format);
  });

  constructor() {
    const title = inject(Title);
    effect(() => {
      const race = this.page.race();
      title.setTitle(`${race ? raceTitle(race) : 'Race'} · Trackside`);
    });
  }

  /** The driver that this browser knows as its own. */
  protected isMine({ driver_name }: Pick<RaceResult, 'driver_name'>): boolean {
    return this.view.isMine(driver_name);
  }
}
